import { expect, test } from 'vitest';
import { address, recipe } from '../../../scripts/sample-records.ts';
import { createAttemptServices } from '../../../src/application/accepting/attempts.ts';
import type { AskAnswer } from '../../../src/application/asking.ts';
import { channelId, guildId, jobId, messageId } from '../../../src/domain/ids.ts';
import { acceptedJob } from '../../../src/domain/jobs/new-job.ts';
import type { Posted } from '../../../src/domain/jobs/outcomes.ts';
import { createAttempts } from '../../../src/storage/sqlite/conduct/attempts.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { createStillClock, unscripted } from '../stage.ts';

const id = jobId('1300000000000000001');
const guild = guildId('1200000000000000001');
const press = (nth: number) => jobId(`140000000000000000${nth}`);

/** What a moderator's presses of **Allow once** come to, where asking goes so. */
async function appealed(ask: () => Promise<AskAnswer>, answer: () => Promise<Posted> = unscripted('answer')) {
  const clock = createStillClock();
  const attempts = createAttempts({ database: openJournalDatabase(':memory:') });
  const sources = { kind: 'none' } as const;
  const asked = { ...recipe, characters: undefined };
  const kept = {
    id,
    how: 'other words',
    recipe: asked,
    sources,
    blocked: { words: null },
    madeAt: clock.now(),
  } as const;
  await attempts.keep({ ...kept, address: { ...address, guild } });
  await attempts.appeal(id, 'none', 'asked');
  return createAttemptServices({
    attempts,
    settings: { read: unscripted('read') },
    notices: { tell: unscripted('tell') },
    messenger: { answer },
    ask,
    acknowledged: async () => undefined,
    clock,
  });
}

const accepted = async (): Promise<AskAnswer> => {
  const job = acceptedJob({ id: press(2), address, now: 0, task: { recipe, sources: [] }, warnings: [] });
  return { kind: 'accepted', job };
};

test('what a moderator let pass while the store was away may be let pass when it is back, once', async () => {
  const asks = [unscripted('the store'), accepted];
  const services = await appealed(async () => (asks.shift() ?? unscripted('a third'))());

  await expect(services.allow(id, press(1), guild)).rejects.toThrow('the store');
  expect(await services.allow(id, press(2), guild)).toEqual({ kind: 'allowed' });
  expect(await services.allow(id, press(3), guild)).toEqual({ kind: 'gone' });
});

test('a price that could not be told is told when a moderator presses once more', async () => {
  const price = { microUsd: 20_000, isBound: false };
  const answers: Posted[] = [
    { kind: 'later', afterMs: 60_000 },
    { kind: 'impossible', code: '50001' },
    { kind: 'posted', message: messageId('1'), channel: channelId('2') },
  ];
  const services = await appealed(
    async () => ({ kind: 'confirm', id: press(1), price, plain: null }),
    async () => answers.shift() ?? unscripted('a fourth')(),
  );

  const busy = { code: 'queue_full', retryAfterMs: 60_000 };
  expect(await services.allow(id, press(1), guild)).toEqual({ kind: 'refused', failure: busy });
  const closed = { code: 'undeliverable', why: '50001' };
  expect(await services.allow(id, press(2), guild)).toEqual({ kind: 'refused', failure: closed });
  expect(await services.allow(id, press(3), guild)).toEqual({ kind: 'allowed' });
});
