import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWording } from '../../../src/application/conduct/wording.ts';
import { guildId } from '../../../src/domain/ids.ts';
import { blocklistActions } from '../../../src/domain/server/blocklist.ts';
import { noSettings } from '../../../src/storage/records/server/guild-settings.ts';

// Laws of a server's list of words, as it is really looked up: folded, by whole words and by patterns.

const guild = guildId('100000000000000001');

const entry = fc.constantFrom(
  'gore',
  'Blood',
  'blood bath',
  'bad-word',
  'ß',
  'мясо',
  '/g[o0]+re/',
  '/^a b/',
  '/(/',
  '/x{2}/',
);
const entries = fc.uniqueArray(entry, { maxLength: 6 });
const word = fc.constantFrom(
  'gore',
  'GORE',
  'g\u200bore',
  'gооre',
  'g00re',
  'blood',
  'bath',
  'a',
  'b',
  'xx',
  'мясо',
  'SS',
  ',',
  '🐈',
);
const text = fc
  .array(fc.oneof(word, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 6 })
  .map((all) => all.join(' '));
const texts = fc.array(text, { minLength: 1, maxLength: 3 });

const found = async (
  list: readonly string[],
  asked: readonly string[],
  action: (typeof blocklistActions)[number] = 'refuse',
) => {
  const settings = { read: async () => ({ ...noSettings, blocklist: { entries: list, action } }) };
  return createWording({ settings }).blockedBy(guild, asked);
};
const isFound = async (...asked: Parameters<typeof found>) => (await found(...asked)) !== null;

test('what is found depends neither on the order of the entries, nor on that of the texts, nor on how often each stands there', async () => {
  const property = fc.asyncProperty(entries, texts, async (list, asked) => {
    const answer = await isFound(list, asked);
    expect(await isFound(list.toReversed(), asked)).toBe(answer);
    expect(await isFound([...list, ...list], asked)).toBe(answer);
    expect(await isFound(list, asked.toReversed())).toBe(answer);
  });
  await fc.assert(property);
});

test('one entry more, whatever it is, and one text more never let anything pass', async () => {
  const property = fc.asyncProperty(
    entries,
    fc.oneof(entry, fc.string()),
    texts,
    text,
    async (list, more, asked, another) => {
      fc.pre(await isFound(list, asked));
      expect(await isFound([more, ...list], asked)).toBe(true);
      expect(await isFound(list, [another, ...asked])).toBe(true);
    },
  );
  await fc.assert(property);
});

test('a list finds what any one of its entries finds, and nothing else', async () => {
  const property = fc.asyncProperty(entries, texts, async (list, asked) => {
    const each = await Promise.all(list.map((one) => isFound([one], asked)));
    expect(await isFound(list, asked)).toBe(each.includes(true));
  });
  await fc.assert(property);
});

test('what happens then is what the list says, and changes nothing about what is found', async () => {
  const property = fc.asyncProperty(
    entries,
    texts,
    fc.constantFrom(...blocklistActions),
    async (list, asked, action) => {
      const answer = await found(list, asked, action);
      expect(answer?.action ?? action).toBe(action);
      expect(answer !== null).toBe(await isFound(list, asked));
    },
  );
  await fc.assert(property);
});
