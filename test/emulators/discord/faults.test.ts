import { expect, test } from 'vitest';
import { startEmulatedDiscord } from '../../../scripts/emulators/discord/index.ts';
import { loginRealClient } from './testing/real-client.ts';
import { createRest } from './testing/rest.ts';
import { setStage } from './testing/stage.ts';

const POST = 'POST /channels/:channel/messages';

test('a route that is not there answers 501 by name and fails the test', async () => {
  await using stage = await setStage();
  const { discord, rest } = stage;
  const { status, body } = await rest('GET /guilds/123456789012345678/bans');
  expect([status, body.message]).toEqual([
    501,
    'The emulated Discord does not implement GET /guilds/123456789012345678/bans',
  ]);
  expect(() => discord.expectNoUnknownRoutes()).toThrow('GET /guilds/123456789012345678/bans');
  expect((await rest(`POST /channels/${stage.channel}/messages`, { body: { poll: {} } })).status).toBe(501);
  discord.forgetRequests();
  expect(() => discord.expectNoUnknownRoutes()).not.toThrow();
});

test('a request without token or with a foreign User-Agent is refused', async () => {
  await using stage = await setStage();
  const { rest, channel } = stage;
  expect((await rest(`GET /channels/${channel}`, { token: null })).body).toEqual({
    message: '401: Unauthorized',
    code: 0,
  });
  expect((await rest(`GET /channels/${channel}`, { token: 'wrong' })).status).toBe(401);
  expect((await rest(`GET /channels/${channel}`, { userAgent: 'Mozilla/5.0' })).body.code).toBe(40333);
});

test('an injected 429 has Discord’s headers and body, strikes as often as asked, and the real client waits for it', async () => {
  await using stage = await setStage();
  const { discord, rest, channel } = stage;
  const fault = discord.failNext({ route: POST, kind: 'status', status: 429, retryAfter: 0.05, scope: 'shared' });
  const limited = await rest(`POST /channels/${channel}/messages`, { body: { content: 'x' } });
  expect([limited.status, limited.body]).toEqual([
    429,
    { message: 'You are being rate limited.', retry_after: 0.05, global: false },
  ]);
  expect([limited.headers.get('retry-after'), limited.headers.get('x-ratelimit-scope')]).toEqual(['0.05', 'shared']);
  expect((await rest(`POST /channels/${channel}/messages`, { body: { content: 'x' } })).status).toBe(200);
  expect(fault.struck()).toBe(1);

  const client = await loginRealClient(discord);
  discord.failNext({ route: POST, kind: 'status', status: 429, retryAfter: 0.05, times: 2 });
  const there = await client.channels.fetch(channel);
  if (!there?.isSendable()) throw new Error('no channel');
  await there.send('patient');
  expect(discord.requestsTo(POST).map(({ status }) => status)).toEqual([429, 200, 429, 429, 200]);
  await client.destroy();
});

test('a 5xx before it was taken does nothing; after it was taken the message is there', async () => {
  await using stage = await setStage();
  const { discord, rest, channel, mia } = stage;
  const post = () => rest(`POST /channels/${channel}/messages`, { body: { content: 'x' } });
  discord.failNext({ route: POST, kind: 'status', status: 502, html: true });
  const before = await post();
  expect([before.status, before.headers.get('content-type')]).toEqual([502, 'text/html']);
  expect(discord.visibleMessages(mia, channel)).toHaveLength(0);
  discord.failNext({ route: POST, kind: 'status', status: 500, afterTakingIt: true });
  expect((await post()).status).toBe(500);
  expect(discord.visibleMessages(mia, channel)).toHaveLength(1);
});

test('a connection may break or hang, with or without the request being taken', async () => {
  await using stage = await setStage();
  const { discord, rest, channel, mia } = stage;
  const post = () => rest(`POST /channels/${channel}/messages`, { body: { content: 'x' } });
  discord.failNext({ route: POST, kind: 'drop', afterTakingIt: true });
  await expect(post()).rejects.toThrow('fetch failed');
  expect(discord.visibleMessages(mia, channel)).toHaveLength(1);
  discord.failNext({ route: POST, kind: 'drop' });
  await expect(post()).rejects.toThrow('fetch failed');
  expect(discord.visibleMessages(mia, channel)).toHaveLength(1);
  discord.failNext({ route: POST, kind: 'hang' });
  const hanging = post().catch((error: unknown) => String(error));
  await discord.waitForRequest(({ status, faulted }) => faulted && status === 0);
  await discord.close();
  expect(await hanging).toContain('fetch failed');
});

test('an answer may be late, and a fault may wait for its request', async () => {
  await using stage = await setStage();
  const { discord, rest, channel } = stage;
  const post = (content: string) => rest(`POST /channels/${channel}/messages`, { body: { content } });
  discord.failNext({
    route: /POST .*messages/,
    kind: 'status',
    status: 403,
    code: 50013,
    where: ({ body }) => JSON.stringify(body).includes('second'),
  });
  expect((await post('first')).status).toBe(200);
  expect((await post('second')).body.code).toBe(50013);
  discord.failNext({ route: POST, kind: 'delay', ms: 60 });
  const began = performance.now();
  expect((await post('third')).status).toBe(200);
  expect(performance.now() - began).toBeGreaterThan(50);
});

test('Discord’s own limits are refused when asked for: five messages in five seconds', async () => {
  await using stage = await setStage({ rateLimits: 'discord' });
  const { rest, channel, discord } = stage;
  const post = () => rest(`POST /channels/${channel}/messages`, { body: { content: 'x' } });
  const first = await post();
  expect(first.headers.get('x-ratelimit-remaining')).toBe('4');
  for (let count = 0; count < 4; count += 1) expect((await post()).status).toBe(200);
  const sixth = await post();
  expect([sixth.status, sixth.headers.get('x-ratelimit-scope')]).toEqual([429, 'user']);
  discord.advanceTime(5000);
  expect((await post()).status).toBe(200);
});

test('events tell a page everything as it happens', async () => {
  await using stage = await setStage();
  const { discord, channel, mia } = stage;
  const seen: string[] = [];
  const stop = discord.onAny(({ name }) => seen.push(name));
  discord.sendMessage({ user: mia, channel, content: 'x' });
  await createRest(discord)(`POST /channels/${channel}/typing`);
  discord.createChannel({ guild: stage.guild, name: 'new' });
  stop();
  discord.sendMessage({ user: mia, channel, content: 'y' });
  expect(seen).toEqual(['message', 'typing', 'request', 'world']);
});

test('closing leaves nothing open, and closing twice is fine', async () => {
  const discord = await startEmulatedDiscord({ world: 'demo' });
  const client = await loginRealClient(discord);
  expect(client.guilds.cache.map(({ name }) => name)).toEqual(['Studio', 'Chess club']);
  await client.destroy();
  await discord.close();
  await discord.close();
  await expect(fetch(discord.apiUrl)).rejects.toThrow();
});

test('the demo world has two servers, a thread, three people, and one who manages', async () => {
  await using discord = await startEmulatedDiscord({ world: 'demo' });
  const { demo } = discord;
  if (!demo) throw new Error('no demo');
  const world = discord.world();
  expect(world.guilds.map(({ name, channels, threads }) => [name, channels.length, threads.length])).toEqual([
    ['Studio', 2, 1],
    ['Chess club', 1, 0],
  ]);
  expect(world.directMessages).toHaveLength(3);
  expect([demo.ada, demo.ben].map((user) => discord.maySee(user, demo.club.lounge))).toEqual([false, true]);
});
