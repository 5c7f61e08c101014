import type { UploadReference, WireCommandOption } from '../../protocol.ts';
import type { SlashCommand } from './command-tree.ts';

/** What stands in one option: typed text, a choice with its label, or a file. */
export type DraftValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly label: string; readonly value: string | number | boolean }
  | { readonly kind: 'file'; readonly file: File };

/** A slash command being filled in. Immutable; every change makes a new one. */
export interface CommandDraft {
  readonly command: SlashCommand;
  /** The options that are shown, in the order in which they were added. */
  readonly shown: readonly string[];
  readonly values: ReadonlyMap<string, DraftValue>;
}

export const ATTACHMENT = 11;

export function startDraft(command: SlashCommand): CommandDraft {
  const shown = command.options.filter((option) => option.required === true).map((option) => option.name);
  return { command, shown, values: new Map() };
}

export function optionOf(draft: CommandDraft, name: string): WireCommandOption | null {
  return draft.command.options.find((option) => option.name === name) ?? null;
}

/** Those that may still be added. */
export function optionsLeft(draft: CommandDraft, typed = ''): readonly WireCommandOption[] {
  const wanted = typed.trim().toLowerCase();
  return draft.command.options.filter((option) => !draft.shown.includes(option.name) && option.name.includes(wanted));
}

export function addOption(draft: CommandDraft, name: string): CommandDraft {
  if (draft.shown.includes(name)) return draft;
  return { ...draft, shown: [...draft.shown, name] };
}

/** A required option stays and is emptied. */
export function removeOption(draft: CommandDraft, name: string): CommandDraft {
  const values = new Map(draft.values);
  values.delete(name);
  const required = optionOf(draft, name)?.required === true;
  return { ...draft, values, shown: required ? draft.shown : draft.shown.filter((one) => one !== name) };
}

export function setValue(draft: CommandDraft, name: string, value: DraftValue): CommandDraft {
  const values = new Map(draft.values);
  if (value.kind === 'text' && value.text === '') values.delete(name);
  else values.set(name, value);
  return { ...draft, values };
}

/** Puts files into the attachment options that are free, adding optional ones; what finds no place is left out. */
export function placeFiles(draft: CommandDraft, files: readonly File[]): CommandDraft {
  let placed = draft;
  for (const file of files) {
    const free = placed.command.options.find((option) => option.type === ATTACHMENT && !placed.values.has(option.name));
    if (free === undefined) break;
    placed = setValue(addOption(placed, free.name), free.name, { kind: 'file', file });
  }
  return placed;
}

/** Required options without a value. */
export function missing(draft: CommandDraft): readonly string[] {
  return draft.command.options
    .filter((option) => option.required === true && !draft.values.has(option.name))
    .map((option) => option.name);
}

export function textOf(value: DraftValue | undefined): string {
  switch (value?.kind) {
    case undefined:
      return '';
    case 'text':
      return value.text;
    case 'choice':
      return value.label;
    case 'file':
      return value.file.name;
    default:
      return value satisfies never;
  }
}

/** The values as they are sent, with files as parts of the body. */
export function filledOptions(draft: CommandDraft): {
  readonly options: { readonly [name: string]: string | number | boolean | UploadReference };
  readonly files: ReadonlyMap<string, File>;
} {
  const files = new Map<string, File>();
  const options: Record<string, string | number | boolean | UploadReference> = {};
  for (const [name, value] of draft.values) {
    if (!draft.shown.includes(name)) continue;
    if (value.kind === 'file') {
      files.set(name, value.file);
      options[name] = { upload: name };
    } else {
      options[name] = value.kind === 'choice' ? value.value : typedValue(optionOf(draft, name), value.text);
    }
  }
  return { options, files };
}

/** Without files: what a completion may know of the rest. */
export function plainOptions(draft: CommandDraft): { readonly [name: string]: string | number | boolean } {
  return Object.fromEntries(
    Object.entries(filledOptions(draft).options).flatMap(([name, value]) =>
      typeof value === 'object' ? [] : [[name, value]],
    ),
  );
}

/** Typed text in the option's own type: a fixed choice by its name, a number, a truth value; otherwise as typed. */
function typedValue(option: WireCommandOption | null, text: string): string | number | boolean {
  const choice = option?.choices?.find(
    (one) => one.name.toLowerCase() === text.toLowerCase() || String(one.value) === text,
  );
  if (choice !== undefined) return choice.value;
  if ((option?.type === 4 || option?.type === 10) && text.trim() !== '' && Number.isFinite(Number(text))) {
    return Number(text);
  }
  if (option?.type === 5 && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text;
}
