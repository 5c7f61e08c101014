import { readModal } from '../components/read-modal.ts';
import type { Clock } from '../core/clock.ts';
import { DiscordError, refuse } from '../core/discord-error.ts';
import type { Emitter } from '../core/emitter.ts';
import { createForm, type Field, type Form } from '../core/form.ts';
import type { Json } from '../face/wire.ts';
import { USER_MENTIONS } from '../messages/mentions.ts';
import { FLAGS, MESSAGE_TYPES, type Message } from '../messages/message.ts';
import type { UploadPart } from '../messages/read-attachments.ts';
import type { Renderer } from '../messages/render.ts';
import type { Writing } from '../messages/writing.ts';
import type { Settings } from '../settings.ts';
import { json } from '../world/payloads.ts';
import type { WorldState } from '../world/world-state.ts';
import { INTERACTION_TYPES, type Interaction } from './interaction.ts';
import type { InteractionStore } from './interaction-store.ts';
import { readChoices } from './read-choices.ts';

export interface CallbackParts {
  readonly interactions: InteractionStore;
  readonly writing: Writing;
  readonly world: WorldState;
  readonly renderer: Renderer;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly emitter: Emitter;
}

export interface CallbackRequest {
  readonly id: string;
  readonly token: string;
  readonly body: Json | undefined;
  readonly uploads: readonly UploadPart[];
}

/** The first and only acknowledgement of an interaction (reference, section 1). Returns the `with_response` body. */
export type Callback = (request: CallbackRequest) => Json;

const MESSAGE = 4;
const DEFERRED_MESSAGE = 5;
const DEFERRED_UPDATE = 6;
const UPDATE = 7;
const CHOICES = 8;
const MODAL = 9;

/** Which callback types answer which interaction. */
function allowedTypes({ kind, source }: Interaction): readonly number[] {
  if (kind === 'autocomplete') return [CHOICES];
  const onMessage = source ? [DEFERRED_UPDATE, UPDATE] : [];
  const form = kind === 'modal submit' ? [] : [MODAL];
  return [MESSAGE, DEFERRED_MESSAGE, ...onMessage, ...form];
}

export function createCallback(parts: CallbackParts): Callback {
  const { interactions, clock, settings, emitter } = parts;

  return ({ id, token, body, uploads }) => {
    const interaction = interactions.find(id);
    if (!interaction || interaction.token !== token) throw refuse('unknown interaction');
    if (interaction.acknowledgedAt !== null) throw refuse('already acknowledged');
    const late = clock.now() - interaction.sentAt >= settings.interactionDeadlineMs;
    if (late || interaction.state === 'failed' || interaction.tokenExpired) throw refuse('unknown interaction');

    const form = createForm(body);
    form.root.isObject(true);
    const type = readType(form, interaction);
    const data = form.root.get('data');
    const message = answer(parts, { interaction, form, data, type, uploads });
    interaction.acknowledgedAt = clock.now();
    if (interaction.state === 'modal' && interaction.modal) emitter.emit('modal', interaction.modal);
    if (interaction.choices) {
      emitter.emit('autocomplete', { interactionId: id, userId: interaction.userId, choices: interaction.choices });
    }
    interactions.changed(interaction);
    return response(parts, interaction, type, message);
  };
}

function readType(form: Form, interaction: Interaction): number {
  const field = form.root.get('type');
  const type = field.integer({ required: true });
  // Exist, but nothing here needs them: a premium prompt (deprecated) and launching an activity.
  if (type === 10 || type === 12) throw new DiscordError(501, 0, `The emulated Discord has no callback type ${type}`);
  const allowed = allowedTypes(interaction);
  if (type !== undefined && !allowed.includes(type)) {
    field.note('BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
  }
  form.check();
  return type ?? 0;
}

interface Answer {
  readonly interaction: Interaction;
  readonly form: Form;
  readonly data: Field;
  readonly type: number;
  readonly uploads: readonly UploadPart[];
}

/** Returns the message that the answer made or changed. */
function answer({ writing, world }: CallbackParts, { interaction, form, data, type, uploads }: Answer): Message | null {
  const { uploadLimit, source } = interaction;
  const submission = { uploads, uploadLimit, mentionDefaults: USER_MENTIONS };
  switch (type) {
    case MESSAGE:
    case DEFERRED_MESSAGE: {
      const flags = data.get('flags').integer({ min: 0 }) ?? 0;
      if (type === DEFERRED_MESSAGE && (flags & ~FLAGS.EPHEMERAL) !== 0) {
        // "Accepts one flag": Components V2 must come with the later edit (reference, section 1).
        data.get('flags').note('BASE_TYPE_CHOICES', 'Only EPHEMERAL may be set on a deferred answer.');
      }
      const ephemeral = (flags & FLAGS.EPHEMERAL) !== 0;
      const post = {
        ...submission,
        channel: world.channel(interaction.channelId),
        type: interaction.answerType,
        seenBy: ephemeral ? interaction.userId : null,
        flags: (ephemeral ? FLAGS.EPHEMERAL : 0) | (type === DEFERRED_MESSAGE ? FLAGS.LOADING : 0),
        interaction: interaction.metadata,
        ...referenceTo(interaction),
      };
      const message =
        type === MESSAGE
          ? writing.post(form, data, post)
          : writing.post(form, form.root.get('nothing'), { ...post, uploads: [] });
      interaction.original = message;
      interaction.ephemeral = ephemeral;
      interaction.state = type === MESSAGE ? 'answered' : 'deferred';
      return message;
    }
    case DEFERRED_UPDATE:
    case UPDATE:
      if (!source || source.deleted) throw refuse('unknown message');
      if (type === UPDATE) writing.revise(form, data, source, submission);
      interaction.original = source;
      interaction.ephemeral = source.seenBy !== null;
      interaction.state = type === UPDATE ? 'answered' : 'deferred update';
      return source;
    case CHOICES:
      interaction.choices = readChoices(data.get('choices'));
      form.check();
      interaction.state = 'completed';
      return null;
    default: {
      const { id, userId, channelId } = interaction;
      const { customId, title, components } = readModal(data);
      form.check();
      interaction.modal = { id, userId, channelId, customId, title, components };
      interaction.state = 'modal';
      return null;
    }
  }
}

/** An answer to a component shows as a reply to the message it is on. */
function referenceTo({
  source,
  answerType,
  channelId,
  guildId,
}: Interaction): Pick<Parameters<Writing['post']>[2], 'reference'> {
  if (!source || answerType !== MESSAGE_TYPES.REPLY) return {};
  const place = { channel_id: channelId, ...(guildId ? { guild_id: guildId } : {}) };
  return { reference: { type: 0, message_id: source.id, ...place } };
}

function response({ renderer }: CallbackParts, interaction: Interaction, type: number, message: Message | null): Json {
  const { id, kind } = interaction;
  return {
    interaction: {
      id,
      type: INTERACTION_TYPES[kind],
      ...(message
        ? {
            response_message_id: message.id,
            response_message_loading: (message.contents.flags & FLAGS.LOADING) !== 0,
            response_message_ephemeral: message.seenBy !== null,
          }
        : {}),
    },
    // The message itself is promised for types 4 and 7 only.
    resource: {
      type,
      ...(message && (type === MESSAGE || type === UPDATE) ? { message: json(renderer.message(message)) } : {}),
    },
  };
}
