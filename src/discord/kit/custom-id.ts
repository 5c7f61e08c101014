import { characterId, draftId, jobId, messageId, type VersionId, versionId } from '../../domain/ids.ts';
import { isSnowflake } from './snowflake.ts';

/** What a custom id may be about, and how it is read; null: it is none. */
const subjects = {
  version: versionId,
  job: (text: string) => (isSnowflake(text) ? jobId(text) : null),
  message: (text: string) => (isSnowflake(text) ? messageId(text) : null),
  draft: draftId,
  character: (text: string) => (isSnowflake(text) ? characterId(text) : null),
  /** A page of the panel or something on it: its name, and what it is about where that is one of several. */
  part: (text: string) => (/^[a-z]+(-[a-z]+)*(\.\d{1,20})?$/.test(text) ? text : null),
  /** From 1. What stands on it is read anew when it is turned to. */
  page: (text: string) => (/^[1-9]\d{0,2}$/.test(text) ? Number(text) : null),
} as const;

/**
 * Every kind of button and form, and what it is about; a new one is a line here and an action in `commands/actions`.
 *
 * - `edit`, `vary`, `again`, `undo`, `more`, `full`: the buttons under a result
 * - `use`: under several, makes that version the current one; `edit-which`, `vary-which`: ask which of the message's is meant
 * - `vary-subtle`, `vary-strong`: behind `vary`; `upscale-2k`, `upscale-4k`: behind `more`
 * - `finish`: under drafts, the finished picture of that one
 * - `use-as-character`: behind `more`, the form of a character made from that version
 * - `start-over`, `start-over-form`: the form that makes a version anew from the first picture of its chain
 * - `what-changed`, `keep-rest`: behind `more`, what differs from what it was made from, and putting the rest back
 * - `more-of`: behind `more` of several pictures, what can be done with that one
 * - `recipe`, `send-to-me`, `spoiler`: behind `more`: what made that version, the picture by direct message, covering it or not
 * - `delete-version`: asks whether that version goes; `delete-version-now`, `keep-version`: the answers
 * - `why`: tells privately how a job ended; `show`: shows a private answer to its asker
 * - `cancel`: under a message that is not an ending yet
 * - `confirm`, `decline`: under a price to agree to, by the id of what was asked
 * - `edit-hint`: opens the form for the picture in that message
 * - `limits-page`, `quota-page`, `history-page`, `characters-page`, `help-page`, `channels-page`, `roles-page`,
 *   `models-page`, `trusted-page`, `blocklist-page`: turn a private list to that page
 * - `history-at`: shows another part of a history, beside what an entry's order names or as it is chosen; `history-continue`: makes
 *   the chosen version the current one
 * - `panel`: shows that page of `/server panel`; `panel-set`: changes something on it; `panel-form`: opens a form for that, and is it
 * - `clear-limits`: confirms what the interaction of that id asked
 * - `delete-all`, `keep-all`: answer whether everything of a member goes, by the interaction that asked
 * - `reset`, `keep-head`: answer whether a chain of everybody's is to have no current version, by the question that was kept
 * - `make`, `edit-current`, `edit-replied`: a request of words that were kept as a draft, the last with what they replied to
 * - `edit-form`, `draft-form`: forms, for a version or for what was kept as a draft
 * - `character-form`: what saves a character; `change-character` opens it again with what was typed
 * - `sheet`: asks for the reference sheet of that character; `keep-sheet`: makes that version its first picture
 * - `try-again`, `other-words` (and its form): what failed once more; `appeal`, `send-appeal`, `allow-once`: ask moderators to let
 *   it pass, and their answer
 */
