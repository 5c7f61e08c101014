import { refuse } from '../core/discord-error.ts';
import { createForm } from '../core/form.ts';
import type { Json } from '../face/wire.ts';
import { USER_MENTIONS } from '../messages/mentions.ts';
import { FLAGS, MESSAGE_TYPES, type Message } from '../messages/message.ts';
import { isThinking, type MessageStore } from '../messages/message-store.ts';
import type { UploadPart } from '../messages/read-attachments.ts';
import type { Writing } from '../messages/writing.ts';
import type { WorldState } from '../world/world-state.ts';
import type { Interaction } from './interaction.ts';
import type { InteractionStore } from './interaction-store.ts';

/** What an interaction's token can do for 15 minutes (reference, section 1). */
export interface InteractionWebhook {
  read(token: string, messageId: string): Message;
  edit(token: string, messageId: string, body: Json | undefined, uploads: readonly UploadPart[]): Message;
  remove(token: string, messageId: string): void;
  followUp(token: string, body: Json | undefined, uploads: readonly UploadPart[]): Message;
}

export interface WebhookParts {
  readonly interactions: InteractionStore;
  readonly messages: MessageStore;
  readonly writing: Writing;
  readonly world: WorldState;
}

export function createInteractionWebhook({ interactions, messages, writing, world }: WebhookParts): InteractionWebhook {
  /** Only messages of this interaction can be reached with its token. */
  const own = (interaction: Interaction, messageId: string): Message => {
    const { original, followUps } = interaction;
    const found = messageId === '@original' ? original : [original, ...followUps].find((one) => one?.id === messageId);
    if (!found || found.deleted) throw refuse('unknown message');
    return found;
  };
  const revise = (
    interaction: Interaction,
    message: Message,
    body: Json | undefined,
    uploads: readonly UploadPart[],
  ) => {
    const form = createForm(body);
    form.root.isObject(true);
    const { uploadLimit } = interaction;
    writing.revise(form, form.root, message, { uploads, uploadLimit, mentionDefaults: USER_MENTIONS });
    if (message === interaction.original && interaction.state !== 'answered') {
      interaction.state = 'answered';
      interactions.changed(interaction);
    }
    return message;
  };

  return {
    read: (token, messageId) => own(interactions.byToken(token), messageId),
    edit(token, messageId, body, uploads) {
      const interaction = interactions.byToken(token);
      return revise(interaction, own(interaction, messageId), body, uploads);
    },
    remove(token, messageId) {
      messages.remove(own(interactions.byToken(token), messageId));
    },
    followUp(token, body, uploads) {
      const interaction = interactions.byToken(token);
      const { original, channelId, guildId, userId, uploadLimit } = interaction;
      // Right after a deferral this still edits the original (deprecated), and visibility stays as it was fixed.
      if (original && !original.deleted && isThinking(original)) return revise(interaction, original, body, uploads);
      const form = createForm(body);
      form.root.isObject(true);
      const flags = form.root.get('flags').integer({ min: 0 }) ?? 0;
      const ephemeral = (flags & FLAGS.EPHEMERAL) !== 0;
      const place = { channel_id: channelId, ...(guildId ? { guild_id: guildId } : {}) };
      const message = writing.post(form, form.root, {
        uploads,
        uploadLimit,
        mentionDefaults: USER_MENTIONS,
        channel: world.channel(channelId),
        type: original ? MESSAGE_TYPES.REPLY : interaction.answerType,
        seenBy: ephemeral ? userId : null,
        flags: ephemeral ? FLAGS.EPHEMERAL : 0,
        interaction: {
          ...interaction.metadata,
          ...(original ? { original_response_message_id: original.id } : {}),
        },
        ...(original ? { reference: { type: 0, message_id: original.id, ...place } } : {}),
      });
      interaction.followUps.push(message);
      interactions.changed(interaction);
      return message;
    },
  };
}
