import { GatewayDispatchEvents } from 'discord.js';
import { expect, test } from 'vitest';
import { createSystemClock } from '../../../src/lib/system-clock.ts';
import { startProxy } from '../../outward-proxy.ts';
import { startScriptedServer } from '../scripted-server.ts';
import { nothing, refusal, startStage } from './gateway-stage.ts';

// What keeps the bot from Discord at its start is said, and nothing is made worse by trying.

const gateway = 'GET /gateway/bot';
const always = Number.POSITIVE_INFINITY;
const makesNoSense = 'Discord cannot be reached, for what answers in its place makes no sense: check DISCORD_API_URL';

type Stage = Awaited<ReturnType<typeof startStage>>;

/** Starts it, and counts how often it was told that it is ready. */
async function startCounting({ bot }: Stage): Promise<() => number> {
  let sessions = 0;
  await bot.start((connection) =>
    connection.onDispatch(({ t: event }) => {
      if (event === GatewayDispatchEvents.Ready) sessions += 1;
    }),
  );
  return () => sessions;
}

/** What the lines say of why. */
const whys = ({ lines }: Pick<Stage, 'lines'>) => lines.map(({ fields }) => (fields as { readonly why?: string }).why);

test('a bot that may begin no more sessions waits until it may, says so, and does not begin one', async () => {
  await using stage = await startStage({}, { messageContent: 'off' });
  const { discord } = stage;
  discord.limitSessions({ remaining: 0, resetAfterMs: 3_600_000 });
  const { clock, pauses } = stage;
  clock.whileAsleep(() => {
    expect(discord.identifies).toEqual([]);
    discord.advanceTime(3_600_000);
  });

  const { self } = await stage.bot.start(nothing);

  expect(self.user).toBe(discord.botUser.id);
  expect(pauses).toEqual([expect.closeTo(3_600_000, -4)]);
  expect(stage.lines).toEqual([
    {
      level: 'warn',
      fields: { seconds: expect.closeTo(3_600, -1) },
      message: 'Discord lets this bot begin no more sessions for now: it waits, or loses its token',
    },
  ]);
  expect(discord.identifies).toHaveLength(1);
});

test('so does a bot whose session ends while it runs', async () => {
  await using stage = await startStage({}, { messageContent: 'off' });
  const { discord } = stage;
  discord.limitSessions({ remaining: 1, resetAfterMs: 3_600_000 });
  const sessions = await startCounting(stage);
  const { promise: asleep, resolve: sleep } = Promise.withResolvers<void>();
  stage.clock.whileAsleep(() => {
    sleep();
    expect(discord.identifies).toHaveLength(1);
    discord.advanceTime(3_600_000);
  });

  discord.invalidateSession(false);

  await asleep;
  await expect.poll(() => discord.identifies.length).toBe(2);
  await expect.poll(sessions).toBe(2);
  expect(stage.lines).toMatchObject([{ level: 'warn', fields: { shard: 0 } }]);
});

test('a reset that is further off than a day is asked about again after one', async () => {
  await using stage = await startStage({}, { messageContent: 'off' });
  const { discord } = stage;
  discord.limitSessions({ remaining: 0, resetAfterMs: 40 * 86_400_000 });
  stage.clock.whileAsleep(() => discord.limitSessions({ remaining: 1, resetAfterMs: 1_000 }));

  await stage.bot.start(nothing);

  expect(stage.pauses).toEqual([86_400_000]);
});

test('nor is one begun while Discord does not say whether it may', async () => {
  await using stage = await startStage({}, { messageContent: 'off' });
  const { discord } = stage;
  discord.limitSessions({ remaining: 1, resetAfterMs: 3_600_000 });
  const sessions = await startCounting(stage);
  stage.clock.whileAsleep(() => {
    expect(discord.identifies).toHaveLength(1);
    if (stage.pauses.length === 3) discord.advanceTime(3_600_000);
  });
  const away = discord.failNext({ kind: 'status', status: 503, route: gateway, times: 3 });

  discord.invalidateSession(false);

  await expect.poll(() => discord.identifies.length).toBe(2);
  expect(away.struck()).toBe(3);
  expect(stage.pauses).toEqual([5_000, 5_000, 5_000]);
  await expect.poll(sessions).toBe(2);
});

test.each([
  ['a page', { status: 200, html: true }],
  ['JSON of something else', { status: 200 }],
])('%s instead of the gateway’s address is waited out, and said', async (_, mishap) => {
  await using stage = await startStage({}, { messageContent: 'off' });
  stage.discord.failNext({ kind: 'status', route: gateway, times: 2, ...mishap });

  await stage.bot.start(nothing);

  expect(whys(stage)).toEqual([makesNoSense, makesNoSense]);
});

