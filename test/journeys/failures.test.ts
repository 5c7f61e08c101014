import { expect, test } from 'vitest';
import { buttonsOf, ending } from './asking.ts';
import { imagine, isLastPicture, logLines, sentTo, tracesOf, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// What the vendor says itself: it refuses, is busy, or failed.

const generations = 'POST /openai/images/generations';
const lookUp = 'POST /openai/tasks';
const result = 'GET result';

const moderated =
  "The image service's moderation refused these words or pictures. Say it differently, or use another picture. Nothing was charged.";
const busy = 'The image service is busy. Try again in a few minutes. Nothing was charged.';
const failed = 'The image service failed to make it. Try again, or choose another model. Nothing was charged.';
const noPicture = 'The image service answered without a picture. Try again, or change the words. You were not charged.';
const accountRefused =
  'The image service refused our account. Whoever runs this bot has to put that right. Nothing was charged.';
const outOfReach = 'The image service is too busy or away. Try again in a few minutes. Nothing was charged.';

/** One sentence and nothing else: no file, no button but to ask again, no second message, nobody pinged. */
function expectOnly(sentence: string, { discord, ada, channel }: Stage): void {
  const messages = discord.visibleMessages(ada, channel);
  expect(messages.map(({ content }) => content)).toEqual([sentence]);
  expect(messages[0]).toMatchObject({ attachments: [], embeds: [] });
  const again = sentence === moderated ? [['Change the words']] : [['Try again']];
  expect(messages.map(buttonsOf)).toEqual([sentence === accountRefused ? [] : again]);
  expect(discord.pingsOf(messages[0]?.id ?? '')).toEqual([]);
}

/** What the operator reads of it. */
function expectLogged(stage: Stage, code: string, more: Readonly<Record<string, unknown>> = {}): void {
  const [trace] = tracesOf(stage.upstream);
  expect(logLines(stage)).toContainEqual(expect.objectContaining({ trace, code, provider: 'acedatacloud', ...more }));
}

test('what the moderation refuses is said in one sentence, with what it cost', async () => {
  await using stage = await raiseStage();
  const { discord, upstream } = stage;
  upstream.script.next({ refuse: { status: 403, code: 'forbidden', message: 'This breaks our content policy.' } });
  discord.forgetRequests();

  await ending(imagine(stage, 'something they refuse'));

  expectOnly(moderated, stage);
  expect(sentTo(stage.upstream)).toEqual([generations]);
  expect(discord.requests.map(({ route }) => route)).toEqual([
    'POST /interactions/:interaction/:token/callback',
    'PATCH /webhooks/:application/:token/messages/:message',
  ]);
  expectLogged(stage, 'moderated', { vendorCode: 'forbidden', status: 403, attempt: 1 });
});

test('a vendor that is busy is asked again, not sooner than it wants', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  upstream.script.next({ refuse: { status: 429, code: 'too_many_requests', retryAfter: 1 } });

  const message = await ending(imagine(stage, 'a red fox'));

  expect(isLastPicture(stage, message)).toBe(true);
  const [first, second, ...others] = upstream.paidRequests;
  expect(others).toEqual([]);
  expect(second?.json).toEqual(first?.json);
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1000);
  expect(upstream.tasks).toHaveLength(1);
  expectLogged(stage, 'rate_limited', { vendorCode: 'too_many_requests', status: 429 });
});

test('a vendor that stays busy is given up, and nothing is charged', async () => {
  await using stage = await raiseStage();
  stage.upstream.script.always({ refuse: { status: 429, code: 'too_many_requests' } });

  await ending(imagine(stage, 'a red fox'));

  expectOnly(busy, stage);
  expect(sentTo(stage.upstream)).toEqual(Array.from({ length: 6 }, () => generations));
  expectLogged(stage, 'rate_limited', { attempt: 6, msg: 'a paid request ended without a picture' });
});

test('a vendor that says it failed is looked up, and asked once more when it knows nothing of it', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  upstream.script.next({ refuse: { status: 500, code: 'api_error' } });

  const message = await ending(imagine(stage, 'a red fox'));

  expect(isLastPicture(stage, message)).toBe(true);
  expect(sentTo(stage.upstream).slice(0, 3)).toEqual([generations, lookUp, generations]);
  const [first, second] = upstream.paidRequests;
  expect(second?.json).toEqual(first?.json);
  expect(upstream.requests[1]?.json).toEqual({ action: 'retrieve', trace_id: tracesOf(upstream)[0] });
  expect(upstream.tasks).toHaveLength(1);
  expectLogged(stage, 'provider_failed', { vendorCode: 'api_error', status: 500 });
});

test('a vendor that says twice that it failed is not asked a third time', async () => {
  await using stage = await raiseStage();
  stage.upstream.script.always({ refuse: { status: 500, code: 'api_error' } });

  await ending(imagine(stage, 'a red fox'));

  expectOnly(failed, stage);
  expect(sentTo(stage.upstream)).toEqual([generations, lookUp, generations]);
});

