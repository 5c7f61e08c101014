import type { commands } from './en/commands.ts';
import { en } from './en/index.ts';

/** Every sentence by its name, as English has them. */
export type Messages = typeof en;
export type MessageId = keyof Messages;
/** What describes a command or one of its options. */
export type DescriptionId = keyof typeof commands;

/** Another language says everything that English does; a test holds its arguments against the English ones. */
export type Translation = Readonly<Record<MessageId, string>>;

interface LanguageData {
  /** For plurals, lists and numbers (BCP 47). */
  readonly tag: string;
  readonly messages: Translation;
}

/** British rules, as the English sentences are spelled: no comma before the last `and`. */
export const languages = {
  en: { tag: 'en-GB', messages: en },
} as const satisfies Readonly<Record<string, LanguageData>>;

export type Language = keyof typeof languages;
