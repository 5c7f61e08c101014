import { createComponentScope } from '../components/component-scope.ts';
import { readComponents } from '../components/read-component.ts';
import { DiscordError, refuse } from '../core/discord-error.ts';
import type { Field } from '../core/form.ts';
import { isRecord } from '../core/form.ts';
import type { WireComponent } from '../face/wire.ts';
import type { FileStore } from '../files/file-store.ts';
import { type Contents, FLAGS } from './message.ts';
import { type PlannedFile, readAttachments, type UploadPart } from './read-attachments.ts';
import { readEmbeds } from './read-embeds.ts';

export interface ContentsContext {
  /** Nothing, for a new message. */
  readonly before: Contents;
  readonly isEdit: boolean;
  readonly uploads: readonly UploadPart[];
  /** Bytes per file. */
  readonly uploadLimit: number;
  /** Flags that this route lets one set. */
  readonly settableFlags: number;
  readonly files: FileStore;
}

export interface PlannedContents {
  readonly contents: Omit<Contents, 'files'>;
  readonly files: readonly PlannedFile[];
  readonly isEmpty: boolean;
}

/** Reads what a body makes of a message. An absent key leaves things as they were, null clears (reference, section 4). */
export function readContents(body: Field, context: ContentsContext): PlannedContents {
  const { before, uploads, files } = context;
  for (const { bytes } of uploads) if (bytes.byteLength > context.uploadLimit) throw refuse('too large');
  const has = (key: string): boolean => isRecord(body.value) && body.value[key] !== undefined;
  const flags = readFlags(body.get('flags'), context);
  const isV2 = (flags & FLAGS.COMPONENTS_V2) !== 0;

  const held = before.files.map((one) => ({ held: one, name: files.get(one.fileId).name }));
  const planned = readAttachments(body.get('attachments'), has('attachments'), held, uploads);
  // Discord strips the white space around it.
  const content = has('content') ? (body.get('content').text({ max: 2000 }) ?? '').trim() : before.content;
  const embeds = has('embeds') ? readEmbeds(body.get('embeds')) : before.embeds;
  const scope = createComponentScope(isV2 ? 'message v2' : 'message', (name) =>
    planned.some((one) => one.name === name),
  );
  const components = has('components') ? readComponents(body.get('components'), scope) : before.components;
  if (isV2) refuseLegacyFields(body, content, embeds.length);
  for (const key of ['poll', 'sticker_ids']) {
    if (isV2 && body.get(key).present) noteLegacyField(body, key);
    // Better a test that fails than a poll that silently never was.
    else if (body.get(key).present) throw new DiscordError(501, 0, `The emulated Discord knows no ${key}`);
  }

  const shown = components.length > 0 && isV2;
  const isEmpty = content === '' && embeds.length === 0 && planned.length === 0 && !shown;
  return { contents: { content, embeds, components, flags }, files: planned, isEmpty };
}

function readFlags(field: Field, { before, isEdit, settableFlags }: ContentsContext): number {
  const given = field.integer({ min: 0 });
  if (given === undefined) return before.flags;
  const wasV2 = (before.flags & FLAGS.COMPONENTS_V2) !== 0;
  if (isEdit && wasV2 && (given & FLAGS.COMPONENTS_V2) === 0) {
    field.note('MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG', 'The IS_COMPONENTS_V2 flag cannot be removed once set.');
  }
  // Others than those one may set are ignored, as Discord does: visibility, for one, was fixed by the deferral.
  return (before.flags & ~settableFlags) | (given & settableFlags);
}

/** Texts, embeds, polls and stickers do not go with Components V2; on an edit they must be reset in the same request. */
function refuseLegacyFields(body: Field, content: string, embeds: number): void {
  if (content !== '') noteLegacyField(body, 'content');
  if (embeds > 0) noteLegacyField(body, 'embeds');
}

function noteLegacyField(body: Field, key: string): void {
  const message = `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
  body.get(key).note('MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message);
}

/** The texts that may mention somebody. */
export function mentioningTexts({ content, components }: Pick<Contents, 'content' | 'components'>): readonly string[] {
  const texts = (component: WireComponent): string[] => [
    ...(component.type === 10 && component.content ? [component.content] : []),
    ...(component.components ?? []).flatMap(texts),
  ];
  return [content, ...components.flatMap(texts)];
}