test('a vendor that says it failed although it works on it is not asked again, and its picture arrives', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  const body = JSON.stringify({ error: { code: 'api_error', message: 'internal' } });
  upstream.script.next({ raw: { status: 500, body, taken: true }, processingMs: 100 });

  const message = await ending(imagine(stage, 'a red fox'));

  expect(isLastPicture(stage, message)).toBe(true);
  expect(upstream.paidRequests).toHaveLength(1);
  expect(upstream.tasks).toMatchObject([{ billed: 1 }]);
});

test.each([
  ['nothing', { images: 0 }, noPicture, 'no_image'],
  ['an error with success:false', { fail: { code: 'api_error' } }, failed, 'task_failed'],
  ['an error in words', { fail: { message: 'the task failed', shape: 'string' } }, failed, 'task_failed'],
  ['success:false alone', { fail: { shape: 'success-false' } }, failed, 'task_failed'],
  ['a refusal by its moderation', { fail: { code: 'content_moderation' } }, moderated, 'moderated'],
] as const)('a task that ends with %s is told, and paid for once', async (_what, behaviour, sentence, code) => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  upstream.script.next({ ...behaviour, processingMs: 60 });

  await ending(imagine(stage, 'a red fox'));

  expectOnly(sentence, stage);
  expect(upstream.paidRequests).toHaveLength(1);
  expect(sentTo(stage.upstream)).not.toContain(result);
  expectLogged(stage, code);
});

test('a failure that comes with 200 is a failure', async () => {
  await using stage = await raiseStage();
  const body = JSON.stringify({ success: false, error: { code: 'api_error', message: 'no' }, trace_id: 'theirs-17' });
  stage.upstream.script.next({ raw: { status: 200, body } });

  await ending(imagine(stage, 'a red fox'));

  expectOnly(failed, stage);
  expect(sentTo(stage.upstream)).toEqual([generations]);
  expectLogged(stage, 'task_failed', { vendorCode: 'api_error', vendorTrace: 'theirs-17' });
});

test('an empty account at the vendor is never shown as moderation', async () => {
  await using stage = await raiseStage();
  stage.upstream.usedUp = true;

  await ending(imagine(stage, 'a red fox'));

  expectOnly(accountRefused, stage);
  expect(sentTo(stage.upstream)).toEqual([generations]);
  expectLogged(stage, 'out_of_balance', { vendorCode: 'used_up', status: 403 });
});

test('a key that the vendor refuses is the operator’s alarm', async () => {
  await using stage = await raiseStage({ settings: { ACEDATACLOUD_API_TOKEN: 'not-the-right-key' } });

  await ending(imagine(stage, 'a red fox'));

  expectOnly(accountRefused, stage);
  expect(sentTo(stage.upstream)).toEqual([generations]);
  expectLogged(stage, 'key_refused', { vendorCode: 'invalid_token', status: 401 });
  expect(stage.logged.join('')).not.toContain('not-the-right-key');
});

test('a vendor that is away for a moment makes the picture when it is back', async () => {
  await using stage = await raiseStage({ pace: { sendTries: 60 } });
  const { upstream } = stage;
  await upstream.goOffline();

  const asked = imagine(stage, 'a red fox');
  await until(() => logLines(stage).some(({ code }) => code === 'unreachable'), 'the vendor is away');
  expect(upstream.requests).toEqual([]);
  await upstream.comeBack();

  expect(isLastPicture(stage, await ending(asked))).toBe(true);
  expect(upstream.paidRequests).toHaveLength(1);
});

test('a vendor that stays away is given up, and nothing is charged', async () => {
  await using stage = await raiseStage();
  await stage.upstream.goOffline();

  await ending(imagine(stage, 'a red fox'));

  expectOnly(outOfReach, stage);
  expect(stage.upstream.requests).toEqual([]);
  expect(logLines(stage)).toContainEqual(
    expect.objectContaining({ code: 'unreachable', vendorCode: 'ECONNREFUSED', attempt: 6 }),
  );
});

test('of two pictures, the one that was made is shown, with a word about the other', async () => {
  await using stage = await raiseStage();
  const { discord, upstream } = stage;
  upstream.script.next({ refuse: { status: 403, code: 'forbidden' } });

  const message = await ending(imagine(stage, 'two red foxes', { count: 2 }));

  expect(isLastPicture(stage, message)).toBe(true);
  expect(message.content).toContain(
    "1 of the 2 asked for: The image service's moderation refused these words or pictures.",
  );
  expect(upstream.paidRequests).toHaveLength(2);
  expect(discord.visibleMessages(stage.ada, stage.channel)).toHaveLength(1);
});