const kinds = {
  edit: 'version',
  'edit-which': 'version',
  use: 'version',
  vary: 'version',
  'vary-which': 'version',
  'vary-subtle': 'version',
  'vary-strong': 'version',
  'upscale-2k': 'version',
  'upscale-4k': 'version',
  again: 'version',
  undo: 'version',
  more: 'version',
  'what-changed': 'version',
  'keep-rest': 'version',
  'start-over': 'version',
  'more-of': 'version',
  recipe: 'version',
  'send-to-me': 'version',
  spoiler: 'version',
  'delete-version': 'version',
  'delete-version-now': 'version',
  'keep-version': 'version',
  'start-over-form': 'version',
  full: 'version',
  finish: 'version',
  'edit-form': 'version',
  why: 'job',
  show: 'job',
  cancel: 'job',
  confirm: 'job',
  decline: 'job',
  'edit-hint': 'message',
  'draft-form': 'draft',
  'limits-page': 'page',
  'quota-page': 'page',
  'history-page': 'page',
  'history-at': 'part',
  'history-continue': 'part',
  'channels-page': 'page',
  'roles-page': 'page',
  'models-page': 'page',
  'trusted-page': 'page',
  'clear-limits': 'job',
  'delete-all': 'job',
  'keep-all': 'job',
  reset: 'draft',
  'keep-head': 'draft',
  make: 'draft',
  'edit-current': 'draft',
  'edit-replied': 'draft',
  'use-as-character': 'version',
  'character-form': 'draft',
  'change-character': 'draft',
  'characters-page': 'page',
  'help-page': 'page',
  panel: 'part',
  'panel-set': 'part',
  'panel-form': 'part',
  'blocklist-page': 'page',
  sheet: 'character',
  'keep-sheet': 'version',
  'try-again': 'job',
  'other-words': 'job',
  'other-words-form': 'job',
  appeal: 'job',
  'send-appeal': 'job',
  'allow-once': 'job',
} as const satisfies Readonly<Record<string, Subject>>;

type Subject = keyof typeof subjects;
type Kinds = typeof kinds;
export type CustomIdKind = keyof Kinds;
/** Kinds that are about one version. */
export type VersionKind = { [Each in CustomIdKind]: Kinds[Each] extends 'version' ? Each : never }[CustomIdKind];

/** Any of those; the compiler does not follow so many kinds one by one. */
type OfVersion = { readonly kind: VersionKind; readonly version: VersionId };

/** The custom id of one kind: `{ kind: 'edit', version }`. */
export type IdOf<Kind extends CustomIdKind> = {
  [Each in Kind]: { readonly kind: Each } & {
    readonly [About in Kinds[Each]]: NonNullable<ReturnType<(typeof subjects)[About]>>;
  };
}[Kind];

/**
 * What a button or a form is about. It carries ids, never data, and works after a restart and for every member: whether
 * the one who presses may do so is decided anew each time.
 */
export type CustomId = IdOf<CustomIdKind>;

/** `old`: ours, of another version of this codec. `unknown`: not ours, or broken. */
export type ReadCustomId = CustomId | { readonly kind: 'old' } | { readonly kind: 'unknown' };

/** `v1:<kind>:<id>`, at most Discord's 100 characters. Throws for an id that no version of ours has, which is a bug. */
export function encodeCustomId(customId: CustomId | OfVersion): string {
  const about: Readonly<Partial<Record<string, string | number>>> = customId;
  const text = `v1:${customId.kind}:${about[kinds[customId.kind]]}`;
  if (text.length > mostCharacters) throw new Error(`a custom id of kind ${customId.kind} is too long`);
  return text;
}

export function decodeCustomId(text: string): ReadCustomId {
  const [, version, kind = '', id = ''] = /^v(\d{1,4}):([a-z\d-]+):([\w.-]{1,80})$/.exec(text) ?? [];
  if (version === undefined) return { kind: 'unknown' };
  if (version !== '1') return { kind: 'old' };
  if (!isKind(kind)) return { kind: 'unknown' };
  const about = kinds[kind];
  const read = subjects[about](id);
  // The table ties what was read to its kind; the compiler cannot follow a lookup that far.
  return read === null ? { kind: 'unknown' } : ({ kind, [about]: read } as unknown as CustomId);
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

const mostCharacters = 100;

const isKind = (text: string): text is CustomIdKind => Object.hasOwn(kinds, text);
