import { expect, test } from 'vitest';
import { ask, ending } from './asking.ts';
import { imagine, isLastPicture, sentTo, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// The vendor calls back: that only makes us ask sooner.

const generations = 'POST /openai/images/generations';
const question = 'POST /openai/tasks';
const result = 'GET result';

/** Nobody asks by himself within a test. */
const onlyWhenCalled = { firstCheck: 60_000, checkEvery: 60_000, maxCheckEvery: 60_000 };

const post = (address: string, body = '{}') =>
  fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

/** Taken, and made: whoever looks because of a call sees that, and need not look again. */
const taskIsDone = ({ upstream }: Stage) =>
  until(() => upstream.tasks[0]?.state === 'succeeded' && upstream.paidRequests[0]?.ended === 'answered', 'it is made');

/** The true address of the task in work. */
function callbackOf({ upstream, reach }: Stage): string {
  const address = upstream.tasks[0]?.callbackUrl;
  if (address === undefined) throw new Error('The vendor was given no address to call back');
  return reach(address);
}

test.each(['flat', 'nested'] as const)('a %s callback brings the picture at once', async (shape) => {
  await using stage = await raiseStage({ public: true, pace: onlyWhenCalled, upstream: { callbackShape: shape } });
  const { upstream } = stage;

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(isLastPicture(stage, message)).toBe(true);
  expect(sentTo(upstream)).toEqual([generations, question, result]);
  const { json } = upstream.paidRequests[0] ?? {};
  expect(json).toEqual({
    model: 'gpt-image-2',
    prompt: 'a red fox',
    n: 1,
    trace_id: upstream.tasks[0]?.traceId,
    async: true,
    callback_url: expect.stringMatching(/^https:\/\/retouch\.example\/callbacks\/\d+-0\/\d{13}\/[\w-]{43}$/),
  });
  await upstream.idle();
  expect(upstream.callbacks.map(({ status }) => status)).toEqual([204]);
  expect(stage.logged.join('')).not.toContain('/callbacks/');
});

test('each request has a callback address of its own', async () => {
  await using stage = await raiseStage({ public: true });

  await ask(stage, 'imagine', { prompt: 'two red foxes', count: 2 });

  const addresses = stage.upstream.tasks.map(({ callbackUrl }) => callbackUrl);
  expect(new Set(addresses).size).toBe(2);
});

test('a callback before the answer to the request is not lost', async () => {
  await using stage = await raiseStage({ public: true, pace: onlyWhenCalled });
  const { upstream } = stage;
  upstream.script.next({ callback: { beforeAnswer: true } });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(isLastPicture(stage, message)).toBe(true);
  expect(sentTo(upstream)).toEqual([generations, question, result]);
  const [called] = upstream.callbacks;
  expect(called?.at).toBeLessThanOrEqual(
    (upstream.paidRequests[0]?.at ?? 0) + (upstream.paidRequests[0]?.durationMs ?? 0),
  );
});

test('a callback that comes twice brings one picture', async () => {
  await using stage = await raiseStage({ public: true, pace: onlyWhenCalled });
  const { discord, upstream, ada, channel } = stage;
  upstream.script.next({ callback: { times: 2 } });

  await ask(stage, 'imagine', { prompt: 'a red fox' });
  await upstream.idle();

  expect(upstream.callbacks.map(({ status }) => status)).toEqual([204, 204]);
  expect(sentTo(upstream).filter((each) => each === result)).toHaveLength(1);
  expect(upstream.paidRequests).toHaveLength(1);
  expect(discord.visibleMessages(ada, channel)).toHaveLength(1);
});

test('a callback that comes when all is over changes nothing', async () => {
  await using stage = await raiseStage({ public: true });
  const { discord, upstream } = stage;
  const { promise: until, resolve: callBack } = Promise.withResolvers<void>();
  upstream.script.next({ callback: { until } });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });
  expect(isLastPicture(stage, message)).toBe(true);
  expect(upstream.callbacks).toEqual([]);
  const asked = upstream.requests.length;
  discord.forgetRequests();
  callBack();
  await upstream.idle();

  expect(upstream.callbacks.map(({ status }) => status)).toEqual([204]);
  await stage.app.stop();
  expect(upstream.requests).toHaveLength(asked);
  expect(discord.requests).toEqual([]);
});

