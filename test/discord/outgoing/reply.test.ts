import { describe, expect, test } from 'vitest';
import { startOwnTime } from '../../own-time.ts';
import { connectBot } from '../connected-bot.ts';
import { sampleWindow } from '../sample-version.ts';
import { jobOf } from '../scripted-services.ts';

const callback = 'POST /interactions/:interaction/:token/callback';

/** A bot that accepts what is asked, and notes what became of the acknowledgement. */
async function acceptingBot() {
  const told: unknown[][] = [];
  const bot = await connectBot({
    ask: async (ask) => {
      told.push(['asked', ask.id]);
      return { kind: 'accepted', job: jobOf(ask) };
    },
    acknowledged: async (...given) => void told.push(['acknowledged', ...given]),
    abandon: async (...given) => void told.push(['abandoned', ...given]),
  });
  const imagine = () =>
    bot.discord.runCommand({
      user: bot.demo.ada,
      channel: bot.demo.studio.general,
      command: 'imagine',
      options: { prompt: 'a cat' },
    });
  return { ...bot, told, imagine };
}

describe('the acknowledgement of a job', () => {
  test('that was taken although the answer was a 502 counts, and its message is looked up', async () => {
    await using bot = await acceptingBot();
    bot.discord.failNext({ kind: 'status', status: 502, html: true, afterTakingIt: true, route: callback });
    const run = bot.imagine();
    const { responseMessageId } = await run.acknowledged();
    await bot.listener.idle();
    expect(bot.told).toEqual([
      ['asked', run.id],
      ['acknowledged', run.id, responseMessageId],
    ]);
    expect(bot.discord.requestsTo(callback).map(({ status, code }) => [status, code])).toEqual([
      [502, null],
      [400, 40060],
    ]);
  });

  test('that was not taken is sent again at once', async () => {
    await using bot = await acceptingBot();
    bot.discord.failNext({ kind: 'drop', route: callback });
    const run = bot.imagine();
    await run.acknowledged();
    await bot.listener.idle();
    expect(bot.told.at(-1)?.[0]).toBe('acknowledged');
  });

  test('that hangs after it was taken is found within the three seconds', async () => {
    await using bot = await acceptingBot();
    bot.discord.failNext({ kind: 'hang', afterTakingIt: true, route: callback });
    using time = startOwnTime();
    const run = bot.imagine();
    const { responseMessageId } = await run.acknowledged();
    await bot.listener.idle();
    expect(time.ms()).toBeLessThan(3_000);
    expect(bot.told.at(-1)).toEqual(['acknowledged', run.id, responseMessageId]);
  });

  test('that comes too late abandons the job', async () => {
    await using bot = await acceptingBot();
    bot.discord.failNext({ kind: 'status', status: 404, code: 10062, message: 'Unknown interaction', route: callback });
    const run = bot.imagine();
    await bot.discord.waitForRequest(({ code }) => code === 10062);
    await bot.listener.idle();
    expect(bot.told).toEqual([
      ['asked', run.id],
      ['abandoned', run.id],
    ]);
  });

  test('that Discord surely never took abandons the job', async () => {
    await using bot = await acceptingBot();
    bot.discord.failNext({
      kind: 'status',
      status: 429,
      retryAfter: 60,
      route: callback,
      times: Number.POSITIVE_INFINITY,
    });
    bot.imagine();
    await bot.discord.waitForRequest(({ status }) => status === 429);
    await bot.listener.idle();
    expect(bot.told.at(-1)?.[0]).toBe('abandoned');
    expect(bot.discord.requestsTo(callback)).toHaveLength(1);
  });

  test('that nobody can speak for leaves the job to the worker, who looks', async () => {
    await using bot = await acceptingBot();
    bot.discord.failNext({ kind: 'status', status: 503, route: callback, times: Number.POSITIVE_INFINITY });
    const run = bot.imagine();
    await bot.discord.waitForRequest(({ status }) => status === 503);
    await bot.listener.idle();
    expect(bot.told).toEqual([['asked', run.id]]);
    expect(bot.discord.requestsTo(callback).length).toBeLessThan(8);
  });
});

