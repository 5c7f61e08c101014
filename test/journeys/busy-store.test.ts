import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { InteractionHandle, Snowflake, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { defaultPace } from '../../src/domain/jobs/pace.ts';
import { storePaths } from '../../src/storage/store-paths.ts';
import { ask, ending, mention, patience, press, replyTo, run, withPrompt } from './asking.ts';
import { luna, mira, radioOf, saveCharacter } from './casting.ts';
import { until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const { storePatience, answerPatience } = defaultPace;

const busy = 'I am too busy: my own store does not answer. Try again in a few minutes. Nothing was charged.';

test('while another program holds the store everybody is told that I am busy, in time, and pays nothing', async () => {
  await using stage = await raiseStage({ pace: { storePatience }, settings: { DEFAULT_LIMITS: 'user:images:day:3' } });

  await whileHeld(stage, async () => {
    const asked = ['a fox', 'a hen', 'an owl'].map((prompt) => run(stage, 'imagine', { prompt }));
    const answers = await Promise.all(asked.map((each) => each.answered()));
    expect(answers.map(({ content }) => content)).toEqual(
      ['a fox', 'a hen', 'an owl'].map((prompt) => withPrompt(busy, prompt)),
    );
    expect(asked.map((each) => each.view().ephemeral)).toEqual([true, true, true]);
  });

  const made = await ask(stage, 'imagine', { prompt: 'a cat' });
  expect(made.attachments).toHaveLength(1);
  expect(stage.upstream.paidRequests).toHaveLength(1);
  const quota = await ask(stage, 'quota');
  expect(quota.content).toContain('**2 of 3 left**');
});

/**
 * Another program holds both files of the store meanwhile. A program of its own, for locks belong to a process: the copy
 * of SQLite that Keyv brings would not see one that was taken in this.
 */
async function whileHeld<Result>({ directory }: Stage, work: () => Promise<Result>): Promise<Result> {
  const { versions, journal } = storePaths(join(directory, 'retouch.sqlite'));
  const program = `
    const { DatabaseSync } = require('node:sqlite');
    const held = process.argv.slice(1).map((path) => new DatabaseSync(path, { timeout: 5_000 }));
    for (const each of held) each.exec('BEGIN IMMEDIATE');
    process.stdout.write('held');
    setInterval(() => held.length, 60_000);`;
  const stranger = spawn(process.execPath, ['-e', program, versions, journal], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const over = once(stranger, 'close');
  try {
    await once(stranger.stdout, 'data');
    return await work();
  } finally {
    stranger.kill('SIGKILL');
    await over;
  }
}

test('a button under words is answered then, too, and makes the picture once the store is back', async () => {
  await using stage = await raiseStage({ pace: { storePatience } });
  const { discord, ada, channel } = stage;
  const words = discord.sendMessage({ user: ada, channel, content: `${mention(discord)} a red fox` });
  const offer = await replyTo(stage, words);

  const refused = await whileHeld(stage, () => press(stage, offer, 'Make a picture'));

  expect(refused.content).toBe(busy);
  const makes = async () => (await press(stage, offer, 'Make a picture')).attachments.length > 0;
  await until(makes, 'the words are back');
  expect(stage.upstream.paidRequests).toHaveLength(1);
});

test('a vendor that calls back is answered at once then, too', async () => {
  await using stage = await raiseStage({ public: true, pace: { storePatience, firstCheck: 60_000 } });
  const { upstream, reach } = stage;
  upstream.script.next({ callback: 'never' });
  const asked = run(stage, 'imagine', { prompt: 'a red fox' });
  await until(() => upstream.tasks[0]?.state === 'succeeded', 'it is made');
  await upstream.idle();
  const address = reach(upstream.tasks[0]?.callbackUrl ?? '');

  const answer = await whileHeld(stage, () => fetch(address, { method: 'POST', signal: AbortSignal.timeout(5_000) }));

  expect(answer.status).toBe(204);
  expect((await ending(asked)).attachments).toHaveLength(1);
});

test('a form opens while another program holds the store', async () => {
  await using stage = await raiseStage({ pace: { storePatience } });
  const { discord, ada, channel } = stage;
  const message = discord.sendMessage({ user: ada, channel, files: [{ name: 'cat.png', bytes: png(60, 60) }] });

  const form = await whileHeld(stage, () =>
    discord.runMessageCommand({ user: ada, channel, command: 'Edit image', message }).modal(patience),
  );

  const made = await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'at night' } }));
  expect(made.content).toContain('“at night”');
});