test.each([
  [{}, 'no url'],
  [{ url: 'https://discord.com' }, 'no gateway'],
  [{ url: 'wss://gateway.test', shards: 1 }, 'no limit'],
  [
    {
      url: 'wss://gateway.test',
      shards: '1',
      session_start_limit: { remaining: 1, reset_after: 1, max_concurrency: 1 },
    },
    'no number',
  ],
  [
    {
      url: 'wss://gateway.test',
      shards: 0,
      session_start_limit: { remaining: 1, reset_after: 1, max_concurrency: 1 },
    },
    'no shards',
  ],
  [
    {
      url: 'wss://gateway.test',
      shards: 1,
      session_start_limit: { remaining: 1, reset_after: 1, max_concurrency: 0 },
    },
    'none at once',
  ],
  [null, 'nothing'],
])('an address that is %j (%s) is none', async (body, _) => {
  await using server = await startScriptedServer(...Array.from({ length: 9 }, () => ({ status: 200, body })));
  await using stage = await startStage({}, { messageContent: 'off', apiUrl: server.apiUrl });

  expect(await refusal(stage.bot.start(nothing))).toEqual({ reason: 'not Discord', message: makesNoSense });
});

test('an address where nothing of Discord’s is ends with one clear error at once', async () => {
  await using stage = await startStage({}, { messageContent: 'off' });
  stage.discord.failNext({ kind: 'status', status: 404, route: gateway });

  expect(await refusal(stage.bot.start(nothing))).toEqual({ reason: 'not Discord', message: makesNoSense });
  expect(stage.pauses).toEqual([]);
});

test.each([
  [{ status: 429, html: true, retryAfter: 1_800 }],
  [{ status: 429, html: true }],
  [{ status: 403, html: true, message: 'error code: 1015' }],
])('a page of Cloudflare’s (%j) is waited out, a minute each time', async (mishap) => {
  await using stage = await startStage({}, { messageContent: 'off' });
  const kept = stage.discord.failNext({ kind: 'status', route: gateway, times: 2, ...mishap });

  await stage.bot.start(nothing);

  expect(kept.struck()).toBe(2);
  expect(stage.pauses).toEqual([60_000, 60_000]);
  expect(new Set(whys(stage))).toEqual(
    new Set([
      'Discord cannot be reached, for it or Cloudflare in front of it keeps this address out for a while (429, 403 or 1015)',
    ]),
  );
});

test('a Discord that is down is said to be', async () => {
  await using stage = await startStage({}, { messageContent: 'off' });
  stage.discord.failNext({ kind: 'status', status: 502, html: true, route: gateway, times: always });

  expect(await refusal(stage.bot.start(nothing))).toEqual({
    reason: 'down',
    message: 'Discord cannot be reached, for it answers with errors of its own: it may be down',
  });
});

test.each([
  ['http://nobody.invalid/api', 'no name'],
  ['http://127.0.0.1:1/api', 'connection refused'],
])('where %s is Discord, the first line and the last say why: %s', async (apiUrl, reason) => {
  await using stage = await startStage({}, { messageContent: 'off', apiUrl });

  const ended = await refusal(stage.bot.start(nothing));

  expect(ended).toMatchObject({ reason });
  expect(whys(stage)[0]).toBe((ended as { readonly message: string }).message);
});

test('a certificate that is not believed is told', async () => {
  await using stage = await startStage();
  await using proxy = await startProxy({ 'discord.test': Number(new URL(stage.discord.apiUrl).port) });
  await using behind = await startStage(
    {},
    {
      apiUrl: 'https://discord.test/api',
      proxy: { url: proxy.url, except: '' },
    },
  );

  expect(await refusal(behind.bot.start(nothing))).toMatchObject({ reason: 'certificate' });
});

test.each([
  ['that is away', () => 'http://127.0.0.1:1'],
  ['that has no name here', () => 'http://proxy.invalid:3128'],
  ['that wants another password', (url: string) => url.replace('secret', 'wrong')],
])('a proxy %s is told', async (_, wrong) => {
  await using proxy = await startProxy({});
  await using stage = await startStage(
    {},
    {
      apiUrl: 'https://discord.test/api',
      proxy: { url: wrong(proxy.url), except: '' },
    },
  );

  expect(await refusal(stage.bot.start(nothing))).toEqual({
    reason: 'proxy',
    message: 'Discord cannot be reached, for the proxy is away or refuses: check HTTPS_PROXY and NO_PROXY',
  });
});

test('a gateway that refuses is tried on, and said once', async () => {
  await using stage = await startStage(
    { gatewayUrl: 'ws://127.0.0.1:1' },
    { messageContent: 'off', clock: createSystemClock() },
  );
  const ended = refusal(stage.bot.start(nothing));
  await expect
    .poll(() => stage.lines.map(({ message }) => message))
    .toEqual(['the gateway breaks off before it is ready: it is tried again and again']);
  await stage.bot.destroy();
  // Nothing else becomes of it.
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 1_500))]);
  expect(stage.lines).toHaveLength(1);
});