test('a callback that never comes is not missed: the vendor is asked all the same', async () => {
  await using stage = await raiseStage({ public: true });
  const { upstream } = stage;
  upstream.script.next({ callback: 'never', processingMs: 300 });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(isLastPicture(stage, message)).toBe(true);
  expect(upstream.callbacks).toEqual([]);
  expect(sentTo(upstream).filter((each) => each === question).length).toBeGreaterThan(0);
  expect(upstream.paidRequests).toHaveLength(1);
});

test('what a callback says is not believed', async () => {
  await using stage = await raiseStage({ public: true, pace: onlyWhenCalled });
  const { upstream } = stage;
  const data = [{ url: 'https://127.0.0.1/not-what-was-asked-for.png' }];
  upstream.script.next({ callback: { overlay: { task_id: 'another', trace_id: 'another', success: false, data } } });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(isLastPicture(stage, message)).toBe(true);
});

test('a forged callback is answered 404 and changes nothing', async () => {
  await using stage = await raiseStage({ public: true, pace: onlyWhenCalled });
  const { discord, upstream, reach } = stage;
  upstream.script.always({ callback: 'never' });
  const asked = [imagine(stage, 'a red fox'), imagine(stage, 'a blue whale')];
  await until(() => upstream.paidRequests.filter(({ ended }) => ended === 'answered').length === 2, 'both were taken');
  await upstream.idle();
  discord.forgetRequests();

  const [one = '', other = ''] = upstream.tasks.map(({ callbackUrl }) => reach(callbackUrl ?? ''));
  const { origin, request, expires, signature } = splitAddress(one);
  const forged = [
    `${origin}/callbacks/${request}/${expires}/${'A'.repeat(43)}`,
    `${origin}/callbacks/${request}/${expires}/${signature.slice(0, -1)}`,
    `${origin}/callbacks/${request}/${expires}/${splitAddress(other).signature}`,
    `${origin}/callbacks/${request}/${Number(expires) + 1}/${signature}`,
    `${origin}/callbacks/${request}/${signature}`,
    `${origin}/callbacks/${request}`,
    `${origin}/callbacks/17-0/${expires}/${signature}`,
    `${origin}/callbacks/`,
    `${origin}/`,
  ];
  for (const address of forged) {
    const response = await post(address);
    expect([address, response.status]).toEqual([address, 404]);
    expect(await response.text()).not.toContain(request);
  }
  // The true address, in another way than it is called back in.
  expect((await fetch(one)).status).toBe(404);

  expect(sentTo(upstream)).toEqual([generations, generations]);
  expect(discord.requests).toEqual([]);
  for (const address of [one, other]) expect((await post(address)).status).toBe(204);
  for (const each of asked) expect((await ending(each)).attachments).toHaveLength(1);
});

test.each(['', 'nonsense', '[]', '{"success":true,"data":[]}'])(
  'a true address is answered at once, with the body %j, while the vendor keeps us waiting',
  async (body) => {
    await using stage = await raiseStage({ public: true, pace: onlyWhenCalled });
    const { upstream } = stage;
    upstream.script.next({ callback: 'never' });
    upstream.script.next({ delayMs: 500 }, { on: 'tasks' });
    const asked = imagine(stage, 'a red fox');
    await taskIsDone(stage);

    const response = await post(callbackOf(stage), body);

    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
    expect(sentTo(upstream)).not.toContain(result);
    expect(isLastPicture(stage, await ending(asked))).toBe(true);
    expect((await post(callbackOf(stage), body)).status).toBe(204);
  },
);

test('a callback address is good after a restart', async () => {
  await using stage = await raiseStage({ public: true, pace: onlyWhenCalled });
  const { upstream } = stage;
  upstream.script.next({ callback: 'never' });
  const asked = imagine(stage, 'a red fox');
  await taskIsDone(stage);

  await stage.restart();
  expect((await post(callbackOf(stage))).status).toBe(204);

  expect(isLastPicture(stage, await ending(asked))).toBe(true);
});

test('a callback address is good for a day, longer than any task takes, and for no longer', async () => {
  await using stage = await raiseStage({ public: true });
  const { upstream, passTime } = stage;
  upstream.script.next({ callback: 'never' });
  await ask(stage, 'imagine', { prompt: 'a red fox' });

  passTime(23 * 3_600_000);
  expect((await post(callbackOf(stage))).status).toBe(204);
  passTime(2 * 3_600_000);
  expect((await post(callbackOf(stage))).status).toBe(404);
});

function splitAddress(address: string) {
  const { origin, pathname } = new URL(address);
  const [, , request = '', expires = '', signature = ''] = pathname.split('/');
  return { origin, request, expires, signature };
}
