import { expect, test } from 'vitest';
import { address, recipe } from '../../../../scripts/sample-records.ts';
import { jobId, type UserId, userId } from '../../../../src/domain/ids.ts';
import { createAttempts } from '../../../../src/storage/sqlite/conduct/attempts.ts';
import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';

test('whoever floods the bot with what is refused keeps the last fifty, and nobody else loses any', async () => {
  const attempts = createAttempts({ database: openJournalDatabase(':memory:') });
  const asked = {
    how: 'other words',
    recipe: { ...recipe, characters: undefined },
    sources: { kind: 'none' },
  } as const;
  const keep = (id: string, asker: UserId, madeAt: number) =>
    attempts.keep({ ...asked, id: jobId(id), address: { ...address, asker }, madeAt });
  await keep('1', userId('60'), 1);
  for (let nth = 100; nth <= 150; nth += 1) await keep(`${nth}`, userId('50'), nth);

  const isKept = async (id: string) => (await attempts.find(jobId(id))) !== null;
  expect([await isKept('1'), await isKept('100'), await isKept('101'), await isKept('150')]).toEqual([
    true,
    false,
    true,
    true,
  ]);
});
