import { expect, test } from 'vitest';
import { ending, run } from './asking.ts';
import { until } from './looking.ts';
import { raiseStage } from './stage/stage.ts';

test('poll: what a page of the vendor leaves off is asked about next, and every picture comes', async () => {
  const settings = { GUILD_CONCURRENCY: '20', MEMBER_CONCURRENCY: '20' };
  await using stage = await raiseStage({ settings, upstream: { tasksPerPage: 3 } });
  const { upstream } = stage;
  // None is made before all of them are there.
  upstream.script.always({ until: until(() => upstream.tasks.length === 20, 'all are taken') });

  const asked = Array.from({ length: 5 }, (_, each) => run(stage, 'imagine', { prompt: `foxes ${each}`, count: 4 }));
  const messages = await Promise.all(asked.map(ending));

  expect(messages.map(({ attachments }) => attachments.length)).toEqual([4, 4, 4, 4, 4]);
  expect(upstream.paidRequests).toHaveLength(20);
  const batches = upstream.requests.flatMap(({ json }) => {
    const { action, ids, offset, limit } = (json ?? {}) as Readonly<Record<string, unknown>>;
    return action === 'retrieve_batch' && Array.isArray(ids) ? [{ asked: ids.length, offset, limit }] : [];
  });
  expect(batches.length).toBeGreaterThan(0);
  for (const { asked: many, offset, limit } of batches) expect({ offset, limit }).toEqual({ offset: 0, limit: many });
});
