import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  type APIPingInteraction,
  ApplicationCommandType,
  InteractionType,
} from 'discord.js';
import type { Services } from '../../application/services.ts';
import type { Failure } from '../../domain/failure.ts';
import { jobId, type UserId, userId } from '../../domain/ids.ts';
import { readersLocale } from '../../domain/jobs/job.ts';
import { StoreHeld } from '../../domain/store-held.ts';
import { everybodyMay, type MayUse } from '../../domain/who-may-use.ts';
import type { Log } from '../../ports/log.ts';
import { type Words, wordsIn } from '../../words/words.ts';
import type { CommandRules } from '../connection/command-rules.ts';
import type { KnownPlaces } from '../connection/gateway/known-places.ts';
import type { Action } from '../kit/action.ts';
import type { CheckServer } from '../kit/check-server.ts';
import type { Command } from '../kit/command.ts';
import { decodeCustomId } from '../kit/custom-id.ts';
import { goneFrom, isKeptOut } from '../kit/kept-out.ts';
import type { Request } from '../kit/request.ts';
import { standsFor, usingLeaves } from '../kit/using.ts';
import type { FindMessage } from '../outgoing/find-message.ts';
import type { LookAtChannel } from '../outgoing/look-at-channel.ts';
import { LateAnswer, type Reply } from '../outgoing/reply.ts';
import { isFreeWhilePaused } from './allowed/while-paused.ts';
import { bugFields } from './bug.ts';
import { readForm } from './form-fields.ts';
import { askingOf, interactionAddress, localeOf, managesServer, moderates, placeOf } from './interaction-address.ts';
import { chosenIn, own, readFocused, readOptions, readOthers, readPath } from './option-reader.ts';

/**
 * Takes each interaction to what answers it, by maps made from the explicit lists. A name given twice throws here, at
 * the start. The one place where an unexpected throw becomes a logged bug, and an id shown privately.
 */
