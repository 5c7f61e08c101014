import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { startEmulatedDiscord } from '../../scripts/emulators/discord/index.ts';
import { commandJson } from '../../src/discord/connection/command-json.ts';
import { compose } from '../../src/start/compose.ts';
import { readSettings } from '../../src/start/config.ts';
import { ask } from './asking.ts';
import { hasten, imagine, isLastPicture, logLines, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';
import { temporaryStore } from './temporary-store.ts';

// What the operator and the machines around the program see of a start.

const readyLines = (stage: Stage) => logLines(stage).filter(({ msg }) => msg === 'ready');
const registrations = (stage: Stage) =>
  stage.discord.requests
    .filter(({ path }) => path.endsWith('/commands'))
    .map(({ method, route }) => `${method} ${route}`);

test('one line says that it is ready, and with what', async () => {
  await using stage = await raiseStage();

  expect(readyLines(stage)).toEqual([
    {
      level: 30,
      time: expect.any(Number),
      msg: 'ready',
      commands: 'written',
      providers: ['acedatacloud'],
      readsContent: false,
      http: stage.app.httpPort,
    },
  ]);
});

test('the commands are registered with one write, and not written again while they are the same', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  expect(discord.registeredCommands().map(({ name }) => name)).toEqual(
    commands.map(commandJson).map(({ name }) => name),
  );
  expect(registrations(stage).map((each) => each.split(' ')[0])).toEqual(['GET', 'PUT']);
  discord.forgetRequests();

  await stage.restart();

  expect(registrations(stage).map((each) => each.split(' ')[0])).toEqual(['GET']);
  expect(readyLines(stage).map((line) => line['commands'])).toEqual(['written', 'unchanged']);
});

test('with DEV_GUILD_ID they are registered in that server alone', async () => {
  await using stage = await raiseStage();
  const { guild } = stage;
  stage.discord.forgetRequests();

  await stage.restart({ DEV_GUILD_ID: guild });

  expect(stage.discord.registeredCommands(guild).map(({ name }) => name)).toEqual(
    commands.map(commandJson).map(({ name }) => name),
  );
  expect(
    new Set(
      stage.discord.requests.filter(({ path }) => path.endsWith('/commands')).map(({ params }) => params['guild']),
    ),
  ).toEqual(new Set([guild]));
});

test('a Discord that fails while the commands are registered is asked again', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  await stage.app.stop();
  discord.failNext({ kind: 'status', status: 500, route: 'GET /applications/:application/commands' });
  discord.failNext({ kind: 'drop', route: 'GET /applications/:application/commands' });

  await Promise.all([stage.restart(), hasten(stage, () => readyLines(stage).length === 2)]);

  expect(await ask(stage, 'imagine', { prompt: 'a red fox' })).toMatchObject({ attachments: [{}] });
});

const messageContent = 1 << 15;

test.each([
  ['auto', 'refuses', false],
  ['auto', 'gives', true],
  ['off', 'gives', false],
  ['on', 'gives', true],
] as const)('MESSAGE_CONTENT=%s, and the portal %s the intent: on it goes', async (setting, portal, readsContent) => {
  await using stage = await raiseStage({
    discord: { messageContentIntent: portal === 'gives' },
    settings: { MESSAGE_CONTENT: setting },
  });

  const [last] = stage.discord.identifies.slice(-1);
  expect(((last?.intents ?? 0) & messageContent) !== 0).toBe(readsContent);
  expect(readyLines(stage)).toMatchObject([{ readsContent }]);
  const refusals = logLines(stage).filter(({ code }) => code === 4014);
  expect(refusals).toHaveLength(portal === 'refuses' ? 1 : 0);
});

