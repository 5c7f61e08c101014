import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { isReady } from '../../scripts/bot-program.ts';
import { png } from '../../scripts/emulators/png.ts';
import { createSystemClock } from '../../src/lib/system-clock.ts';
import { compose } from '../../src/start/compose.ts';
import { readSettings } from '../../src/start/config.ts';
import { StartError } from '../../src/start/start-error.ts';
import { startOwnTime } from '../own-time.ts';
import { ending } from './asking.ts';
import { imagine, isLastPicture, logLines, sentTo, until } from './looking.ts';
import { raiseProcessStage } from './stage/process-stage.ts';
import { raiseStage } from './stage/stage.ts';
import { temporaryStore } from './temporary-store.ts';

// SIGTERM. Where only the exit code matters is the program a process of its own; `app.stop()` is what SIGTERM does.

const finalEdit = 'PATCH /webhooks/:application/:token/messages/:message';

test('SIGTERM while a job waits ends with 0, and the next start goes on with it', async () => {
  await using stage = await raiseProcessStage();
  const { discord, upstream, channel } = stage;
  const first = await stage.start();
  await discord.waitForBot();
  const user = stage.member('ada');
  const asked = discord.runCommand({ user, channel, command: 'imagine', options: { prompt: 'a red fox' } });
  await until(() => upstream.paidRequests[0]?.ended === 'answered', 'the task was taken');

  first.signal('SIGTERM');
  expect(await first.exited).toEqual({ code: 0, signal: null });
  expect(asked.view().state).toBe('deferred');

  await stage.start();
  expect(isLastPicture(stage, await ending(asked))).toBe(true);
  expect(upstream.paidRequests).toHaveLength(1);
});

test('a second SIGTERM ends at once, whatever is still held', async () => {
  await using stage = await raiseProcessStage({ settings: { ACEDATACLOUD_MODE: 'sync' } });
  const { discord, upstream, channel } = stage;
  upstream.script.next({ stall: 'after' });
  const bot = await stage.start();
  await discord.waitForBot();
  const user = stage.member('ada');
  discord.runCommand({ user, channel, command: 'imagine', options: { prompt: 'a red fox' } });
  await until(() => upstream.tasks.length === 1, 'the connection is held');

  const { http } = JSON.parse(await bot.line(isReady)) as { readonly http: number };
  bot.signal('SIGTERM');
  const isShut = () =>
    fetch(`http://127.0.0.1:${http}/readyz`).then(
      () => false,
      () => true,
    );
  await until(isShut, 'it is stopping');
  bot.signal('SIGTERM');

  expect(await bot.exited).toEqual({ code: 1, signal: null });
});

test('SIGTERM while Discord is out of reach at the start ends with 0', async () => {
  await using stage = await raiseProcessStage();
  const { discord } = stage;
  const hanging = discord.failNext({ kind: 'hang', route: 'GET /gateway/bot' });
  const bot = stage.launch();
  await until(() => hanging.struck() === 1, 'Discord is asked for its gateway');

  bot.signal('SIGTERM');

  expect(await bot.exited).toEqual({ code: 0, signal: null });
  expect(bot.lines).toEqual([]);
});

test('SIGTERM between two attempts to reach Discord ends with 0', async () => {
  await using stage = await raiseProcessStage();
  const { discord } = stage;
  discord.failNext({ kind: 'status', status: 503, route: 'GET /gateway/bot', times: Number.POSITIVE_INFINITY });
  const bot = stage.launch();
  const line = await bot.line((each) => each.includes('Discord cannot be reached yet'));

  bot.signal('SIGTERM');

  expect(await bot.exited).toEqual({ code: 0, signal: null });
  expect(bot.lines.at(-1)).toBe(line);
});

test('a Discord that takes the token back ends the program with one clear line', async () => {
  await using stage = await raiseProcessStage();
  const { discord } = stage;
  const bot = await stage.start();

  discord.dropGateway(4004);

  expect(await bot.exited).toEqual({ code: 1, signal: null });
  expect(bot.lines.filter((line) => !line.startsWith('{'))).toEqual([
    'Discord refuses the bot token: check DISCORD_TOKEN',
  ]);
});

test('a Discord that hangs on the last edit does not hold up the end, and has it after the next start', async () => {
  await using stage = await raiseStage({ settings: { SHUTDOWN_GRACE_S: '0' } });
  const { discord, upstream, ada, channel } = stage;
  const hanging = discord.failNext({ kind: 'hang', route: finalEdit });
  const asked = imagine(stage, 'a red fox');
  await until(() => hanging.struck() === 1, 'the picture is being shown');

  using time = startOwnTime();
  await stage.restart();
  expect(time.ms()).toBeLessThan(5_000);

  expect(isLastPicture(stage, await ending(asked))).toBe(true);
  expect(discord.visibleMessages(ada, channel)).toHaveLength(1);
  expect(upstream.paidRequests).toHaveLength(1);
  expect(logLines(stage).filter(({ level }) => Number(level) >= 50)).toEqual([]);
});