test('the form of a character opens then, and its reference sheet is refused as busy and can be asked for afterwards', async () => {
  await using stage = await raiseStage({ pace: { storePatience, answerPatience } });
  const { discord, ada } = stage;
  const saved = await saveCharacter(stage, { name: 'Luna', image: luna });

  const { form, refused } = await whileHeld(stage, async () => ({
    form: await run(stage, 'character save', { name: 'Mira', image: mira }).modal(patience),
    refused: await press(stage, saved, 'Reference sheet'),
  }));

  expect(refused.content).toBe(busy);
  const sent = discord.submitModal({ user: ada, modal: form.id, values: { [radioOf(form)]: 'invented' } });
  expect((await ending(sent)).content).toContain('Saved: **Mira**.');
  expect((await press(stage, saved, 'Reference sheet')).content).toContain('This costs');
});

/** Whoever may set limits. */
function manager({ discord, guild }: Stage): Snowflake {
  const user = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user, permissions: ['MANAGE_GUILD'] });
  return user;
}

interface Wish {
  readonly what: string;
  /** Sent in while the store is held. */
  readonly begin: (stage: Stage, shown: WireMessage) => InteractionHandle;
  readonly said: string;
}

const presses =
  (label: string) =>
  ({ discord, ada }: Stage, { id }: WireMessage) =>
    discord.pressButton({ user: ada, message: id, label });

const wishes: readonly Wish[] = [
  { what: 'Undo', begin: presses('Undo'), said: 'Version 1' },
  { what: '/history undo', begin: (stage) => run(stage, 'history undo'), said: 'Version 1' },
  { what: '/history continue', begin: (stage) => run(stage, 'history continue', { version: '1' }), said: 'Version 1' },
  {
    what: '/history reset',
    begin: (stage) => run(stage, 'history reset'),
    said: 'No version is current here now, and nothing was deleted',
  },
  {
    what: 'a new limit',
    begin: (stage) => run(stage, 'server limit set', { amount: 5 }, { user: manager(stage) }),
    said: 'Set: ',
  },
  {
    what: 'a limit taken away',
    begin: (stage) => run(stage, 'server limit clear', { unit: 'images' }, { user: manager(stage) }),
    said: 'Taken away: 1 limit.',
  },
  {
    what: '/character delete',
    begin: (stage) => run(stage, 'character delete', { name: 'luna' }),
    said: '**Luna** is forgotten',
  },
];

test.for(wishes)('$what is answered in time then, and does what it says', async ({ begin, said }) => {
  await using stage = await raiseStage({ pace: { storePatience, answerPatience } });
  await ask(stage, 'server limit set', { amount: 9 }, { user: manager(stage) });
  await saveCharacter(stage, { name: 'Luna', image: luna });
  await ask(stage, 'imagine', { prompt: 'a fox' });
  const second = await ask(stage, 'edit', { prompt: 'at night' });

  const handle = await whileHeld(stage, async () => {
    const begun = begin(stage, second);
    await begun.acknowledged(patience);
    expect(begun.view()).toMatchObject({ state: 'deferred', ephemeral: true });
    return begun;
  });

  expect((await ending(handle)).content).toContain(said);
});

test('a price that nobody could agree to then can be agreed to afterwards, and is paid once', async () => {
  await using stage = await raiseStage({ pace: { storePatience, answerPatience } });
  const image = { name: 'cat.png', bytes: png(60, 60) };
  const priced = await ask(stage, 'edit', { prompt: 'a moon', image, region: 'top' });

  const refused = await whileHeld(stage, () => press(stage, priced, 'Go ahead'));
  expect(refused.content).toBe(busy);

  expect((await press(stage, priced, 'Go ahead')).content).toContain('“a moon”');
  expect(stage.upstream.paidRequests).toHaveLength(1);
});
