import { createHash } from 'node:crypto';
import { claimedContentType, readPictureHeader } from '../core/picture-header.ts';
import type { Snowflake } from '../face/wire.ts';

/** One file on the CDN. It is there as long as something holds it: a message, or the interaction it was uploaded for. */
export interface KeptFile {
  readonly id: Snowflake;
  /** The channel in its address. */
  readonly channelId: Snowflake;
  readonly name: string;
  /** The name as it was given, where Discord had to change it. */
  readonly title: string | undefined;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly contentType: string | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly ephemeral: boolean;
  holders: number;
}

export interface NewFile {
  readonly channelId: Snowflake;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** As its sender claims. */
  readonly contentType?: string | undefined;
  /** Where it is known already. */
  readonly sha256?: string;
  /** Served under `/ephemeral-attachments/`: slash options and modal uploads (reference, section 2). */
  readonly ephemeral?: boolean;
}

export interface FileStore {
  add(file: NewFile): KeptFile;
  find(id: Snowflake): KeptFile | undefined;
  get(id: Snowflake): KeptFile;
  hold(id: Snowflake): void;
  /** The last one to let go deletes it: its address answers 404 from then on. */
  release(id: Snowflake): void;
}

export function createFileStore(newId: () => Snowflake): FileStore {
  const files = new Map<Snowflake, KeptFile>();
  // A load test sends one picture thousands of times: its bytes are kept once.
  const contents = new Map<string, { readonly bytes: Uint8Array; users: number }>();
  const share = (sha256: string, bytes: Uint8Array): Uint8Array => {
    const known = contents.get(sha256) ?? { bytes, users: 0 };
    known.users += 1;
    contents.set(sha256, known);
    return known.bytes;
  };
  const drop = ({ id, sha256 }: KeptFile): void => {
    files.delete(id);
    const known = contents.get(sha256);
    if (!known) return;
    known.users -= 1;
    if (known.users === 0) contents.delete(sha256);
  };
  const get = (id: Snowflake): KeptFile => {
    const found = files.get(id);
    if (!found) throw new Error(`No file ${id}`);
    return found;
  };
  return {
    add({ channelId, name, bytes, contentType: claimed, ephemeral = false, ...known }) {
      const header = readPictureHeader(bytes);
      const stored = cleanName(name);
      const sha256 = known.sha256 ?? createHash('sha256').update(bytes).digest('hex');
      const file: KeptFile = {
        id: newId(),
        channelId,
        name: stored,
        title: stored === name ? undefined : name.replace(/\.[^.]*$/, ''),
        bytes: share(sha256, bytes),
        sha256,
        contentType: claimed ?? header?.contentType ?? claimedContentType(name),
        width: header?.width,
        height: header?.height,
        ephemeral,
        holders: 0,
      };
      files.set(file.id, file);
      return file;
    },
    find: (id) => files.get(id),
    get,
    hold(id) {
      get(id).holders += 1;
    },
    release(id) {
      const file = get(id);
      file.holders -= 1;
      if (file.holders <= 0) drop(file);
    },
  };
}

/** Discord turns spaces into underscores and drops what does not belong in an address; `attachment://` must use the result. */
export function cleanName(name: string): string {
  const cleaned = name.replaceAll(/\s+/g, '_').replaceAll(/[^\w.-]/g, '');
  return /^[._-]*$/.test(cleaned) ? 'unknown' : cleaned;
}
