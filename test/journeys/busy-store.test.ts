import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { ask, run } from './asking.ts';
import { raiseStage } from './stage/stage.ts';

test('while another program holds the store everybody is told that I am busy, in time, and pays nothing', async () => {
  await using stage = await raiseStage({ settings: { DEFAULT_LIMITS: 'user:images:day:3' } });
  const path = join(stage.directory, 'retouch.journal.sqlite');
  const stranger = new DatabaseSync(path);
  stranger.exec('BEGIN IMMEDIATE');
  const asked = ['a fox', 'a hen', 'an owl'].map((prompt) => run(stage, 'imagine', { prompt }));
  const answers = await Promise.all(asked.map((each) => each.answered()));
  for (const { content } of answers) {
    expect(content).toBe(
      'I am too busy: my own store does not answer; nothing was charged. Try again in a few minutes.',
    );
  }
  expect(asked.map((each) => each.view().ephemeral)).toEqual([true, true, true]);
  stranger.exec('ROLLBACK');
  stranger.close();

  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  expect(made.attachments).toHaveLength(1);
  expect(stage.upstream.paidRequests).toHaveLength(1);
  const quota = await ask(stage, 'quota');
  expect(quota.content).toContain('**2 of 3 left**');
});
