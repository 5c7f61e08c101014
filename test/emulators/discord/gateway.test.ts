import { Events, type Interaction, type Message } from 'discord.js';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { EmulatedDiscord } from '../../../scripts/emulators/discord/index.ts';
import { loginRealClient } from './testing/real-client.ts';
import { setStage } from './testing/stage.ts';

/** Speaks the gateway by hand. */
async function connect(discord: EmulatedDiscord, query = 'v=10&encoding=json') {
  const socket = new WebSocket(`${discord.cdnUrl.replace('http', 'ws')}/?${query}`);
  const frames: { op: number; t: string | null; s: number | null; d: never }[] = [];
  socket.on('message', (raw) => frames.push(JSON.parse(String(raw))));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise((resolve) => socket.on('open', resolve));
  return {
    frames,
    closed,
    send: (op: number, d: unknown) => socket.send(JSON.stringify({ op, d })),
    close: (code: number) => socket.close(code),
    names: () => frames.flatMap(({ t }) => t ?? []),
    session: () =>
      frames.flatMap(({ t, d }) => (t === 'READY' ? [d as unknown as { session_id: string }] : []))[0]?.session_id,
  };
}

const identify = (discord: EmulatedDiscord, more: object = {}) => ({
  token: discord.botToken,
  intents: 1 | 512,
  properties: { os: 'x', browser: 'x', device: 'x' },
  ...more,
});

test('a wrong token, intent, shard or frame closes the connection with Discord’s code', async () => {
  await using stage = await setStage();
  const { discord } = stage;
  const refused = async (op: number, d: unknown): Promise<number> => {
    const connection = await connect(discord);
    connection.send(op, d);
    return connection.closed;
  };
  expect(await refused(2, identify(discord, { token: 'wrong' }))).toBe(4004);
  expect(await refused(2, identify(discord, { intents: 1 << 30 }))).toBe(4013);
  expect(await refused(2, identify(discord, { intents: 1 | 32768 }))).toBe(4014);
  expect(await refused(2, identify(discord, { shard: [2, 2] }))).toBe(4010);
  expect(await refused(3, {})).toBe(4003);
  expect(await refused(2, 'nonsense')).toBe(4002);
  expect(await (await connect(discord, 'v=9&encoding=json')).closed).toBe(4012);
  const twice = await connect(discord);
  twice.send(2, identify(discord));
  twice.send(2, identify(discord));
  expect(await twice.closed).toBe(4005);
});

test('heartbeats are answered, and READY is followed by each server', async () => {
  await using stage = await setStage();
  const connection = await connect(stage.discord);
  connection.send(1, null);
  connection.send(2, identify(stage.discord));
  await expect.poll(connection.names).toEqual(['READY', 'GUILD_CREATE']);
  expect(connection.frames.map(({ op }) => op)).toEqual([10, 11, 0, 0]);
});

test('what came while the bot was away is replayed when it resumes', async () => {
  await using stage = await setStage();
  const { discord, mia, channel } = stage;
  const heard: string[] = [];
  const client = await loginRealClient(discord, { onMessage: async ({ id }) => void heard.push(id) });
  const first = discord.sendMessage({ user: mia, channel, content: '1' });
  await expect.poll(() => heard).toEqual([first]);
  const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
  discord.dropGateway(4000);
  const second = discord.sendMessage({ user: mia, channel, content: '2' });
  await resumed;
  await expect.poll(() => heard).toEqual([first, second]);
  expect(discord.identifies).toHaveLength(1);

  const again = new Promise((resolve) => client.once(Events.ShardResume, resolve));
  discord.requestReconnect();
  await again;
  const third = discord.sendMessage({ user: mia, channel, content: '3' });
  await expect.poll(() => heard).toEqual([first, second, third]);
  await client.destroy();
});

test('a session that Discord no longer knows, or that lost its place, must begin anew', async () => {
  await using stage = await setStage();
  const { discord } = stage;
  const connection = await connect(discord);
  connection.send(2, identify(discord));
  await expect.poll(connection.names).toHaveLength(2);
  const session = connection.session();
  connection.close(4000);
  await connection.closed;
  const wrong = await connect(discord);
  wrong.send(6, { token: discord.botToken, session_id: session, seq: 99 });
  expect(await wrong.closed).toBe(4007);
  const unknown = await connect(discord);
  unknown.send(6, { token: discord.botToken, session_id: session, seq: 1 });
  await expect.poll(() => unknown.frames.map(({ op, d }) => [op, d]).at(-1)).toEqual([9, false]);
  unknown.close(1000);
});

