import { expect, test } from 'vitest';
import { address, recipe } from '../../../scripts/sample-records.ts';
import { createHistory } from '../../../src/application/chain/history.ts';
import { readNameBeginning } from '../../../src/domain/chain/version-name.ts';
import { versionId } from '../../../src/domain/ids.ts';
import { openStores } from '../stage.ts';

/** A chain of this many versions, whose prompts say their numbers in words. */
async function chainOf(length: number) {
  const stores = await openStores();
  const { channel, asker: owner, guild } = address;
  const entries = Array.from({ length }, (_, each) => ({
    version: versionId(`${each + 1}-0-0`),
    ...{ channel, owner, audience: 'everyone' as const },
  }));
  for (const [each, { version }] of entries.entries()) {
    await stores.keepVersion(version, { channel, owner, recipe: { ...recipe, prompt: `fox number ${each + 1}.` } });
  }
  await stores.index.enter(entries);
  const history = createHistory(stores);
  const search = async (typed: string, words: string) => {
    const matches = ({ record }: { readonly record: { readonly recipe: { readonly prompt: string } | null } }) =>
      record.recipe?.prompt.includes(words) === true;
    const place = { channel, parent: null, guild, user: owner };
    return (await history.search(place, { begins: readNameBeginning(typed), matches, most: 25 })).map(
      ({ number }) => number,
    );
  };
  return { search };
}

test('the oldest of a long chain is found by its words, and by its number', async () => {
  const { search } = await chainOf(250);

  expect(await search('', 'number 3.')).toEqual([3]);
  expect(await search('3', '')).toEqual([39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 3]);
  expect(await search('', 'fox')).toEqual(Array.from({ length: 25 }, (_, each) => 250 - each));
  expect(await search('', 'owl')).toEqual([]);
});

test('digits that begin no number are looked for in the words', async () => {
  const { search } = await chainOf(12);

  expect(await search('12', 'number 12')).toEqual([12]);
  expect(await search('9', 'number 9')).toEqual([9]);
  expect(await search('99', 'fox')).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
});
