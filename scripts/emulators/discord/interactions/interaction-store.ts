import { randomBytes } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { refuse } from '../core/discord-error.ts';
import type { Emitter } from '../core/emitter.ts';
import type { Json, Snowflake, WireInteractionMetadata } from '../face/wire.ts';
import type { Dispatch } from '../gateway/gateway-event.ts';
import { MESSAGE_TYPES, type Message } from '../messages/message.ts';
import type { Settings } from '../settings.ts';
import type { Channel } from '../world/entities.ts';
import { type Interaction, viewOf } from './interaction.ts';
import type { InteractionPayloads } from './interaction-payload.ts';

export interface NewInteraction {
  readonly kind: Interaction['kind'];
  readonly user: Snowflake;
  readonly channel: Channel;
  /** For people: the command with its subcommand, or the custom id. */
  readonly name: string;
  readonly locale: string | undefined;
  readonly data: { readonly [key: string]: Json };
  readonly source?: Message | null;
  readonly metadata: Partial<WireInteractionMetadata>;
  readonly answerType: number;
}

export interface InteractionStore {
  /** Sends it to the bot, and starts its three seconds. */
  start(interaction: NewInteraction): Interaction;
  find(id: Snowflake): Interaction | undefined;
  all(): readonly Interaction[];
  /** By token, for the webhook routes: 10015 where there is none, 50027 past its 15 minutes. */
  byToken(token: string): Interaction;
  /** Tells the page of a changed state. */
  changed(interaction: Interaction): void;
  /** Fails those whose three seconds are over by the clock. */
  sweep(): void;
  expireTokens(): void;
  close(): void;
}

export interface InteractionStoreParts {
  readonly clock: Clock;
  readonly settings: Settings;
  readonly newId: () => Snowflake;
  readonly emitter: Emitter;
  readonly dispatch: Dispatch;
  readonly payloads: InteractionPayloads;
}

export function createInteractionStore(parts: InteractionStoreParts): InteractionStore {
  const { clock, settings, newId, emitter, dispatch, payloads } = parts;
  const byId = new Map<Snowflake, Interaction>();
  const byToken = new Map<string, Interaction>();
  const timers = new Set<NodeJS.Timeout>();
  const changed = (interaction: Interaction): void => emitter.emit('interaction', viewOf(interaction));

  const failIfLate = (interaction: Interaction): boolean => {
    if (interaction.state !== 'waiting') return true;
    if (clock.now() - interaction.sentAt < settings.interactionDeadlineMs) return false;
    interaction.state = 'failed';
    changed(interaction);
    return true;
  };
  /** The clock decides, and it may stand still or have jumped: look again when the rest has passed. */
  const watch = (interaction: Interaction): void => {
    const rest = interaction.sentAt + settings.interactionDeadlineMs - clock.now();
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        if (!failIfLate(interaction)) watch(interaction);
      },
      Math.max(5, rest),
    );
    timer.unref();
    timers.add(timer);
  };

  return {
    changed,
    start({ kind, user, channel, name, locale, data, source = null, metadata, answerType }) {
      const id = newId();
      const token = `${Buffer.from(`interaction:${id}`).toString('base64url')}${randomBytes(90).toString('base64url')}`;
      const made = payloads.create({ id, token, kind, user, channel, locale, data, source });
      const interaction: Interaction = {
        id,
        token,
        kind,
        userId: user,
        channelId: channel.id,
        guildId: channel.guildId,
        name,
        sentAt: clock.now(),
        uploadLimit: made.uploadLimit,
        source,
        metadata: { ...made.metadata, ...metadata },
        answerType,
        state: 'waiting',
        acknowledgedAt: null,
        ephemeral: null,
        original: null,
        followUps: [],
        modal: null,
        choices: null,
        tokenExpired: false,
      };
      byId.set(id, interaction);
      byToken.set(token, interaction);
      changed(interaction);
      // Interactions ask for no intent.
      dispatch({ name: 'INTERACTION_CREATE', guildId: channel.guildId, intent: 0, data: made.payload, repeatable: id });
      watch(interaction);
      return interaction;
    },
    find: (id) => byId.get(id),
    all: () => [...byId.values()],
    byToken(token) {
      const found = byToken.get(token);
      if (!found) throw refuse('unknown webhook');
      if (found.tokenExpired || clock.now() - found.sentAt >= settings.tokenLifetimeMs)
        throw refuse('invalid webhook token');
      // Before the first answer there is no webhook yet.
      if (found.acknowledgedAt === null) throw refuse('unknown webhook');
      return found;
    },
    sweep() {
      for (const interaction of byId.values()) failIfLate(interaction);
    },
    expireTokens() {
      for (const interaction of byId.values()) interaction.tokenExpired = true;
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** How the message looks that answers a component or a form from one: as a reply to the message it was on. */
export function answerTypeFor(kind: Interaction['kind'], source: Message | null): number {
  if (source) return MESSAGE_TYPES.REPLY;
  return kind === 'message command' ? MESSAGE_TYPES.CONTEXT_MENU_COMMAND : MESSAGE_TYPES.CHAT_INPUT_COMMAND;
}