test('a session closed with 1000 is over; a connection that breaks is resumed', async () => {
  await using stage = await setStage();
  const { discord } = stage;
  const connection = await connect(discord);
  connection.send(2, identify(discord));
  await expect.poll(connection.names).toHaveLength(2);
  const session = connection.session();
  discord.dropGateway(1006);
  expect(await connection.closed).toBe(1006);
  const back = await connect(discord);
  back.send(6, { token: discord.botToken, session_id: session, seq: 1 });
  await expect.poll(back.names).toEqual(['GUILD_CREATE', 'RESUMED']);
  back.close(1000);
  await back.closed;
  const gone = await connect(discord);
  gone.send(6, { token: discord.botToken, session_id: session, seq: 1 });
  await expect.poll(() => gone.frames.at(-1)?.op).toBe(9);
  discord.invalidateSession(true);
  await expect.poll(() => gone.frames.map(({ op, d }) => [op, d]).at(-1)).toEqual([9, true]);
});

test('an event may come twice, late, and in another order', async () => {
  await using stage = await setStage();
  const { discord, mia, channel } = stage;
  const messages: Message[] = [];
  const interactions: Interaction[] = [];
  const client = await loginRealClient(discord, {
    onMessage: async (message) => void messages.push(message),
    onInteraction: async (interaction) => void interactions.push(interaction),
  });
  const release = discord.holdGateway();
  const one = discord.sendMessage({ user: mia, channel, content: '1' });
  const run = stage.edit();
  const two = discord.sendMessage({ user: mia, channel, content: '2' });
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(messages).toEqual([]);
  release({ reversed: true });
  await expect.poll(() => messages.map(({ id }) => id)).toEqual([two, one]);
  const raw = await connect(discord);
  raw.send(2, identify(discord));
  await expect.poll(raw.names).toHaveLength(2);
  discord.redeliver(one);
  discord.redeliver(run.id);
  await expect.poll(() => raw.names().slice(2)).toEqual(['MESSAGE_CREATE', 'INTERACTION_CREATE']);
  await expect.poll(() => interactions.map(({ id }) => id)).toEqual([run.id, run.id]);
  // The real client itself drops a message that it has in its cache.
  expect(messages.map(({ id }) => id)).toEqual([two, one]);
  await client.destroy();
});

test('each shard hears its own servers, and the first one direct messages', async () => {
  await using stage = await setStage({ shards: 2 });
  const { discord, rest, guild, mia, channel } = stage;
  expect((await rest('GET /gateway/bot')).body.shards).toBe(2);
  const shards = [await connect(discord), await connect(discord)];
  for (const [index, shard] of shards.entries())
    shard.send(2, identify(discord, { intents: 1 | 512 | 4096, shard: [index, 2] }));
  await expect.poll(() => shards.map((shard) => shard.names()[0])).toEqual(['READY', 'READY']);
  const mine = Number((BigInt(guild) >> 22n) % 2n);
  discord.sendMessage({ user: mia, channel, content: 'x' });
  await expect.poll(() => shards[mine]?.names()).toEqual(['READY', 'GUILD_CREATE', 'MESSAGE_CREATE']);
  discord.sendMessage({ user: mia, channel: discord.openDm(mia), content: 'x' });
  await expect.poll(() => shards[0]?.names().at(-1)).toBe('MESSAGE_CREATE');
  expect(shards[1]?.names().filter((name) => name === 'MESSAGE_CREATE')).toHaveLength(mine);
});

test('new servers, channels and threads are told, private ones when the bot is added', async () => {
  await using stage = await setStage();
  const { discord, guild, mia, channel } = stage;
  const client = await loginRealClient(discord);
  const created = discord.createGuild({ name: 'New' });
  await expect.poll(() => client.guilds.cache.get(created)?.available).toBe(true);
  const fresh = discord.createChannel({ guild, name: 'fresh' });
  await expect.poll(() => client.channels.cache.has(fresh)).toBe(true);
  const open = discord.createThreadFrom({ user: mia, channel, name: 'Open' });
  await expect.poll(() => client.channels.cache.has(open)).toBe(true);
  const hidden = discord.createThreadFrom({ user: mia, channel, name: 'Hidden', private: true });
  const last = discord.createThreadFrom({ user: mia, channel, name: 'Last' });
  await expect.poll(() => client.channels.cache.has(last)).toBe(true);
  expect(client.channels.cache.has(hidden)).toBe(false);
  discord.addThreadMember(hidden, discord.botUser.id);
  await expect.poll(() => client.channels.cache.has(hidden)).toBe(true);
  discord.setPermission({ channel, deny: ['SEND_MESSAGES'] });
  await expect
    .poll(() => {
      const there = client.channels.cache.get(channel);
      return there && 'permissionsFor' in there && there.permissionsFor(client.user)?.has('SendMessages');
    })
    .toBe(false);
  discord.removeBot(created);
  await expect.poll(() => client.guilds.cache.has(created)).toBe(false);
  await client.destroy();
});