export function createRouter({
  commands,
  actions,
  services,
  replyTo,
  findMessage,
  lookAtChannel,
  mention,
  checkServer,
  mayUse,
  turnAway = everybodyMay,
  log,
}: {
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  readonly services: Services;
  readonly replyTo: (interaction: APIInteraction, words: Words) => Reply;
  readonly findMessage: FindMessage;
  readonly lookAtChannel: LookAtChannel;
  readonly mention: Request['mention'];
  readonly checkServer: CheckServer;
  readonly mayUse: CommandRules['mayUse'];
  /** Whom the operator serves; all where nothing is said. */
  readonly turnAway?: MayUse | undefined;
  readonly log: Log;
}) {
  const slash = named(commands.flatMap((each) => (each.kind === 'slash' ? [[each.declaration.name, each]] : [])));
  const onMessages = named(
    commands.flatMap((each) => (each.kind === 'message' ? [[each.declaration.name, each]] : [])),
  );
  const buttons = named(actions.flatMap((each) => (each.on === 'button' ? [[each.kind, each]] : [])));
  const selects = named(actions.flatMap((each) => (each.on === 'select' ? [[each.kind, each]] : [])));
  const forms = named(actions.flatMap((each) => (each.on === 'form' ? [[each.kind, each]] : [])));

  /** Never rejects. */
  return async function route(
    interaction: APIInteraction,
    // Discord gives a bot its application's id, but for those from before 2017.
    self: UserId = userId(interaction.application_id),
    places?: KnownPlaces,
  ): Promise<void> {
    using reply = replyTo(interaction, wordsIn(localeOf(interaction)));
    try {
      await answer(interaction, reply, self, places);
    } catch (error) {
      await tell(error, interaction, reply);
    }
  };

  async function answer(
    interaction: APIInteraction,
    reply: Reply,
    self: UserId,
    places: KnownPlaces | undefined,
  ): Promise<void> {
    const unserved = interaction.type === InteractionType.Ping ? null : await refusalOf(interaction);
    if (unserved !== null) {
      return interaction.type === InteractionType.ApplicationCommandAutocomplete
        ? reply.complete([])
        : reply.fail(unserved);
    }
    switch (interaction.type) {
      case InteractionType.ApplicationCommand:
        return runCommand(interaction, requestOf(interaction, reply, self, places));
      case InteractionType.ApplicationCommandAutocomplete:
        return complete(interaction, reply, places);
      case InteractionType.MessageComponent:
        return press(interaction, requestOf(interaction, reply, self, places));
      case InteractionType.ModalSubmit:
        return sendIn(interaction, requestOf(interaction, reply, self, places));
      case InteractionType.Ping:
        return;
      default:
        return interaction satisfies never;
    }
  }

  /** Why they may not do this at all: the operator does not serve them, or their server has paused them. */
  async function refusalOf(interaction: Exclude<APIInteraction, APIPingInteraction>): Promise<Failure | null> {
    const place = placeOf(interaction);
    const unserved = turnAway(place);
    if (unserved !== null || isFreeWhilePaused(interaction)) return unserved;
    return services.pauses.pausedUntil(place.guild, place.user);
  }

  async function runCommand(interaction: APIApplicationCommandInteraction, request: Request): Promise<void> {
    const { data } = interaction;
    if (data.type === ApplicationCommandType.ChatInput) {
      const { path, values } = readPath(data.options);
      const leaf = slash.get(data.name)?.leaves.get(path);
      const options = leaf && readOptions(leaf.options, values, data.resolved, request.place.user);
      if (!leaf || !options) return request.reply.show(request.words.say('notice.gone-command'), 'asker');
      if (usingLeaves.has(`${data.name} ${path}`) && (await isKeptOut(request))) return;
      return leaf.run(options, request);
    }
    const target =
      data.type === ApplicationCommandType.Message ? own(data.resolved.messages, data.target_id) : undefined;
    const command = onMessages.get(data.name);
    if (command === undefined || target === undefined)
      return request.reply.show(request.words.say('notice.gone-command'), 'asker');
    if (await isKeptOut(request)) return;
    return command.run(target, request);
  }

  async function complete(
    interaction: APIApplicationCommandAutocompleteInteraction,
    reply: Reply,
    places: KnownPlaces | undefined,
  ): Promise<void> {
    const { path, values } = readPath(interaction.data.options);
    const focused = readFocused(values);
    const leaf = slash.get(interaction.data.name)?.leaves.get(path);
    const completing = focused && leaf && own(leaf.complete, focused.name);
    if (focused === undefined || completing === undefined) return reply.complete([]);
    const others = readOthers(values);
    const choices = await completing(focused.typed, {
      place: placeOf(interaction, places),
      services,
      managesServer: managesServer(interaction),
      words: wordsIn(localeOf(interaction)),
      others,
    });
    const isText = leaf?.options[focused.name]?.type === 'string';
    return reply.complete(choices.map(({ name, value }) => ({ name, value: isText ? value : Number(value) })));
  }

  async function press(interaction: APIMessageComponentInteraction, request: Request): Promise<void> {
    const customId = decodeCustomId(interaction.data.custom_id);
    if (customId.kind === 'old') return request.reply.show(request.words.say('notice.old-button'), 'asker');
    if (customId.kind === 'unknown') return request.reply.show(request.words.say('notice.unknown-button'), 'asker');
    const command = standsFor[customId.kind];
    if (command !== undefined && !(await request.mayUse(command))) return request.reply.fail({ code: 'server_rule' });
    if (command !== undefined && (await isKeptOut(request))) return;
    if ('values' in interaction.data) {
      const chosen = selects.get(customId.kind);
      if (chosen !== undefined) return chosen.run(customId, request, chosenIn(interaction.data, interaction.message));
    } else {
      const pressed = buttons.get(customId.kind);
      if (pressed !== undefined) return pressed.run(customId, request, interaction.message);
    }
    return request.reply.show(request.words.say('notice.unknown-button'), 'asker');
  }

  async function sendIn(interaction: APIModalSubmitInteraction, request: Request): Promise<void> {
    const customId = decodeCustomId(interaction.data.custom_id);
    const action = customId.kind === 'unknown' || customId.kind === 'old' ? undefined : forms.get(customId.kind);
    if (customId.kind === 'unknown' || customId.kind === 'old' || action === undefined) {
      return request.reply.show(request.words.say('notice.old-form'), 'asker');
    }
    return action.run(customId, request, readForm(interaction.data, request.place.user));
  }

  function requestOf(
    interaction: APIInteraction,
    reply: Reply,
    self: UserId,
    places: KnownPlaces | undefined,
  ): Request {
    return {
      id: jobId(interaction.id),
      place: placeOf(interaction, places),
      self,
      sizeLimit: interaction.attachment_size_limit,
      roles: interaction.member?.roles ?? [],
      managesServer: managesServer(interaction),
      moderates: moderates(interaction),
      mayUse: async (command) => {
        const asking = askingOf(interaction);
        return asking === null || mayUse(command, asking);
      },
      services,
      reply,
      words: wordsIn(localeOf(interaction)),
      wordsFor: (audience) => wordsIn(readersLocale(interactionAddress(interaction, audience))),
      address: (audience) => interactionAddress(interaction, audience, places),
      findMessage,
      isGone: goneFrom(interaction.guild_id, places),
      lookAtChannel,
      mention,
      checkServer,
    };
  }

  async function tell(error: unknown, interaction: APIInteraction, reply: Reply): Promise<void> {
    const reference = interaction.id;
    if (error instanceof LateAnswer) {
      log.warn({ interaction: reference, taken: error.taken }, 'an answer came too late');
      return;
    }
    const isHeld = error instanceof StoreHeld;
    if (isHeld) log.warn({ interaction: reference }, 'the store is held: refused as busy');
    else log.error({ interaction: reference, ...bugFields(error) }, 'bug');
    try {
      if (interaction.type === InteractionType.ApplicationCommandAutocomplete) await reply.complete([]);
      else await reply.fail(isHeld ? { code: 'store_silent' } : { code: 'bug', reference });
    } catch (second) {
      log.warn({ interaction: reference, ...bugFields(second) }, 'a bug could not be told');
    }
  }
}

function named<Named>(entries: readonly (readonly [string, Named])[]): ReadonlyMap<string, Named> {
  const map = new Map<string, Named>();
  for (const [name, each] of entries) {
    if (map.has(name)) throw new Error(`"${name}" is declared twice`);
    map.set(name, each);
  }
  return map;
}
