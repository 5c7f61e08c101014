// Longer than 250 lines: cases of one subject that share their stage and little else.

import { expect, test } from 'vitest';
import type { WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, ending, run } from './asking.ts';
import { imagine, isLastPicture, logLines, until } from './looking.ts';
import { raiseStage, type Stage, type StageOptions } from './stage/stage.ts';

// AceDataCloud is preferred, GMI Cloud stands behind it.
const raise = (options: StageOptions = {}) => raiseStage({ vendors: ['acedatacloud', 'gmicloud'], ...options });

const cat = { name: 'cat.png', bytes: png(60, 60) };
const neverSaid = /^The image service never said whether it made this picture/;
const accountRefused =
  'The image service refused our account. Whoever runs this bot has to put that right. Nothing was charged.';

/** What the operator is told loudly. */
const alarms = (stage: Stage) =>
  logLines(stage)
    .filter(({ level }) => level === 'error' || level === 50)
    .map(({ provider, code, msg }) => ({ provider, code, msg }));

/** Whether the message shows the picture that GMI Cloud made last, and it alone. */
function isByGmiCloud({ discord, gmicloud }: Stage, { id }: WireMessage): boolean {
  const made = gmicloud.queue.at(-1)?.results[0]?.sha256;
  const shown = discord.filesOf(id).map(({ sha256 }) => sha256);
  return made !== undefined && shown.length === 1 && shown[0] === made;
}

test('out of balance: the next one makes it, once, and the operator is told once', async () => {
  await using stage = await raise();
  const vendor = stage.gmicloud;
  stage.upstream.usedUp = true;

  for (const prompt of ['a red fox', 'a blue fox', 'a green fox']) {
    const message = await ask(stage, 'imagine', { prompt });
    expect(isByGmiCloud(stage, message)).toBe(true);
  }

  expect(stage.upstream.paidRequests).toHaveLength(1);
  expect(stage.upstream.tasks).toEqual([]);
  expect(vendor.queue.map(({ prompt, billed }) => [prompt, billed])).toEqual([
    ['a red fox', 1],
    ['a blue fox', 1],
    ['a green fox', 1],
  ]);
  expect(alarms(stage)).toEqual([
    {
      provider: 'acedatacloud',
      code: 'out_of_balance',
      msg: 'an image service refuses our account; others are asked first',
    },
  ]);
});

test('out of balance and nobody else: one clear sentence each time, and one alarm', async () => {
  await using stage = await raiseStage();
  stage.upstream.usedUp = true;

  for (let each = 0; each < 3; each += 1) {
    expect((await ask(stage, 'imagine', { prompt: 'a red fox' })).content).toBe(accountRefused);
  }

  expect(alarms(stage)).toHaveLength(1);
  stage.upstream.usedUp = false;
  expect(isLastPicture(stage, await ask(stage, 'imagine', { prompt: 'a red fox' }))).toBe(true);
  expect(logLines(stage)).toContainEqual(
    expect.objectContaining({ provider: 'acedatacloud', msg: 'an image service works again' }),
  );
});