test('it is alive at once, and ready when Discord is there and the commands are known', async () => {
  await using store = await temporaryStore();
  await using discord = await startEmulatedDiscord();
  const hanging = discord.failNext({ kind: 'delay', ms: 300, route: 'GET /gateway/bot' });
  const registering = discord.failNext({ kind: 'delay', ms: 300, route: 'GET /applications/:application/commands' });
  const app = await compose(
    readSettings({
      DISCORD_TOKEN: discord.botToken,
      DISCORD_API_URL: discord.apiUrl,
      ACEDATACLOUD_API_TOKEN: 'a-token',
      HTTP_PORT: '0',
      LOG_LEVEL: 'silent',
      ...store.settings,
    }),
  );
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${app.httpPort}${path}`);
    return { status: response.status, body: (await response.json()) as unknown };
  };

  const started = app.start();
  await until(() => hanging.struck() === 1, 'Discord is asked');
  expect(await get('/healthz')).toEqual({ status: 200, body: { status: 'ok' } });
  expect(await get('/readyz')).toEqual({
    status: 503,
    body: { status: 'not ready', missing: ['gateway', 'commands'] },
  });
  await until(() => registering.struck() === 1, 'the commands are asked for');
  expect(await get('/readyz')).toEqual({ status: 503, body: { status: 'not ready', missing: ['commands'] } });
  await started;
  expect(await get('/readyz')).toEqual({ status: 200, body: { status: 'ready' } });
  await app.stop();
});

test('what is served besides is behind an address of ours', async () => {
  await using stage = await raiseStage();
  const status = async (path: string) => (await fetch(`http://127.0.0.1:${stage.app.httpPort}${path}`)).status;

  for (const path of ['/', '/callbacks', '/pictures', '/pictures/1/2/3', '/.env', '/healthz/..%2f..']) {
    expect([path, await status(path)]).toEqual([path, 404]);
  }
});

test('without SIGNING_SECRET one is made, and kept over a restart', async () => {
  await using stage = await raiseStage({
    public: true,
    settings: { SIGNING_SECRET: '' },
    pace: { firstCheck: 60_000 },
  });
  const { upstream } = stage;
  upstream.script.next({ callback: 'never' });
  const asked = imagine(stage, 'a red fox');
  await until(() => upstream.paidRequests[0]?.ended === 'answered', 'the vendor has it');

  await stage.restart();
  const address = stage.reach(upstream.tasks[0]?.callbackUrl ?? '');
  expect((await fetch(address, { method: 'POST' })).status).toBe(204);

  expect(isLastPicture(stage, await asked.answered({ where: ({ attachments }) => attachments.length > 0 }))).toBe(true);
});

test('with METRICS_PORT the numbers are told there, and nowhere else', async () => {
  await using stage = await raiseStage({ settings: { METRICS_PORT: '0' } });
  const status = async (port: number | null, path: string) =>
    (await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status;
  const { httpPort, metricsPort } = stage.app;

  expect(await status(metricsPort, '/metrics')).toBe(200);
  for (const path of ['/', '/healthz', '/readyz']) expect([path, await status(metricsPort, path)]).toEqual([path, 404]);
  expect(await status(httpPort, '/metrics')).toBe(404);
  expect((await fetch(`http://127.0.0.1:${httpPort}/metrics`)).status).toBe(404);
  expect(await status(httpPort, '/healthz')).toBe(200);

  await stage.app.stop();
  await expect(status(metricsPort, '/metrics')).rejects.toThrow('fetch failed');
});

test('without METRICS_PORT whoever comes through a proxy is told no numbers', async () => {
  await using stage = await raiseStage({ public: true });
  const address = `http://127.0.0.1:${stage.app.httpPort}/metrics`;

  expect((await fetch(address, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(404);
  expect((await fetch(address)).status).toBe(200);
});

test('/metrics has its numbers for whoever watches', async () => {
  await using stage = await raiseStage();

  const answer = await fetch(`http://127.0.0.1:${stage.app.httpPort}/metrics`);

  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const lines = (await answer.text()).replaceAll(/(\w+_bytes) \d+/g, '$1 many').split('\n');
  expect(lines.slice(0, 2)).toEqual(['# HELP retouch_ready Whether members are served.', '# TYPE retouch_ready gauge']);
  expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
    'retouch_ready 1',
    'retouch_waiting 0',
    'retouch_memory_bytes many',
    'retouch_pictures_running 0',
    'retouch_pictures_waiting 0',
    'retouch_pictures_admitted_bytes many',
    'retouch_pictures_memory_bytes many',
    'retouch_pictures_refused_too_large 0',
    'retouch_pictures_refused_unreadable 0',
    'retouch_pictures_refused_time 0',
    'retouch_pictures_refused_memory 0',
    'retouch_pictures_refused_death 0',
  ]);
});
