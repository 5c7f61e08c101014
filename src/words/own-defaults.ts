import type { DefaultField, OwnDefaults, Usual } from '../domain/asked/usual/usual.ts';
import { quoteText } from './quoted-text.ts';
import type { Words } from './words.ts';

/** What a member has set, and what is taken for the rest. */
export interface OwnDefaultsShown {
  /** In a server; else in direct messages. */
  readonly inServer: boolean;
  readonly usual: Usual & { readonly own: OwnDefaults };
  /** The model that is taken in the end. */
  readonly model: string;
}

export function ownDefaultsText(words: Words, shown: OwnDefaultsShown): string {
  const { own } = shown.usual;
  const theirs = fields.flatMap((field) => ownLine(words, field, shown) ?? []);
  const isPrivate = own.private === undefined ? [] : [words.say(own.private ? 'defaults.private.on' : privateOff)];
  const set = [...theirs, ...isPrivate];
  const rest = [
    ...fields.filter((field) => own[field] === undefined).map((field) => restLine(words, field, shown)),
    ...(own.private === undefined ? [words.say(privateOff)] : []),
  ];
  const where = shown.inServer ? 'here' : 'direct';
  return [
    ...(set.length === 0 ? [words.say(`defaults.none.${where}`)] : [words.say(`defaults.${where}`), ...listed(set)]),
    ...(rest.length === 0 ? [] : [words.say('defaults.rest'), ...listed(rest)]),
  ].join('\n');
}

const fields = ['model', 'size', 'quality', 'format'] as const satisfies readonly DefaultField[];
const privateOff = 'defaults.private.off';

function ownLine(words: Words, field: DefaultField, { usual: { own }, model }: OwnDefaultsShown): string | null {
  const value = own[field];
  if (value === undefined) return null;
  if (field !== 'model' || value === model) return words.say(`defaults.${field}`, { value: valueText(value) });
  return words.say('defaults.model.not-here', { value: valueText(value), instead: valueText(model) });
}

function restLine(words: Words, field: DefaultField, { usual: { server }, model }: OwnDefaultsShown): string {
  const value = server?.[field];
  if (field === 'model') {
    const line = words.say('defaults.model', { value: valueText(model) });
    return value === model ? words.say('defaults.of-server', { line }) : line;
  }
  if (value === undefined) return words.say(`defaults.${field}.usual`);
  return words.say('defaults.of-server', { line: words.say(`defaults.${field}`, { value: valueText(value) }) });
}

const listed = (lines: readonly string[]) => lines.map((line) => `- ${line}`);

const valueText = (value: string): string => quoteText(value, { characters: 100, bytes: 300 });
