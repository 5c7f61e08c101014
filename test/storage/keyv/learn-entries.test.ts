import { join } from 'node:path';
import { expect, test } from 'vitest';
import { channelId, guildId, userId, versionId } from '../../../src/domain/ids.ts';
import { openKeyvDatabase } from '../../../src/storage/keyv/database.ts';
import { learnEntries } from '../../../src/storage/keyv/learn-entries.ts';
import { createVersionStore } from '../../../src/storage/keyv/version-store.ts';
import { createChainIndex } from '../../../src/storage/sqlite/chain-index.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { createKnownEntries } from '../../../src/storage/sqlite/privacy/known-entries.ts';
import { sampleVersion } from '../../contract/version-store.ts';
import { temporaryDirectory } from '../temporary.ts';

const [channel, ada, ben] = [channelId('10'), userId('50'), userId('51')];
const ever = Number.MAX_SAFE_INTEGER;

test('entries of an older store learn once whose they are and where they were made; what nobody can read is passed over', async () => {
  const database = openJournalDatabase(':memory:');
  const keyv = await openKeyvDatabase(join(await temporaryDirectory(), 'versions.sqlite'));
  const versions = createVersionStore({ database: keyv });
  const index = createChainIndex({ database });
  const ids = ['300-0-0', 'i7-10-51', '100-0-0', '200-0-0'].map(versionId);
  const [later, sent, first, damaged] = ids as [(typeof ids)[0], (typeof ids)[0], (typeof ids)[0], (typeof ids)[0]];
  await versions.put(sampleVersion(later, { owner: ada, guild: guildId('1'), madeAt: 3_000 }));
  await versions.put(sampleVersion(sent, { owner: ben, sentBy: ada, guild: null, madeAt: 2_000 }));
  await versions.put(sampleVersion(first, { owner: ada, guild: guildId('1'), madeAt: 1_000 }));
  await keyv.namespace('version').set(damaged, { schema: 9 });
  await index.enter(
    ids.map((version) => ({ version, channel, audience: 'everyone', owner: version === sent ? ben : ada })),
  );
  const known = createKnownEntries({ database });

  await learnEntries(keyv, known, 9_000);

  expect(await index.versionsOf({ kind: 'owner', member: ada }, ever, 9)).toEqual([damaged, first, later]);
  expect(await index.versionsOf({ kind: 'owner', member: ada }, 1_000, 9)).toEqual([damaged, first]);
  expect(await index.versionsOf({ kind: 'owner', member: ada }, ever, 1, first)).toEqual([later]);
  expect(await index.versionsOf({ kind: 'sender', member: ada }, ever, 9)).toEqual([sent]);
  expect(await index.versionsOf({ kind: 'guild', guild: guildId('1') }, ever, 9)).toEqual([first, later]);
  expect(await index.countOf({ kind: 'guild', guild: guildId('1') }, 1_000)).toBe(1);
  expect(await index.guildOf(sent)).toBeNull();
  expect(await known.areComplete()).toBe(true);
  await keyv.close();
  await database.close();
});
