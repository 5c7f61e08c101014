import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/words/en/commands.ts';
import { en } from '../../src/words/en/index.ts';
import { labels } from '../../src/words/en/labels.ts';
import { languages } from '../../src/words/languages.ts';

const all = Object.entries(languages);

/** The arguments of a message, by name and by how they are written. */
function argumentsOf(message: string, tag: string): readonly string[] {
  const names = new Set<string>();
  const collect = (elements: readonly object[]) => {
    for (const element of elements) {
      if ('value' in element && 'type' in element && element.type !== 0)
        names.add(`${element.type} ${String(element.value)}`);
      if ('options' in element && typeof element.options === 'object' && element.options !== null) {
        for (const option of Object.values(element.options)) {
          if ('value' in option && Array.isArray(option.value)) collect(option.value);
        }
      }
    }
  };
  collect(new IntlMessageFormat(message, tag, undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

describe.each(all)('%s', (_language, { tag, messages }) => {
  test('says what English says, with the same arguments', () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(en).sort());
    for (const [id, english] of Object.entries(en)) {
      const said = argumentsOf((messages as Record<string, string>)[id] ?? '', tag);
      expect([id, said]).toEqual([id, argumentsOf(english, 'en-GB')]);
    }
  });

  test('keeps to Discord’s lengths', () => {
    const long = (ids: object, most: number) =>
      Object.keys(ids).filter((id) => ((messages as Record<string, string>)[id] ?? '').length > most);
    expect(long(commands, 100)).toEqual([]);
    expect(long(Object.fromEntries(Object.entries(labels).filter(([id]) => id.startsWith('button.'))), 80)).toEqual([]);
    // A link to a command takes up to fifty characters.
    const links = (message: string) => (message.match(/\{\w+\}/g) ?? []).length * 50;
    const screens = [messages['help.make'], messages['help.more']];
    for (const screen of screens) expect(screen.length + links(screen)).toBeLessThanOrEqual(2_000);
  });
});
