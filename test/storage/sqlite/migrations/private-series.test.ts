import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { versionName } from '../../../../src/domain/chain/version-name.ts';
import { channelId, userId, versionId } from '../../../../src/domain/ids.ts';
import { createChainIndex } from '../../../../src/storage/sqlite/chain-index.ts';
import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';
import { migrate } from '../../../../src/storage/sqlite/migrations.ts';
import { temporaryDirectory } from '../../temporary.ts';

test('private versions that shared the numbers of all get their own, in their order; the others keep theirs', async () => {
  const path = join(await temporaryDirectory(), 'journal.sqlite');
  const old = new DatabaseSync(path);
  migrate(old, 16);
  const enter = old.prepare(
    'INSERT INTO chain_entries (version, channel, number, audience, owner, message, guild) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  // Not written in their order, as after a restored copy.
  enter.run('e', '10', 5, 'asker', '50', null, '1');
  enter.run('a', '10', 1, 'everyone', '50', '88', '1');
  enter.run('b', '10', 2, 'asker', '50', '89', '1');
  enter.run('c', '10', 3, 'asker', '51', null, null);
  enter.run('d', '10', 4, 'everyone', '51', null, '1');
  enter.run('f', '11', 1, 'asker', '50', null, '1');
  old.exec(`INSERT INTO chain_counters (channel, last) VALUES ('10', 5), ('11', 1)`);
  old.close();

  const database = openJournalDatabase(path);
  const index = createChainIndex({ database });
  const [ten, eleven, ada, bob] = [channelId('10'), channelId('11'), userId('50'), userId('51')];
  const names = async (channel = ten, user = ada) => (await index.list(channel, user, 9)).map(versionName);
  expect(await names()).toEqual(['p2', '4', 'p1', '1']);
  expect(await names(ten, bob)).toEqual(['4', 'p1', '1']);
  expect(await names(eleven)).toEqual(['p1']);
  expect(await index.byVersion(versionId('b'))).toMatchObject({ number: 1, message: '89' });
  expect(await index.guildOf(versionId('b'))).toBe('1');

  const hidden = { audience: 'asker' as const, owner: ada };
  await index.remove(versionId('e'));
  await index.enter([
    { version: versionId('g'), channel: ten, audience: 'everyone', owner: bob },
    { version: versionId('h'), channel: ten, ...hidden },
    { version: versionId('i'), channel: eleven, ...hidden },
  ]);
  expect(await names()).toEqual(['p3', '6', '4', 'p1', '1']);
  expect(await names(eleven)).toEqual(['p2', 'p1']);
  await database.close();
});
