import type { Clock } from '../core/clock.ts';
import { refuse } from '../core/discord-error.ts';
import type { Field, Form } from '../core/form.ts';
import type { Snowflake, WireInteractionMetadata, WireMessageReference } from '../face/wire.ts';
import type { FileStore } from '../files/file-store.ts';
import type { Access } from '../world/access.ts';
import type { Channel } from '../world/entities.ts';
import type { ThreadStarter } from '../world/threads.ts';
import type { WorldState } from '../world/world-state.ts';
import type { AutoModeration } from './auto-mod.ts';
import { type AllowedMentions, findMentions } from './mentions.ts';
import { type Contents, FLAGS, type HeldFile, type Message, NO_CONTENTS } from './message.ts';
import type { MessageStore } from './message-store.ts';
import { isThinking } from './message-store.ts';
import { readAllowedMentions } from './read-allowed-mentions.ts';
import type { PlannedFile, UploadPart } from './read-attachments.ts';
import { mentioningTexts, readContents } from './read-contents.ts';

/** The bot writes a message, or rewrites one. All of it is checked before anything is changed. */
export interface Writing {
  post(form: Form, body: Field, post: NewPost): Message;
  revise(form: Form, body: Field, message: Message, revision: Revision): Message;
}

interface Submission {
  readonly uploads: readonly UploadPart[];
  readonly uploadLimit: number;
  /** What counts where the body names no `allowed_mentions`. */
  readonly mentionDefaults: AllowedMentions;
}

export interface NewPost extends Submission {
  readonly channel: Channel;
  readonly type: number;
  readonly seenBy: Snowflake | null;
  readonly flags: number;
  readonly interaction?: WireInteractionMetadata;
  readonly reference?: WireMessageReference;
  /** Whose notification a reply is; undefined where none. */
  readonly repliedTo?: Snowflake;
  readonly nonce?: string | number | undefined;
}

export type Revision = Submission;

/** What `flags` may ask for on creation and on edits (reference, section 4); visibility is decided elsewhere. */
const SETTABLE_ON_CREATE = FLAGS.SUPPRESS_EMBEDS | FLAGS.SUPPRESS_NOTIFICATIONS | FLAGS.COMPONENTS_V2;
const SETTABLE_ON_EDIT = FLAGS.SUPPRESS_EMBEDS | FLAGS.COMPONENTS_V2;

export interface WritingParts {
  readonly world: WorldState;
  readonly access: Access;
  readonly files: FileStore;
  readonly messages: MessageStore;
  readonly autoMod: AutoModeration;
  readonly threads: ThreadStarter;
  readonly clock: Clock;
  readonly newId: () => Snowflake;
}

export function createWriting({
  world,
  access,
  files,
  messages,
  autoMod,
  threads,
  clock,
  newId,
}: WritingParts): Writing {
  const keep = (channel: Channel, planned: readonly PlannedFile[]): readonly HeldFile[] =>
    planned.map((one) => {
      if (one.kind === 'kept') return one.held;
      const { bytes, sha256 } = one.part;
      const file = files.add({ channelId: channel.id, name: one.name, bytes, sha256 });
      return { fileId: file.id, description: one.description, spoiler: one.spoiler };
    });
  const mentionsOf = (channel: Channel, contents: Contents, allowed: AllowedMentions, repliedTo?: Snowflake) =>
    findMentions(world, access, {
      texts: mentioningTexts(contents),
      author: world.bot.id,
      channel,
      allowed,
      repliedTo,
    });

  return {
    post(form, body, post) {
      const { channel, uploads, uploadLimit } = post;
      const before = { ...NO_CONTENTS, flags: post.flags };
      const settableFlags = SETTABLE_ON_CREATE;
      const planned = readContents(body, { before, isEdit: false, uploads, uploadLimit, settableFlags, files });
      const allowed = readAllowedMentions(body.get('allowed_mentions'), post.mentionDefaults);
      form.check();
      autoMod.check(channel, planned);
      if (planned.isEmpty && (post.flags & FLAGS.LOADING) === 0) throw refuse('empty message');
      const contents = { ...planned.contents, files: keep(channel, planned.files) };
      const mentions = mentionsOf(channel, contents, allowed, post.repliedTo);
      const message = messages.add({
        id: newId(),
        channelId: channel.id,
        authorId: world.bot.id,
        type: post.type,
        createdAt: clock.now(),
        editedAt: null,
        contents,
        // What one person sees notifies nobody.
        mentions: post.seenBy === null ? mentions : { ...mentions, pinged: [] },
        nonce: post.nonce,
        reference: post.reference,
        snapshot: undefined,
        interaction: post.interaction,
        seenBy: post.seenBy,
        deleted: false,
      });
      // Sending unarchives (reference, section 6).
      if (channel.thread?.archived) threads.change(channel, { archived: false });
      return message;
    },
    revise(form, body, message, { uploads, uploadLimit, mentionDefaults }) {
      const channel = world.channel(message.channelId);
      // No edits in archived threads (reference, section 6).
      if (channel.thread?.archived) throw refuse('archived thread');
      const wasThinking = isThinking(message);
      const before = { ...message.contents, flags: message.contents.flags & ~FLAGS.LOADING };
      const settableFlags = SETTABLE_ON_EDIT;
      const planned = readContents(body, { before, isEdit: true, uploads, uploadLimit, settableFlags, files });
      const allowed = readAllowedMentions(body.get('allowed_mentions'), mentionDefaults);
      form.check();
      autoMod.check(channel, planned);
      if (planned.isEmpty) throw refuse('empty message');
      const contents = { ...planned.contents, files: keep(channel, planned.files) };
      const mentions = mentionsOf(channel, contents, allowed);
      // An edit notifies nobody; what fills a "thinking" message is its first text.
      const pinged = wasThinking && message.seenBy === null ? mentions.pinged : message.mentions.pinged;
      const editedAt = wasThinking ? null : clock.now();
      messages.edit(message, { contents, mentions: { ...mentions, pinged }, editedAt });
      return message;
    },
  };
}
