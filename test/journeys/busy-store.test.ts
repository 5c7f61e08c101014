import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { defaultPace } from '../../src/domain/jobs/pace.ts';
import { ask, ending, mention, patience, press, replyTo, run } from './asking.ts';
import { until } from './looking.ts';
import { raiseStage } from './stage/stage.ts';

const { storePatience } = defaultPace;

test('while another program holds the store everybody is told that I am busy, in time, and pays nothing', async () => {
  await using stage = await raiseStage({ pace: { storePatience }, settings: { DEFAULT_LIMITS: 'user:images:day:3' } });
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

/** Another program holds the journal until it is let go. */
function holdStore(directory: string): () => void {
  const stranger = new DatabaseSync(join(directory, 'retouch.journal.sqlite'));
  stranger.exec('BEGIN IMMEDIATE');
  return () => {
    stranger.exec('ROLLBACK');
    stranger.close();
  };
}

test('a button under words is answered then, too, and makes the picture once the store is back', async () => {
  await using stage = await raiseStage({ pace: { storePatience } });
  const { discord, ada, channel } = stage;
  const words = discord.sendMessage({ user: ada, channel, content: `${mention(discord)} a red fox` });
  const offer = await replyTo(stage, words);

  const release = holdStore(stage.directory);
  const refused = await press(stage, offer, 'Make a picture');
  release();

  expect(refused.content).toContain('my own store does not answer; nothing was charged');
  const makes = async () => (await press(stage, offer, 'Make a picture')).attachments.length > 0;
  await until(makes, 'the words are back');
  expect(stage.upstream.paidRequests).toHaveLength(1);
});

test('a form opens while another program holds the store', async () => {
  await using stage = await raiseStage({ pace: { storePatience } });
  const { discord, ada, channel } = stage;
  const message = discord.sendMessage({ user: ada, channel, files: [{ name: 'cat.png', bytes: png(60, 60) }] });

  const release = holdStore(stage.directory);
  const form = await discord.runMessageCommand({ user: ada, channel, command: 'Edit image', message }).modal(patience);
  release();

  const made = await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'at night' } }));
  expect(made.content).toContain('“at night”');
});
