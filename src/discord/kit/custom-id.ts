import {
  type DraftId,
  draftId,
  type JobId,
  jobId,
  type MessageId,
  messageId,
  type VersionId,
  versionId,
} from '../../domain/ids.ts';

/**
 * What a button or a form is about. It carries ids, never data, and works after a restart and for every member: whether
 * the one who presses may do so is decided anew each time.
 *
 * - `edit`, `again`, `undo`, `full`: the buttons under a result
 * - `why`: tells privately how a job ended; `show`: shows a private answer to its asker
 * - `cancel`: under a message that is not an ending yet
 * - `edit-hint`: opens the form for the picture in that message
 * - `edit-form`, `draft-form`: forms, for a version or for what was kept as a draft
 */
export type CustomId =
  | { readonly kind: 'edit' | 'again' | 'undo' | 'full' | 'edit-form'; readonly version: VersionId }
  | { readonly kind: 'why' | 'show' | 'cancel'; readonly job: JobId }
  | { readonly kind: 'edit-hint'; readonly message: MessageId }
  | { readonly kind: 'draft-form'; readonly draft: DraftId };

/** `old`: ours, of another version of this codec. `unknown`: not ours, or broken. */
export type ReadCustomId = CustomId | { readonly kind: 'old' } | { readonly kind: 'unknown' };

/** `v1:<kind>:<id>`, 1 to 100 characters. */
export const encodeCustomId = (customId: CustomId): string => `v1:${customId.kind}:${subjectOf(customId)}`;

export function decodeCustomId(text: string): ReadCustomId {
  const [, version, kind = '', id = ''] = /^v(\d{1,4}):([a-z-]+):([\w.-]{1,80})$/.exec(text) ?? [];
  if (version === undefined) return { kind: 'unknown' };
  if (version !== '1') return { kind: 'old' };
  switch (kind) {
    case 'edit':
    case 'again':
    case 'undo':
    case 'full':
    case 'edit-form':
      return { kind, version: versionId(id) };
    case 'why':
    case 'show':
    case 'cancel':
      return isSnowflake(id) ? { kind, job: jobId(id) } : { kind: 'unknown' };
    case 'edit-hint':
      return isSnowflake(id) ? { kind, message: messageId(id) } : { kind: 'unknown' };
    case 'draft-form':
      return { kind, draft: draftId(id) };
    default:
      return { kind: 'unknown' };
  }
}

/**
 * The versions that a message shows, by the custom ids of its buttons, each once and in the message's order. Takes
 * Discord's own JSON: rows of buttons, and Components V2 nested to any depth.
 */
export function versionsIn(components: unknown): readonly VersionId[] {
  const versions = new Set<VersionId>();
  for (const customId of customIdsIn(components)) if ('version' in customId) versions.add(customId.version);
  return [...versions];
}

/** Every custom id of this codec in a message's components. */
export function customIdsIn(components: unknown): readonly CustomId[] {
  if (Array.isArray(components)) return components.flatMap(customIdsIn);
  if (typeof components !== 'object' || components === null) return [];
  const own = 'custom_id' in components && typeof components.custom_id === 'string' ? [components.custom_id] : [];
  const read = own.map(decodeCustomId).filter((each) => each.kind !== 'old' && each.kind !== 'unknown');
  const rows = 'components' in components ? customIdsIn(components.components) : [];
  const accessory = 'accessory' in components ? customIdsIn(components.accessory) : [];
  return [...read, ...rows, ...accessory];
}

function subjectOf(customId: CustomId): string {
  switch (customId.kind) {
    case 'edit':
    case 'again':
    case 'undo':
    case 'full':
    case 'edit-form':
      return customId.version;
    case 'why':
    case 'show':
    case 'cancel':
      return customId.job;
    case 'edit-hint':
      return customId.message;
    case 'draft-form':
      return customId.draft;
    default:
      return customId satisfies never;
  }
}

const isSnowflake = (text: string) => /^\d{15,20}$/.test(text);
