import { ClientRefusal } from '../core/client-refusal.ts';
import type { Upload } from '../face/people.ts';
import type { Snowflake, WireAttachment } from '../face/wire.ts';
import type { Realm } from '../realm.ts';
import type { Channel } from '../world/entities.ts';

export interface UploadPlace {
  readonly channel: Channel;
  readonly user: Snowflake;
  readonly fileTypes: readonly string[] | undefined;
}

/** `file_types` look at the ending only (reference, section 2). */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  image: ['png', 'gif', 'jpg', 'jpeg', 'jfif', 'webp', 'avif'],
  video: ['mp4', 'mov', 'webm'],
  audio: ['mp3', 'wav', 'ogg', 'flac', 'm4a'],
};

/** A person's upload for a slash option or a form: an ephemeral attachment. */
export function createUploader({
  files,
  renderer,
  interactionPayloads,
}: Realm): (upload: Upload, place: UploadPlace) => WireAttachment {
  return (upload, { channel, user, fileTypes }) => {
    checkSize(upload, interactionPayloads.uploadLimit(channel, user));
    const ending = upload.name.split('.').at(-1)?.toLowerCase() ?? '';
    const allowed = fileTypes?.flatMap((type) => ENDINGS[type] ?? [type.replace(/^\./, '').toLowerCase()]);
    if (allowed && !allowed.includes(ending)) throw new ClientRefusal(`Files like "${upload.name}" are not taken here`);
    const file = files.add({
      channelId: channel.id,
      name: upload.name,
      bytes: upload.bytes,
      contentType: upload.contentType,
      ephemeral: true,
    });
    // Nothing lets go of it: how long it stays is undocumented, and its address expires.
    files.hold(file.id);
    const { description, spoiler = upload.name.startsWith('SPOILER_') } = upload;
    return renderer.attachment(file, { fileId: file.id, description, spoiler });
  };
}

export function checkSize({ name, bytes }: Upload, limit: number): void {
  if (bytes.byteLength > limit) throw new ClientRefusal(`"${name}" is larger than ${limit} bytes`);
}