test('a refused key is passed over likewise, also by an edit in the middle of a chain', async () => {
  await using stage = await raise();
  const vendor = stage.gmicloud;
  await ask(stage, 'imagine', { prompt: 'a red fox' });
  stage.upstream.script.always({ refuse: { status: 401, code: 'token_expired' } });

  const message = await ask(stage, 'edit', { prompt: 'bluer' });

  expect(isByGmiCloud(stage, message)).toBe(true);
  expect(vendor.queue[0]?.inputs.map(({ sha256 }) => sha256)).toEqual([stage.upstream.tasks[0]?.results[0]?.sha256]);
  expect(message.content).toMatch(/^\*\*Version 2:\*\* “bluer”\n-# From \[version 1\]/);
});

test('a service that is down is passed over after three tries, and asked again when it has rested', async () => {
  await using stage = await raise();
  const vendor = stage.gmicloud;
  await stage.upstream.goOffline();

  expect(isByGmiCloud(stage, await ask(stage, 'imagine', { prompt: 'a red fox' }))).toBe(true);
  expect(isByGmiCloud(stage, await ask(stage, 'imagine', { prompt: 'a blue fox' }))).toBe(true);
  expect(alarms(stage)).toEqual([
    { provider: 'acedatacloud', code: 'unreachable', msg: 'an image service keeps failing; others are asked first' },
  ]);

  await stage.upstream.comeBack();
  stage.passTime(31_000);
  expect(isLastPicture(stage, await ask(stage, 'imagine', { prompt: 'a green fox' }))).toBe(true);
  expect(vendor.queue).toHaveLength(2);
  expect(stage.upstream.tasks).toHaveLength(1);
});

test('a service that says it failed, twice, and knows no task of ours: the next one makes it', async () => {
  await using stage = await raise();
  stage.upstream.script.always({ refuse: { status: 500, code: 'api_error' } });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(isByGmiCloud(stage, message)).toBe(true);
  expect(stage.upstream.requests.map(({ path }) => path)).toEqual([
    '/openai/images/generations',
    '/openai/tasks',
    '/openai/images/generations',
    '/openai/tasks',
  ]);
});

test('a task that failed is made by the next one, and one that was moderated by nobody', async () => {
  await using stage = await raise();
  const vendor = stage.gmicloud;
  stage.upstream.script.next({ fail: { code: 'api_error' } });
  expect(isByGmiCloud(stage, await ask(stage, 'imagine', { prompt: 'a red fox' }))).toBe(true);

  stage.upstream.script.next({ refuse: { status: 403, code: 'forbidden' } });
  const refused = await ask(stage, 'imagine', { prompt: 'a blue fox' });
  expect(refused.content).toMatch(/^The image service's moderation refused/);
  expect(vendor.queue).toHaveLength(1);
});

test.each([
  ['a connection that breaks', { drop: 'after' }],
  ['a gateway’s 502', { refuse: { status: 502, envelope: 'none' } }],
  ['half an answer', { truncate: 'cut', recordAfterMs: 'never' }],
] as const)('%s is no reason to ask another: looked up, and ended as unknown or found', async (_what, behaviour) => {
  await using stage = await raise({ pace: { doubtGrace: 150 } });
  const vendor = stage.gmicloud;
  stage.upstream.script.next(behaviour);

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  if (stage.upstream.tasks.length > 0 && !('recordAfterMs' in behaviour)) {
    expect(isLastPicture(stage, message)).toBe(true);
  } else {
    expect(message.content).toMatch(neverSaid);
  }
  expect(stage.upstream.paidRequests).toHaveLength(1);
  expect(vendor.requests).toEqual([]);
});

test('of two pictures each is counted once, whoever makes it', async () => {
  await using stage = await raise();
  const vendor = stage.gmicloud;
  stage.upstream.script.next({ refuse: { status: 403, code: 'used_up' } });

  const message = await ask(stage, 'imagine', { prompt: 'two foxes', count: 2 });

  const made = [...stage.upstream.tasks, ...vendor.queue].flatMap(({ results }) => results.map(({ sha256 }) => sha256));
  expect(made).toHaveLength(2);
  expect(
    stage.discord
      .filesOf(message.id)
      .map(({ sha256 }) => sha256)
      .sort(),
  ).toEqual(made.toSorted());
  expect(message.content).toMatch(/^\*\*Versions 1, 2:\*\*/);
  expect(message.content).not.toContain('asked for');
});

test('when nobody is left, one sentence says what the last one said, and the money is free again', async () => {
  await using stage = await raise({ settings: { DEFAULT_LIMITS: 'user:usd:day:0.02' } });
  const vendor = stage.gmicloud;
  stage.upstream.usedUp = true;
  vendor.outOfBalance = true;

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(message.content).toBe(accountRefused);
  expect(alarms(stage).map(({ provider }) => provider)).toEqual(['acedatacloud', 'gmicloud']);
  stage.upstream.usedUp = false;
  // Its money is free once its end is written, a moment after its answer is there.
  await until(() => logLines(stage).some(({ msg }) => msg === 'job ended'), 'its end');
  // Both are asked first again: nobody else is there.
  const later = await ask(stage, 'imagine', { prompt: 'a red fox' });
  expect(isLastPicture(stage, later)).toBe(true);
});

test('a member never pays more than was held, though the next one costs more; the rest is the operator’s loss', async () => {
  await using stage = await raise({ settings: { DEFAULT_LIMITS: 'user:usd:day:0.02' } });
  stage.upstream.script.next({ refuse: { status: 500, code: 'api_error' } }, { times: 2 });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(isByGmiCloud(stage, message)).toBe(true);
  expect(message.content).toContain('$0.010');
  const quota = await run(stage, 'quota').answered();
  expect(quota.content + JSON.stringify(quota.attachments)).toMatch(/0\.01/);
});

test('what the next one does not take is left out with a word', async () => {
  await using stage = await raise();
  const vendor = stage.gmicloud;
  stage.upstream.usedUp = true;

  const message = await ask(stage, 'imagine', { prompt: 'a red fox', format: 'webp', quality: 'low' });

  expect(vendor.paidRequests[0]?.json).toMatchObject({ payload: { quality: 'low' } });
  expect(message.content).toContain('This model does not take format, so that was left out.');
});

test('what the next one cannot make is not taken to it', async () => {
  await using stage = await raise();
  const vendor = stage.gmicloud;
  stage.upstream.usedUp = true;

  const large = await ask(stage, 'imagine', { prompt: 'a red fox', size: '2048x2048' });
  const both = await ask(stage, 'edit', { prompt: 'both', image: cat, image2: cat });

  expect([large.content, both.content]).toEqual([accountRefused, accountRefused]);
  expect(vendor.requests).toEqual([]);
});

test('a crash between two services changes nothing: the next one is asked once', async () => {
  await using stage = await raise({ gmicloud: { processingMs: 300 } });
  const vendor = stage.gmicloud;
  stage.upstream.usedUp = true;
  const asked = imagine(stage, 'a red fox');
  await until(() => vendor.paidRequests[0]?.ended === 'answered', 'the next one took it');

  await stage.restart();

  expect(isByGmiCloud(stage, await ending(asked))).toBe(true);
  expect([stage.upstream.paidRequests.length, vendor.paidRequests.length]).toEqual([1, 1]);
});

test('a key that is taken away while requests wait in line: another makes them', async () => {
  await using stage = await raise({ settings: { CONCURRENCY: '1' }, upstream: { processingMs: 60_000 } });
  const vendor = stage.gmicloud;
  const first = imagine(stage, 'a red fox');
  await until(() => stage.upstream.paidRequests[0]?.ended === 'answered', 'the first was taken');
  const second = imagine(stage, 'a blue fox');
  await second.acknowledged();

  await stage.restart({ ACEDATACLOUD_API_TOKEN: '' });

  expect(isByGmiCloud(stage, await ending(second))).toBe(true);
  expect((await ending(first)).content).toMatch(neverSaid);
  expect(vendor.queue.map(({ prompt }) => prompt)).toEqual(['a blue fox']);
});

test('OpenAI, out of quota, leaves it to AceDataCloud', async () => {
  await using stage = await raiseStage({ vendors: ['openai', 'acedatacloud'] });
  const vendor = stage.openai;
  vendor.outOfQuota = true;

  expect(isLastPicture(stage, await ask(stage, 'imagine', { prompt: 'a red fox' }))).toBe(true);
  expect(isLastPicture(stage, await ask(stage, 'edit', { prompt: 'bluer' }))).toBe(true);

  expect(vendor.paidRequests).toHaveLength(1);
  expect(alarms(stage)).toMatchObject([{ provider: 'openai', code: 'out_of_balance' }]);
});