describe('an event that Discord delivers twice', () => {
  test('starts one job', async () => {
    await using bot = await acceptingBot();
    const run = bot.imagine();
    await run.acknowledged();
    bot.discord.redeliver(run.id);
    const second = bot.imagine();
    await second.acknowledged();
    await bot.listener.idle();
    expect(bot.told.filter(([what]) => what === 'asked')).toEqual([
      ['asked', run.id],
      ['asked', second.id],
    ]);
  });

  test('before a restart and after it, is left to the first', async () => {
    await using bot = await connectBot({ ask: async () => ({ kind: 'known' }) });
    const run = bot.discord.runCommand({
      user: bot.demo.ada,
      channel: bot.demo.studio.general,
      command: 'imagine',
      options: { prompt: 'a cat' },
    });
    await expect(run.acknowledged({ timeoutMs: 300 })).rejects.toThrow();
    expect(bot.discord.requestsTo(callback)).toEqual([]);
    expect(bot.logged).toEqual([]);
  });
});

test('a bug is told privately with an id to quote, and logged with it', async () => {
  await using bot = await connectBot();
  const run = bot.discord.runCommand({
    user: bot.demo.ada,
    channel: bot.demo.studio.general,
    command: 'history show',
  });
  const { content } = await run.answered();
  expect(content).toContain(run.id);
  expect(content).toContain('You were not charged');
  expect(run.view().ephemeral).toBe(true);
  expect(bot.logged).toMatchObject([{ level: 'error', message: 'bug', fields: { interaction: run.id } }]);
  expect(JSON.stringify(bot.logged)).not.toContain(run.view().token);
});

test('an answer that comes too late is no bug', async () => {
  await using bot = await connectBot({ history: { window: async () => sampleWindow() } });
  bot.discord.failNext({ kind: 'status', status: 404, code: 10062, route: callback });
  bot.discord.runCommand({ user: bot.demo.ada, channel: bot.demo.studio.general, command: 'history show' });
  await bot.discord.waitForRequest(({ code }) => code === 10062);
  await bot.listener.idle();
  expect(bot.logged).toMatchObject([{ level: 'warn', message: 'an answer came too late' }]);
});

test('after stop nothing more is taken', async () => {
  await using bot = await acceptingBot();
  await bot.imagine().acknowledged();
  bot.listener.stop();
  await bot.listener.idle();
  await expect(bot.imagine().acknowledged({ timeoutMs: 300 })).rejects.toThrow();
  expect(bot.told.filter(([what]) => what === 'asked')).toHaveLength(1);
});

describe('an answer that takes too long', () => {
  /** A bot that is ready to answer only when it is told to, after "thinking" was shown for it. */
  async function slowBot() {
    const gate = Promise.withResolvers<void>();
    const abandoned: string[] = [];
    const bot = await connectBot(
      {
        history: {
          async undo() {
            await gate.promise;
            return { kind: 'moved', to: null, audience: 'everyone' };
          },
        },
        async ask(asked) {
          await gate.promise;
          return { kind: 'accepted', job: jobOf(asked) };
        },
        acknowledged: async () => undefined,
        abandon: async (id) => void abandoned.push(id),
      },
      { pace: { answerPatience: 20 } },
    );
    const slowly = async (command: string, options: Readonly<Record<string, string | boolean>> = {}) => {
      const { ada, studio } = bot.demo;
      const handle = bot.discord.runCommand({ user: ada, channel: studio.general, command, options });
      await handle.acknowledged();
      expect(handle.view()).toMatchObject({ state: 'deferred', ephemeral: true });
      gate.resolve();
      return handle;
    };
    return { ...bot, abandoned, slowly };
  }

  test('is awaited in private, and takes the place of the "thinking"', async () => {
    await using bot = await slowBot();
    const { content } = await (await bot.slowly('history undo')).answered();
    expect(content).toMatch(/^No version is current here now\./);
  });

  test('cannot be for all to see any more: it is refused as busy, and its job is abandoned', async () => {
    await using bot = await slowBot();
    const run = await bot.slowly('imagine', { prompt: 'a cat' });
    expect((await run.answered()).content).toContain('I am too busy');
    await bot.listener.idle();
    expect(bot.abandoned).toEqual([run.id]);
  });

  test('that only its asker sees goes on', async () => {
    await using bot = await slowBot();
    await bot.slowly('imagine', { prompt: 'a cat', private: true });
    await bot.listener.idle();
    expect(bot.abandoned).toEqual([]);
    expect(bot.discord.requestsTo(callback)).toHaveLength(1);
  });
});
