import sharp from 'sharp';
import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { defaultPace, nextCheckAfter } from '../../src/domain/jobs/pace.ts';
import { ask, ending, sha256 } from './asking.ts';
import { imagine, isLastPicture, sentTo, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// The three ways in which AceDataCloud is asked, and the two in which it is handed a picture.

const generations = 'POST /openai/images/generations';
const edits = 'POST /openai/images/edits';
const question = 'POST /openai/tasks';
const result = 'GET result';

const neverSaid = /^The image service never said whether it made this picture\. .* You were not charged\./;

const paidBody = ({ upstream }: Stage) => upstream.paidRequests[0]?.json;
const sync = { ACEDATACLOUD_MODE: 'sync' };

test('sync holds the connection until the picture is made', async () => {
  await using stage = await raiseStage({ settings: sync });
  const { upstream } = stage;
  upstream.script.next({ processingMs: 200 });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(isLastPicture(stage, message)).toBe(true);
  expect(sentTo(upstream)).toEqual([generations, result]);
  const { traceId } = upstream.tasks[0] ?? {};
  expect(paidBody(stage)).toEqual({ model: 'gpt-image-2', prompt: 'a red fox', n: 1, trace_id: traceId });
  expect(upstream.paidRequests[0]?.durationMs).toBeGreaterThanOrEqual(200);
});

test('sync: a failure that is the answer is told', async () => {
  await using stage = await raiseStage({ settings: sync });
  stage.upstream.script.next({ fail: { code: 'content_moderation' } });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(message.content).toMatch(/^The image service's moderation refused these words or pictures\. Say it/);
  expect(sentTo(stage.upstream)).toEqual([generations]);
});

test('sync: an answer without a picture is told', async () => {
  await using stage = await raiseStage({ settings: sync });
  stage.upstream.script.next({ images: 0 });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(message.content).toMatch(
    /^The image service answered without a picture\. Try again, or change the words\. You were not charged\./,
  );
  expect(sentTo(stage.upstream)).toEqual([generations]);
});

test('sync: a picture inside the answer arrives', async () => {
  await using stage = await raiseStage({ settings: sync });
  stage.upstream.script.next({ answer: 'b64_json' });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(isLastPicture(stage, message)).toBe(true);
  expect(sentTo(stage.upstream)).toEqual([generations]);
});

test('sync: a connection that breaks while the vendor works is looked up, never sent again', async () => {
  await using stage = await raiseStage({ settings: sync, pace: { doubtGrace: 150 } });
  const { upstream } = stage;
  upstream.script.next({ drop: 'after' });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(message.content).toMatch(neverSaid);
  expect(upstream.paidRequests).toHaveLength(1);
  expect(sentTo(upstream)).toContain(question);
});

test.each([{ drop: 'after' }, { truncate: 'cut' }, { truncate: 'end' }] as const)(
  'sync: what the vendor kept a record of is found after %j',
  async (behaviour) => {
    await using stage = await raiseStage({ settings: sync, upstream: { recordsSyncCalls: true } });
    const { upstream } = stage;
    upstream.script.next({ ...behaviour, processingMs: 100 });

    const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

    expect(isLastPicture(stage, message)).toBe(true);
    expect(upstream.paidRequests).toHaveLength(1);
  },
);

test('sync: while one connection is held, the next is opened', async () => {
  await using stage = await raiseStage({ settings: sync });
  const { upstream } = stage;
  // None is answered before all three are asked for.
  upstream.script.always({ until: until(() => upstream.tasks.length === 3, 'all three are held') });

  await ask(stage, 'imagine', { prompt: 'three red foxes', count: 3 });

  expect(stage.upstream.busiest).toBe(3);
});

test('poll asks the tasks endpoint until the picture is made', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  upstream.script.next({ processingMs: 200 });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(isLastPicture(stage, message)).toBe(true);
  const { id, traceId } = upstream.tasks[0] ?? {};
  expect(paidBody(stage)).toEqual({ model: 'gpt-image-2', prompt: 'a red fox', n: 1, trace_id: traceId, async: true });
  const questions = upstream.requests.filter(({ path }) => path === '/openai/tasks');
  expect(questions.length).toBeGreaterThan(1);
  for (const { json } of questions) expect(json).toEqual({ action: 'retrieve', id });
  expect(sentTo(upstream).at(-1)).toBe(result);
});

test('poll hands over no address to call back, whatever the public address', async () => {
  await using stage = await raiseStage({ public: true, settings: { ACEDATACLOUD_MODE: 'poll' } });

  await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(paidBody(stage)).not.toHaveProperty('callback_url');
  expect(stage.upstream.callbacks).toEqual([]);
});

test('without a public address nobody is asked to call back', async () => {
  await using stage = await raiseStage({ settings: { ACEDATACLOUD_MODE: 'auto' } });

  await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(paidBody(stage)).toMatchObject({ async: true });
  expect(paidBody(stage)).not.toHaveProperty('callback_url');
});

test('in the real pace no more than 20 s pass between two questions', () => {
  const minutes = Array.from({ length: 15 }, (_, minute) => minute * 60_000);
  const pauses = minutes.flatMap((elapsed) => [0, 0.999].map((random) => nextCheckAfter(elapsed, defaultPace, random)));
  expect(Math.max(...pauses)).toBeLessThanOrEqual(20_000);
});

test('a job that waits at the vendor is finished in another way than it was begun', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  const away = upstream.script.always({ refuse: { status: 503 } }, { on: 'tasks' });
  const asked = imagine(stage, 'a red fox');
  await until(() => away.uses > 0, 'the task was taken and asked about');

  await stage.restart(sync);
  away.cancel();

  expect(isLastPicture(stage, await ending(asked))).toBe(true);
  expect(upstream.paidRequests).toHaveLength(1);
});