test('a Discord that hangs while a reply is read does not hold up the end', async () => {
  await using stage = await raiseStage({ settings: { SHUTDOWN_GRACE_S: '0' } });
  const { discord, ada, channel } = stage;
  const hanging = discord.failNext({ kind: 'hang', route: 'GET /channels/:channel/messages/:message' });
  const photo = discord.sendMessage({ user: ada, channel, files: [{ name: 'cat.png', bytes: png(64, 48) }] });
  const content = `<@${discord.botUser.id}> with a hat`;
  discord.sendMessage({ user: ada, channel, content, replyTo: photo });
  await until(() => hanging.struck() === 1, 'the message replied to is read');

  using time = startOwnTime();
  await stage.app.stop();

  expect(time.ms()).toBeLessThan(5_000);
});

test('a connection that is held gets the time that it was promised', async () => {
  await using stage = await raiseStage({ settings: { ACEDATACLOUD_MODE: 'sync', SHUTDOWN_GRACE_S: '20' } });
  const { upstream } = stage;
  upstream.script.next({ processingMs: 400 });
  const asked = imagine(stage, 'a red fox');
  await until(() => upstream.tasks.length === 1, 'the connection is held');

  await stage.restart();

  expect(isLastPicture(stage, await ending(asked))).toBe(true);
  expect(sentTo(upstream)).toEqual(['POST /openai/images/generations', 'GET result']);
  expect(upstream.paidRequests).toMatchObject([{ ended: 'answered' }]);
});

test('strangers are hung up on at once, while a held connection still has its time', async () => {
  await using stage = await raiseStage({ settings: { ACEDATACLOUD_MODE: 'sync', SHUTDOWN_GRACE_S: '20' } });
  const { upstream, app } = stage;
  upstream.script.next({ processingMs: 1_000 });
  const asked = imagine(stage, 'a red fox');
  await until(() => upstream.tasks.length === 1, 'the connection is held');
  const stranger = connect(app.httpPort, '127.0.0.1');
  stranger.on('error', () => undefined).write('GET /healthz HTTP/1.1\r\n');
  await once(stranger, 'connect');
  const { promise: hungUp, resolve: hangUp } = Promise.withResolvers<void>();
  stranger.resume().once('close', () => hangUp());

  const stopped = app.stop();
  await hungUp;
  expect(upstream.paidRequests).toMatchObject([{ ended: undefined }]);
  await stopped;
  expect(upstream.paidRequests).toMatchObject([{ ended: 'answered' }]);

  await stage.restart();
  expect(isLastPicture(stage, await ending(asked))).toBe(true);
});

test('what stands in line when the bot stops is sent after the next start', async () => {
  await using stage = await raiseStage({ settings: { CONCURRENCY: '1', SHUTDOWN_GRACE_S: '0' } });
  const { upstream } = stage;
  upstream.script.next({ stall: 'after' });
  const first = imagine(stage, 'a red fox');
  await until(() => upstream.tasks.length === 1, 'the first is being sent');
  const second = imagine(stage, 'a blue whale');
  await second.acknowledged();

  await stage.restart();

  const messages = [await ending(first), await ending(second)];
  expect(messages.map(({ attachments }) => attachments.length)).toEqual([1, 1]);
  expect(upstream.tasks.map(({ prompt }) => prompt)).toEqual(['a red fox', 'a blue whale']);
});

test('a second program on the same store is refused, with one clear line', async () => {
  await using store = await temporaryStore();
  await using stage = await raiseStage({ settings: store.settings });
  const settings = readSettings({
    DISCORD_TOKEN: stage.discord.botToken,
    ACEDATACLOUD_API_TOKEN: stage.upstream.token,
    ...store.settings,
  });

  const second = compose(settings, { clock: hastyClock() });

  await expect(second).rejects.toThrow(new StartError(`another process works on the store at ${store.path}`));
  expect(isLastPicture(stage, await ending(imagine(stage, 'a red fox')))).toBe(true);
});

/** A second program waits half a minute for one that is just ending: not in a test. */
function hastyClock() {
  const clock = createSystemClock();
  let ahead = 0;
  return {
    ...clock,
    now: () => clock.now() + ahead,
    async sleep(ms: number) {
      ahead += ms;
    },
  };
}
