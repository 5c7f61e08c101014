import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Mover } from '../../../src/domain/chain/heads.ts';
import { channelId, jobId, type UserId, userId, versionId } from '../../../src/domain/ids.ts';
import type { Audience } from '../../../src/domain/jobs/job.ts';
import { openKeyvDatabase } from '../../../src/storage/keyv/database.ts';
import { createVersionStore } from '../../../src/storage/keyv/version-store.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { createKnownHeads } from '../../../src/storage/sqlite/known-heads.ts';
import { sampleVersion } from '../../contract/version-store.ts';
import { temporaryDirectory } from '../temporary.ts';

const [ada, ben] = [userId('50'), userId('51')];
const [one, two] = [versionId('1-0-0'), versionId('2-0-0')];
const plain = (channel: string) => ({ channel: channelId(channel), shared: false });
const by = (user: UserId, channel: string, audience: Audience = 'everyone'): Mover => ({
  ...{ chain: plain(channel), user, audience },
  by: 'choice',
});

async function raise() {
  const database = openJournalDatabase(':memory:');
  const keyv = await openKeyvDatabase(join(await temporaryDirectory(), 'versions.sqlite'));
  const store = createVersionStore({
    database: keyv,
    knownHeads: createKnownHeads({ database, clock: { now: () => 1 } }),
  });
  for (const version of [one, two]) await store.put(sampleVersion(version));
  const close = async () => {
    await keyv.close();
    await database.close();
  };
  return { store, close };
}

const head = (version: typeof one | null, movedBy: string) => ({ version, movedBy: jobId(movedBy) });

test('heads that stand on a version are found and put elsewhere, moved by whoever moved them last', async () => {
  const { store, close } = await raise();
  await store.moveHead(by(ada, '10'), head(one, '100'));
  await store.moveHead(by(ben, '10', 'asker'), head(one, '101'));
  await store.moveHead(by(ben, '11'), head(two, '102'));

  const places = await store.headsOn(one);
  expect(places).toHaveLength(2);
  for (const place of places) await store.replaceHead(place, one, two);
  expect(await store.headsOn(one)).toEqual([]);
  expect(await store.head(plain('10'), ada, 'everyone')).toEqual(head(two, '100'));
  expect(await store.head(plain('10'), ben, 'asker')).toEqual(head(two, '101'));
  for (const place of await store.headsOn(two)) await store.replaceHead(place, one, null);
  expect(await store.head(plain('11'), ben, 'everyone')).toEqual(head(two, '102'));
  await close();
});

test('a member’s own heads go, empty ones too, but those that may stay; a channel’s go all, and no other’s', async () => {
  const { store, close } = await raise();
  await store.moveHead(by(ada, '10'), head(one, '100'));
  await store.moveHead(by(ada, '11', 'asker'), head(null, '101'));
  await store.moveHead(by(ada, '12'), { ...head(two, '102'), ahead: [one] });
  await store.moveHead(by(ben, '1'), head(one, '103'));

  await store.forgetHeads(ada, async (version) => version === two);

  expect(await store.head(plain('10'), ada, 'everyone')).toBeNull();
  expect(await store.head(plain('11'), ada, 'asker')).toBeNull();
  expect(await store.head(plain('12'), ada, 'everyone')).toEqual(head(two, '102'));
  await store.forgetChannel(channelId('1'));
  expect(await store.head(plain('1'), ben, 'everyone')).toBeNull();
  expect(await store.headsOn(one)).toEqual([]);
  expect(await store.head(plain('12'), ada, 'everyone')).toEqual(head(two, '102'));
  await close();
});
