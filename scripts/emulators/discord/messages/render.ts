import type { Clock } from '../core/clock.ts';
import { compact } from '../core/compact.ts';
import type { Snowflake, WireAttachment, WireMessage, WireMessageSnapshot } from '../face/wire.ts';
import type { FileStore, KeptFile } from '../files/file-store.ts';
import type { SignedAddresses } from '../files/signed-address.ts';
import { userPayload } from '../world/payloads.ts';
import type { WorldState } from '../world/world-state.ts';
import { type Contents, FLAGS, type HeldFile, type Message, type Snapshot } from './message.ts';
import { showMedia } from './shown-media.ts';

const SPOILER = 1 << 3;

export interface Renderer {
  /** As its audience sees it, with everything in it and addresses signed now. */
  message(message: Message): WireMessage;
  attachment(file: KeptFile, held?: HeldFile): WireAttachment;
}

export interface RendererParts {
  readonly world: WorldState;
  readonly files: FileStore;
  readonly addresses: SignedAddresses;
  readonly clock: Clock;
  readonly applicationId: Snowflake;
  /** Messages that are still there. */
  readonly find: (id: Snowflake) => Message | undefined;
}

export function createRenderer({ world, files, addresses, clock, applicationId, find }: RendererParts): Renderer {
  const attachment = (file: KeptFile, held?: HeldFile): WireAttachment => {
    const url = addresses.sign(file);
    return compact({
      id: file.id,
      filename: file.name,
      size: file.bytes.byteLength,
      url,
      proxy_url: url,
      content_type: file.contentType,
      width: file.width,
      height: file.height,
      description: held?.description,
      title: file.title,
      ephemeral: file.ephemeral || undefined,
      flags: held?.spoiler ? SPOILER : undefined,
    });
  };

  const parts = (
    contents: Contents,
  ): Pick<WireMessage, 'content' | 'embeds' | 'components' | 'attachments' | 'sticker_items'> => {
    const kept = contents.files.map(({ fileId }) => files.get(fileId));
    const shown = showMedia(contents.embeds, contents.components, kept, addresses.sign);
    const visible = contents.files.filter(({ fileId }) => !shown.shownFileIds.has(fileId));
    return {
      content: contents.content,
      embeds: shown.embeds,
      components: shown.components,
      attachments: visible.map((held) => attachment(files.get(held.fileId), held)),
      ...(contents.stickers?.length ? { sticker_items: contents.stickers } : {}),
    };
  };

  const snapshot = (of: Snapshot): WireMessageSnapshot => ({
    type: of.type,
    ...parts(of),
    timestamp: clock.iso(of.createdAt),
    edited_timestamp: of.editedAt === null ? null : clock.iso(of.editedAt),
    flags: of.flags,
    mentions: of.mentions.users.map((id) => userPayload(world.user(id))),
    mention_roles: of.mentions.roles,
  });

  const base = (of: Message): WireMessage => ({
    id: of.id,
    channel_id: of.channelId,
    author: userPayload(world.user(of.authorId)),
    ...parts(of.contents),
    timestamp: clock.iso(of.createdAt),
    edited_timestamp: of.editedAt === null ? null : clock.iso(of.editedAt),
    tts: false,
    mention_everyone: of.mentions.everyone,
    mentions: of.mentions.users.map((id) => userPayload(world.user(id))),
    mention_roles: of.mentions.roles,
    pinned: false,
    type: of.type,
    flags: of.contents.flags | (world.channels.get(of.id)?.thread ? FLAGS.HAS_THREAD : 0),
    ...compact({ nonce: of.nonce, message_reference: of.reference, interaction_metadata: of.interaction }),
    // Answers to interactions come through the application's webhook (reference, section 1).
    ...(of.interaction ? { application_id: applicationId, webhook_id: applicationId } : {}),
    ...(of.snapshot ? { message_snapshots: [{ message: snapshot(of.snapshot) }] } : {}),
  });

  return {
    attachment,
    message(of) {
      const rendered = base(of);
      // A forward has a reference, too, but nothing it was a reply to.
      const target = of.reference?.type === 0 ? of.reference.message_id : undefined;
      if (target === undefined || of.type === 18) return rendered;
      const answered = find(target);
      // Present but null: the message replied to is gone. Only one level deep (reference, section 5).
      return { ...rendered, referenced_message: answered ? base(answered) : null };
    },
  };
}