test('a connection that was held when the bot was stopped is looked up in the next way', async () => {
  const settings = { ...sync, SHUTDOWN_GRACE_S: '0' };
  await using stage = await raiseStage({ settings, upstream: { recordsSyncCalls: true } });
  const { upstream } = stage;
  upstream.script.next({ stall: 'after' });
  const asked = imagine(stage, 'a red fox');
  await until(() => upstream.tasks.length === 1, 'the task was taken');

  await stage.restart({ ACEDATACLOUD_MODE: 'poll' });

  expect(isLastPicture(stage, await ending(asked))).toBe(true);
  expect(upstream.paidRequests).toMatchObject([{ ended: 'abandoned' }]);
});

const cat = { name: 'cat.png', bytes: png(64, 48) };
const hat = { name: 'hat.png', bytes: png(48, 64) };

test('with a public address the vendor fetches the picture to edit from us', async () => {
  await using stage = await raiseStage({ public: true });
  const { upstream } = stage;

  const message = await ask(stage, 'edit', { prompt: 'with a hat', image: cat });

  expect(isLastPicture(stage, message)).toBe(true);
  expect(sentTo(upstream)[0]).toBe(edits);
  const { traceId } = upstream.tasks[0] ?? {};
  const address = /^https:\/\/retouch\.example\/pictures\/[\w-]+\/\d{13}\/[\w-]{43}$/;
  expect(paidBody(stage)).toEqual({
    model: 'gpt-image-2',
    prompt: 'with a hat',
    n: 1,
    trace_id: traceId,
    async: true,
    callback_url: expect.stringContaining('https://retouch.example/callbacks/'),
    image: expect.stringMatching(address),
  });
  expect(upstream.tasks[0]?.inputs).toMatchObject([{ from: 'address', sha256: sha256(cat.bytes) }]);
  expect(stage.logged.join('')).not.toContain('/pictures/');
});

test('several pictures are fetched from us in their order', async () => {
  await using stage = await raiseStage({ public: true, settings: { ACEDATACLOUD_MODE: 'sync' } });
  const { upstream } = stage;

  await ask(stage, 'edit', { prompt: 'together', image: cat, image2: hat });

  expect(paidBody(stage)).toMatchObject({ image: [expect.any(String), expect.any(String)] });
  expect(upstream.tasks[0]?.inputs.map((input) => input.sha256)).toEqual([sha256(cat.bytes), sha256(hat.bytes)]);
});

test('a picture’s address is good for that picture, and for nothing else', async () => {
  await using stage = await raiseStage({ public: true });
  const { reach } = stage;
  await ask(stage, 'edit', { prompt: 'together', image: cat, image2: hat });
  const { image } = paidBody(stage) as { readonly image: readonly [string, string] };
  const [one, other] = image.map((address) => new URL(reach(address)));
  if (one === undefined || other === undefined) throw new Error('Two addresses were expected');

  const response = await fetch(one);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
  expect(sha256(await response.bytes())).toBe(sha256(cat.bytes));

  const [, , version, expires, signature] = one.pathname.split('/');
  const [, , otherVersion] = other.pathname.split('/');
  const forged = [
    `/pictures/${otherVersion}/${expires}/${signature}`,
    `/pictures/${version}/${Number(expires) + 1}/${signature}`,
    `/pictures/${version}/${expires}/${'A'.repeat(43)}`,
    `/pictures/${version}/${expires}`,
    `/pictures/${version}`,
    `/callbacks/${version}/${signature}`,
  ];
  for (const path of forged) expect([path, (await fetch(new URL(path, one))).status]).toEqual([path, 404]);
  expect((await fetch(one)).status).toBe(200);
});

test('a picture that the vendor cannot read is sent as a PNG in the request itself', async () => {
  await using stage = await raiseStage({ public: true });
  const { upstream } = stage;
  const gif = await sharp(cat.bytes).gif().toBuffer();

  const message = await ask(stage, 'edit', { prompt: 'with a hat', image: { name: 'cat.gif', bytes: gif } });

  expect(isLastPicture(stage, message)).toBe(true);
  expect(upstream.paidRequests[0]?.files).toMatchObject([{ field: 'image[]', contentType: 'image/png' }]);
  expect(upstream.tasks[0]?.inputs).toMatchObject([{ from: 'upload', width: 64, height: 48 }]);
});
