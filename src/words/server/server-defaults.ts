import type { DefaultsChange } from '../../domain/server/server-defaults.ts';
import type { ServerRules } from '../../domain/server/server-rules.ts';
import { setMoneyWords } from '../price-words.ts';
import { quoteText } from '../quoted-text.ts';
import type { Words } from '../words.ts';

/** What was changed, a line each. */
export const changedText = (words: Words, change: DefaultsChange): string =>
  lines(
    words.say('server.defaults.set'),
    names.flatMap((name) => lineOf(words, name, change) ?? []),
  );

/** What is set, and what holds for the rest. */
export function defaultsText(words: Words, { defaults, ...rules }: ServerRules, usualModel: string): string {
  const set: DefaultsChange = { ...rules, ...defaults };
  const here = names.flatMap((name) => lineOf(words, name, set) ?? []);
  const others = names.filter((name) => lineOf(words, name, set) === null);
  const usual = others.map((name) => usualLine(words, name, usualModel));
  return [
    here.length === 0 ? words.say('server.defaults.none') : lines(words.say('server.defaults.here'), here),
    ...(usual.length === 0 ? [] : [lines(words.say('server.defaults.usual'), usual)]),
  ].join('\n');
}

/** Nothing is set any more, and what holds then. */
export const clearedText = (words: Words, usualModel: string): string =>
  lines(
    words.say('server.defaults.cleared'),
    names.map((name) => usualLine(words, name, usualModel)),
  );

const names = [
  'model',
  'size',
  'quality',
  'threads',
  'spoiler',
  'replies',
  'others',
  'photos',
  'keepDays',
  'askAbove',
] as const satisfies readonly (keyof DefaultsChange)[];
type Name = (typeof names)[number];

/** Null: it is not there. */
function lineOf(words: Words, name: Name, set: DefaultsChange): string | null {
  switch (name) {
    case 'model':
    case 'size':
    case 'quality': {
      const value = set[name];
      return value === undefined ? null : words.say(`server.defaults.${name}`, { value: valueText(value) });
    }
    case 'threads':
    case 'spoiler': {
      const value = set[name];
      return value === undefined ? null : words.say(`server.defaults.${name}.${value ? 'on' : 'off'}`);
    }
    case 'replies':
      return set.replies === undefined ? null : words.say(`server.defaults.replies.${set.replies}`);
    case 'others':
      return set.others === undefined ? null : words.say(`server.defaults.others.${set.others}`);
    case 'photos':
      return set.photos === undefined ? null : words.say(`server.defaults.photos.${set.photos}`);
    case 'keepDays':
      return set.keepDays === undefined ? null : words.say('server.defaults.keep-days', { days: set.keepDays });
    case 'askAbove':
      return askAboveLine(words, set.askAbove ?? null);
    default:
      return name satisfies never;
  }
}

function askAboveLine(words: Words, askAbove: number | null): string | null {
  if (askAbove === null) return null;
  return askAbove === 0
    ? words.say('server.defaults.ask-above.always')
    : words.say('server.defaults.ask-above', { amount: setMoneyWords(words, askAbove) });
}

function usualLine(words: Words, name: Name, model: string): string {
  switch (name) {
    case 'model':
      return words.say('server.defaults.model', { value: valueText(model) });
    case 'size':
      return words.say('server.defaults.size.usual');
    case 'quality':
      return words.say('server.defaults.quality.usual');
    case 'threads':
    case 'spoiler':
      return words.say(`server.defaults.${name}.off`);
    case 'replies':
      return words.say('server.defaults.replies.edit');
    case 'others':
      return words.say('server.defaults.others.on');
    case 'photos':
      return words.say('server.defaults.photos.everywhere');
    case 'keepDays':
      return words.say('server.defaults.keep-days.usual');
    case 'askAbove':
      return words.say('server.defaults.ask-above.usual');
    default:
      return name satisfies never;
  }
}

const valueText = (value: string): string => quoteText(value, { characters: 100, bytes: 300 });

const lines = (title: string, below: readonly string[]): string =>
  [title, ...below.map((each) => `- ${each}`)].join('\n');
