import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { GatewayDispatchEvents, GatewayIntentBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import type { EmulatedDiscord } from '../../../scripts/emulators/discord/index.ts';
import type { DiscordStartError } from '../../../src/discord/connection/discord-start-error.ts';
import { gatewayOptions } from '../../../src/discord/connection/gateway/options.ts';
import type { GatewayConnection } from '../../../src/discord/connection/gateway.ts';
import { createSystemClock } from '../../../src/lib/system-clock.ts';
import { startScriptedServer } from '../scripted-server.ts';
import { nothing, refusal, startStage } from './gateway-stage.ts';

const basic = GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages | GatewayIntentBits.DirectMessages;

const intents = (discord: EmulatedDiscord) => discord.identifies.map((each) => each.intents);

describe('the gateway', () => {
  test('reads content where the portal allows it', async () => {
    await using stage = await startStage({ messageContentIntent: true });
    const { self, readsContent } = await stage.bot.start(nothing);
    expect(readsContent).toBe(true);
    expect(intents(stage.discord)).toEqual([basic | GatewayIntentBits.MessageContent]);
    expect(self).toEqual({ user: stage.discord.botUser.id, application: stage.discord.applicationId });
    expect(stage.lines).toEqual([]);
  });

  test('carries on without the content intent where Discord refuses it, with one line', async () => {
    await using stage = await startStage();
    let listened = 0;
    const { readsContent } = await stage.bot.start(() => {
      listened += 1;
    });
    expect(readsContent).toBe(false);
    expect(listened).toBe(2);
    expect(intents(stage.discord).at(-1)).toBe(basic);
    expect(stage.lines).toEqual([
      {
        level: 'warn',
        fields: { code: 4014 },
        message: 'Discord refuses the message content intent: on without it',
      },
    ]);
  });

  test('does not ask for content where it is told not to', async () => {
    await using stage = await startStage({ messageContentIntent: true }, { messageContent: 'off' });
    expect(await stage.bot.start(nothing)).toMatchObject({ readsContent: false });
    expect(intents(stage.discord)).toEqual([basic]);
  });

  test('ends with one clear error where it insists on content and is refused', async () => {
    await using stage = await startStage({}, { messageContent: 'on' });
    expect(await refusal(stage.bot.start(nothing))).toEqual({
      reason: 'intent refused',
      message:
        'Discord refuses the message content intent: turn it on for the bot in the developer portal, or set MESSAGE_CONTENT=auto',
    });
    expect(stage.lines).toEqual([]);
  });

  test.each(['wrong.token.here', 'line\nbreak', 'ж'])(
    'ends with one clear error for the token %j, which nobody reads',
    async (token) => {
      await using stage = await startStage({}, { token });
      expect(await refusal(stage.bot.start(nothing))).toEqual({
        reason: 'wrong token',
        message: 'Discord refuses the bot token: check DISCORD_TOKEN',
      });
      expect(stage.lines).toEqual([]);
    },
  );

  test.each([
    [4004, 'wrong token'],
    [4010, 'bad shards'],
    [4011, 'bad shards'],
    [4012, 'refused'],
    [4013, 'refused'],
    [4014, 'intent refused'],
  ])('ends with one clear error where the gateway closes with %i', async (code, reason) => {
    const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(sockets, 'listening');
    sockets.on('connection', (socket) => {
      socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 } }));
      socket.on('message', () => socket.close(code));
    });
    const { port } = sockets.address() as AddressInfo;
    const limit = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 };
    const gateway = { url: `ws://127.0.0.1:${port}`, shards: 1, session_start_limit: limit };
    await using server = await startScriptedServer({ status: 200, body: gateway });
    await using stage = await startStage({}, { messageContent: 'on', apiUrl: server.apiUrl });
    expect(await refusal(stage.bot.start(nothing))).toMatchObject({ reason });
    expect(stage.lines).toEqual([]);
    sockets.close();
  });

  test('waits for a Discord that is away, longer each time', async () => {
    await using stage = await startStage({}, { messageContent: 'off' });
    stage.discord.failNext({ kind: 'status', status: 503, route: 'GET /gateway/bot', times: 3 });
    await stage.bot.start(nothing);
    expect(stage.pauses).toEqual([1000, 2000, 4000]);
    expect(stage.lines.map(({ message }) => message)).toEqual(Array(3).fill('Discord cannot be reached yet'));
  });

  test('gives up on a Discord that stays away', async () => {
    await using stage = await startStage({}, { messageContent: 'off' });
    stage.discord.failNext({ kind: 'drop', route: 'GET /gateway/bot', times: Number.POSITIVE_INFINITY });
    expect(await refusal(stage.bot.start(nothing))).toMatchObject({ reason: 'unreachable' });
    expect(stage.pauses.length).toBeGreaterThan(5);
  });

  test('misses no event that comes right after it is ready', async () => {
    await using stage = await startStage({ messageContentIntent: true });
    const user = stage.discord.createUser({ username: 'ada' });
    stage.discord.addMember({ guild: stage.guild, user });
    const channel = stage.discord.createChannel({ guild: stage.guild, name: 'pictures' });
    const thread = stage.discord.createThread({ channel, name: 'Foxes', owner: user });
    const heard: string[] = [];
    await stage.bot.start((connection) => {
      connection.onDispatch(({ t: event, d: data }) => {
        if (event === GatewayDispatchEvents.MessageCreate) heard.push(data.content);
      });
    });
    for (const place of [channel, thread, stage.discord.openDm(user)]) {
      stage.discord.sendMessage({ user, channel: place, content: place });
    }
    await expect.poll(() => heard.length).toBe(3);
    expect(heard).toEqual([channel, thread, stage.discord.openDm(user)]);
  });

  test('knows servers, roles and threads as they are told, and forgets them', async () => {
    await using stage = await startStage({ messageContentIntent: true });
    const { discord, guild } = stage;
    const ada = discord.createUser({ username: 'ada' });
    discord.addMember({ guild, user: ada });
    const channel = discord.createChannel({ guild, name: 'pictures' });
    const before = discord.createThread({ channel, name: 'Before', owner: ada });
    const connections: GatewayConnection[] = [];
    await stage.bot.start((each) => void connections.push(each));
    const places = connections[0]?.places;
    const known = () => places?.guild(guild);
    await expect.poll(() => known()?.locale).toBe('en-US');
    expect(places?.parentOf(guild, before)).toBe(channel);
    expect(places?.parentOf(guild, channel)).toBeUndefined();

    const later = discord.createThread({ channel, name: 'Later', owner: ada });
    discord.setPremiumTier(guild, 2);
    await expect.poll(() => [places?.parentOf(guild, later), known()?.premiumTier]).toEqual([channel, 2]);
    expect(known()?.ownRole).toBeDefined();
    discord.changeThread(later, { archived: true });
    await expect.poll(() => places?.parentOf(guild, later)).toBeUndefined();
  });

  test('runs the shards that it is given', async () => {
    await using stage = await startStage({ messageContentIntent: true }, { shards: '2-2/4' });
    await stage.bot.start(nothing);
    expect(stage.discord.identifies.map(({ shard }) => shard)).toEqual([[2, 4]]);
    expect(gatewayOptions('0-3/16', false)).toEqual({ intents: basic, shardCount: 16, shardIds: [0, 1, 2, 3] });
    expect(gatewayOptions('auto', false)).toEqual({ intents: basic });
  });

  test('reconnects by itself, and says when Discord closed it for good', async () => {
    const lost: DiscordStartError[] = [];
    await using stage = await startStage({ messageContentIntent: true }, { onLost: (error) => void lost.push(error) });
    await stage.bot.start(nothing);
    const resumed = new Promise<void>((resolve) => {
      stage.discord.on('gateway', ({ state }) => {
        if (state === 'resumed') resolve();
      });
    });
    stage.discord.dropGateway(4000);
    await resumed;
    expect(lost).toEqual([]);
    stage.discord.dropGateway(4004);
    await expect.poll(() => lost.map(({ reason }) => reason)).toEqual(['wrong token']);
    expect(stage.lines).toEqual([
      {
        level: 'error',
        fields: { shard: 0, code: 4004 },
        message: 'Discord refuses the bot token: check DISCORD_TOKEN',
      },
    ]);
  });

  test('goes on with no session of another connection in the same process', async () => {
    await using first = await startStage({ messageContentIntent: true });
    await using second = await startStage({ messageContentIntent: true });
    const one = await first.bot.start(nothing);
    const other = await second.bot.start(nothing);
    expect([one.self.user, other.self.user]).toEqual([first.discord.botUser.id, second.discord.botUser.id]);
  });

  test('can be stopped while it tries to start', async () => {
    await using stage = await startStage({}, { messageContent: 'off', clock: createSystemClock() });
    const away = stage.discord.failNext({ kind: 'status', status: 503, route: 'GET /gateway/bot', times: 9 });
    const start = stage.bot.start(nothing);
    const ended = refusal(start);
    await expect.poll(() => away.struck()).toBe(1);
    await stage.bot.destroy();
    expect(await ended).toMatchObject({ name: 'AbortError' });
    expect(away.struck()).toBe(1);
  });
});
