import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, languages, type MessageId, type Messages } from './languages.ts';
import type { Arguments } from './message.ts';

/** Everything that a person reads, in one language. */
export interface Words {
  readonly language: Language;
  /** The sentence of this name. Its values stand as they are: quote what somebody else wrote (`quoted-text.ts`). */
  say<Id extends MessageId>(id: Id, ...values: ValuesOf<Id>): string;
  /** With a capital first letter, where a sentence begins with it. */
  capital(text: string): string;
  /** `one, two and three`, or `one, two or three`. */
  list(items: readonly string[], joined?: 'and' | 'or'): string;
}

type ValuesOf<Id extends MessageId> = keyof Arguments<Messages[Id]> extends never ? [] : [Arguments<Messages[Id]>];

/** The words for whoever reads `locale` (a Discord locale such as `pt-BR`); English where we do not have theirs. */
export function wordsIn(locale: string | null): Words {
  const language = languageOf(locale);
  const known = made.get(language);
  if (known !== undefined) return known;
  const words = createWords(language);
  made.set(language, words);
  return words;
}

/** A list for one line: the first so many, and how many more there are. */
export function firstOf(words: Words, items: readonly string[], most: number): string {
  const more = items.length - most;
  return words.list(more > 0 ? [...items.slice(0, most), words.say('result.more', { count: more })] : items);
}

/** For operators, and for whatever has no reader of its own. */
export const english = (): Words => wordsIn('en');

const made = new Map<Language, Words>();

function languageOf(locale: string | null): Language {
  const known = Object.keys(languages) as Language[];
  const [plain] = (locale ?? '').split('-');
  return known.find((each) => each === locale) ?? known.find((each) => each === plain) ?? 'en';
}

function createWords(language: Language): Words {
  const { tag, messages } = languages[language];
  const formats = new Map<MessageId, IntlMessageFormat>();
  const lists = {
    and: new Intl.ListFormat(tag, { type: 'conjunction' }),
    or: new Intl.ListFormat(tag, { type: 'disjunction' }),
  };

  return {
    language,
    say(id, ...[values]) {
      const format = formats.get(id) ?? new IntlMessageFormat(messages[id], tag, undefined, { ignoreTag: true });
      formats.set(id, format);
      return String(format.format(values));
    },
    capital: (text) => `${text.charAt(0).toLocaleUpperCase(tag)}${text.slice(1)}`,
    list: (items, joined = 'and') => lists[joined].format(items),
  };
}
