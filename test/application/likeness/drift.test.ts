import { expect, onTestFinished, test } from 'vitest';
import { createDrift } from '../../../src/application/likeness/drift.ts';
import { createLendAny } from '../../../src/application/likeness/lend-any.ts';
import type { Version } from '../../../src/domain/chain/chain.ts';
import { userId, versionId } from '../../../src/domain/ids.ts';
import type { Reading } from '../../../src/domain/likeness/reading.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { createNotes } from '../../../src/storage/sqlite/notes.ts';
import { sampleVersion } from '../../contract/version-store.ts';
import { openStores } from '../stage.ts';

const softer: Reading = {
  kind: 'one area',
  changed: 0.2,
  extent: { left: 0, top: 0, width: 0.4, height: 0.5 },
  alike: 0.99,
  gains: { red: 1, green: 1, blue: 1 },
  sharpness: 0.5,
};

/** Versions one made of the other, the first of words alone: `0`, `1`, …, and what was read of which two. */
async function stageChain(length: number, changes: Partial<Version> = {}, read = async () => softer) {
  const stores = await openStores();
  const database = openJournalDatabase(':memory:');
  onTestFinished(() => database.close());
  const notes = createNotes({ database });
  const idOf = (place: number) => versionId(`10${place}-0-0`);
  for (let place = 0; place < length; place += 1) {
    const sources = place === 0 ? [] : [idOf(place - 1)];
    await stores.keepVersion(idOf(place), { sources, ...(place === 0 ? {} : changes) });
    await stores.keepFile(idOf(place));
  }
  const reads: string[] = [];
  const drift = createDrift({
    versions: stores.versions,
    notes,
    lend: createLendAny(stores.images),
    likeness: {
      async compare(before, after, worksFor) {
        reads.push([before, after, worksFor ?? 'nobody'].map((each) => each.replace(/^.*\/\d+-/, '')).join(' '));
        return read();
      },
    },
  });
  const offered = (from: number, into: string) => drift.offeredWith({ id: versionId(into) }, idOf(from));
  return { drift, notes, reads, idOf, offered, stores };
}

test('a version is looked at beside the first of its chain, for its owner, from the third edit on', async () => {
  const { drift, reads, idOf, offered } = await stageChain(4);
  await drift.look(idOf(2));
  expect(reads).toEqual([]);
  await drift.look(idOf(3));
  expect(reads).toEqual([`${idOf(0)} ${idOf(3)} ${sampleVersion('1').owner}`]);
  expect([await offered(2, '200-0-0'), await offered(3, '200-0-0'), await offered(3, '201-0-0')]).toEqual([
    false,
    true,
    false,
  ]);
});

test('a chain that was told is not looked at again', async () => {
  const { drift, reads, idOf, offered } = await stageChain(5);
  await drift.look(idOf(3));
  await offered(3, '200-0-0');
  await drift.look(idOf(4));
  expect(reads).toHaveLength(1);
});

test('what a member makes of it in private is told apart', async () => {
  const { drift, idOf, offered, stores } = await stageChain(4);
  const hidden = versionId('300-0-0');
  await stores.keepVersion(hidden, { sources: [idOf(3)], audience: 'asker' });
  await stores.keepFile(hidden);
  await drift.look(idOf(3));
  await drift.look(hidden);
  expect(await offered(3, '200-0-0')).toBe(true);
  expect(await drift.offeredWith({ id: versionId('301-0-0') }, hidden)).toBe(true);
});

test('nothing is offered where the first picture is another’s own', async () => {
  const { drift, idOf, offered, stores } = await stageChain(4);
  await stores.keepVersion(idOf(0), { sources: [], audience: 'asker', owner: userId('99') });
  await drift.look(idOf(3));
  expect(await offered(3, '200-0-0')).toBe(false);
});

test('more than two are not looked at side by side: whoever comes then is left out, and nothing is lost', async () => {
  const { promise, resolve } = Promise.withResolvers<Reading>();
  const { drift, reads, idOf } = await stageChain(4, {}, () => promise);
  const looks = [drift.look(idOf(3)), drift.look(idOf(3)), drift.look(idOf(3))];
  await looks[2];
  resolve(softer);
  await Promise.all(looks);
  expect(reads).toHaveLength(2);
  await drift.look(idOf(3));
  expect(reads).toHaveLength(3);
});

test('a picture that is gone is not looked at', async () => {
  const { drift, reads, idOf, stores } = await stageChain(4);
  await stores.versions.remove(idOf(3));
  await drift.look(idOf(3));
  expect(reads).toEqual([]);
});
