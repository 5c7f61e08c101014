import { refuse } from '../core/discord-error.ts';
import type { Field } from '../core/form.ts';
import { cleanName } from '../files/file-store.ts';
import type { HeldFile } from './message.ts';

/** A file part of a multipart body: `files[n]`. */
export interface UploadPart {
  readonly index: number;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Hashed once: the record, faults and the store all ask for it. */
  readonly sha256: string;
}

/** What a message will hold: files of before, and new ones that are stored once everything else was found right. */
export type PlannedFile =
  | { readonly kind: 'kept'; readonly held: HeldFile; readonly name: string }
  | {
      readonly kind: 'new';
      readonly part: UploadPart;
      readonly name: string;
      readonly description: string | undefined;
      readonly spoiler: boolean;
    };

const MOST = 10;

/**
 * The keep-and-replace rule: `attachments` is the full list of what is kept and added; without it new files are appended
 * (reference, section 2). What is uploaded but not listed is dropped.
 */
export function readAttachments(
  field: Field,
  isCleared: boolean,
  before: readonly { readonly held: HeldFile; readonly name: string }[],
  uploads: readonly UploadPart[],
): readonly PlannedFile[] {
  const kept = before.map((one): PlannedFile => ({ kind: 'kept', ...one }));
  const planned = field.present
    ? field.items().flatMap((item) => readEntry(item, before, uploads) ?? [])
    : [...(isCleared ? [] : kept), ...uploads.map((part) => plan(part, part.name, undefined, false))];
  if (planned.length > MOST) throw refuse('too many attachments');
  return planned;
}

function readEntry(
  item: Field,
  before: readonly { readonly held: HeldFile; readonly name: string }[],
  uploads: readonly UploadPart[],
): PlannedFile | undefined {
  if (!item.isObject(true)) return undefined;
  const { value } = item.get('id');
  const id = typeof value === 'number' ? String(value) : value;
  const description = item.get('description').text({ max: 1024 });
  const spoiler = item.get('is_spoiler').truth();
  if (typeof id !== 'string' || !/^\d+$/.test(id)) {
    item.get('id').note('NUMBER_TYPE_COERCE', `Value "${JSON.stringify(value)}" is not snowflake.`);
    return undefined;
  }
  const existing = before.find(({ held }) => held.fileId === id);
  if (existing) {
    const { held } = existing;
    const said = { description: description ?? held.description, spoiler: spoiler ?? held.spoiler };
    return { kind: 'kept', name: existing.name, held: { ...held, ...said } };
  }
  const part = uploads.find(({ index }) => String(index) === id);
  if (!part) {
    item.note('ATTACHMENT_NOT_FOUND', 'Attachment data was not found.');
    return undefined;
  }
  return plan(part, item.get('filename').text({ max: 1024 }) ?? part.name, description, spoiler ?? false);
}

function plan(part: UploadPart, name: string, description: string | undefined, spoiler: boolean): PlannedFile {
  const marked = spoiler || name.startsWith('SPOILER_');
  return { kind: 'new', part, name: cleanName(name), description, spoiler: marked };
}
