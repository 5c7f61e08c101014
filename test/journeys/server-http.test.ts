import { expect, test } from 'vitest';
import { startEmulatedDiscord } from '../../scripts/emulators/discord/index.ts';
import { compose } from '../../src/start/compose.ts';
import { readSettings } from '../../src/start/config.ts';
import { imagine, isLastPicture, until } from './looking.ts';
import { raiseStage } from './stage/stage.ts';
import { temporaryStore } from './temporary-store.ts';

// What the machines around the program see of its HTTP server.

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
