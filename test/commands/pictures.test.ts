import { describe, expect, test } from 'vitest';
import type { Ask } from '../../src/application/services.ts';
import { connectBot } from '../discord/connected-bot.ts';
import { jobOf } from '../discord/scripted-services.ts';
import { tinyPng } from '../discord/tiny-png.ts';

/** Services that accept everything and note it. */
function accepting() {
  const asks: Ask[] = [];
  const acknowledged: unknown[][] = [];
  const script = {
    ask: async (ask: Ask) => {
      asks.push(ask);
      return { kind: 'accepted', job: jobOf(ask) } as const;
    },
    acknowledged: async (...given: unknown[]) => void acknowledged.push(given),
  };
  return { asks, acknowledged, script };
}

const picture = (name: string) => ({ name, bytes: tinyPng });

describe('/imagine', () => {
  test('shows "thinking" to everybody, after it was written down, and says which message that is', async () => {
    const { asks, acknowledged, script } = accepting();
    await using bot = await connectBot(script);
    const { discord, demo } = bot;
    const options = { prompt: 'a cat', model: 'gpt-image-2', size: '16:9 · 2K', quality: 'high', count: 2 };
    const more = { background: 'transparent', format: 'webp' };
    const run = discord.runCommand({
      user: demo.ada,
      channel: demo.studio.thread,
      command: 'imagine',
      options: { ...options, ...more },
    });
    const { state, ephemeral, responseMessageId } = await run.acknowledged();
    await bot.listener.idle();
    expect([state, ephemeral]).toEqual(['deferred', false]);
    expect(acknowledged).toEqual([[run.id, responseMessageId]]);
    expect(asks).toEqual([
      {
        id: run.id,
        recipe: { ...options, ...more },
        sources: { kind: 'none' },
        imagine: true,
        isAudienceOpen: true,
        address: {
          kind: 'interaction',
          application: discord.applicationId,
          token: run.view().token,
          tokenExpiresAt: expect.any(Number),
          message: null,
          replyTo: null,
          channel: demo.studio.thread,
          parent: demo.studio.pictures,
          category: null,
          isAgeRestricted: false,
          guild: demo.studio.guild,
          asker: demo.ada,
          audience: 'everyone',
          locale: expect.any(String),
          placeLocale: 'en-US',
          sizeLimit: 50 * 1024 * 1024,
          roles: expect.any(Array),
        },
      },
    ]);
    expect((asks[0]?.address.tokenExpiresAt ?? 0) - discord.now()).toBeGreaterThan(14 * 60_000);
    const [callback] = discord.requestsTo('POST /interactions/:interaction/:token/callback');
    expect(callback?.body).toEqual({ type: 5, data: {} });
    expect(callback?.query).toEqual({ with_response: 'true' });
    expect(bot.logged).toEqual([]);
    discord.expectNoUnknownRoutes();
  });

  test('with `private` shows "thinking" to its asker only', async () => {
    const { asks, script } = accepting();
    await using bot = await connectBot(script);
    const { discord, demo } = bot;
    const options = { prompt: 'a cat', private: true };
    const run = discord.runCommand({ user: demo.ben, channel: demo.directMessages.ben, command: 'imagine', options });
    expect((await run.acknowledged()).ephemeral).toBe(true);
    expect(asks[0]?.address).toMatchObject({ audience: 'asker', guild: null, asker: demo.ben });
  });

  test('works from pictures where it is given some, in the order of the options', async () => {
    const { asks, script } = accepting();
    await using bot = await connectBot(script);
    const { discord, demo } = bot;
    const options = {
      prompt: 'both',
      image10: picture('last.png'),
      image: picture('first.png'),
      image2: picture('x.webp'),
    };
    const run = discord.runCommand({ user: demo.ada, channel: demo.studio.general, command: 'imagine', options });
    await run.acknowledged();
    expect(asks[0]?.sources).toMatchObject({
      kind: 'given',
      sources: [
        { kind: 'picture', picture: { filename: 'first.png', owner: demo.ada } },
        { kind: 'picture', picture: { filename: 'x.webp' } },
        { kind: 'picture', picture: { filename: 'last.png' } },
      ],
    });
    const [first] = asks[0]?.sources.kind === 'given' ? asks[0].sources.sources : [];
    expect(first?.kind === 'picture' && first.picture.url).toMatch(/ephemeral-attachments.*first\.png\?/);
    expect(first?.kind === 'picture' && first.picture.message).toBeUndefined();
  });
});

describe('/edit', () => {
  test('without a picture goes on from the thread’s current version', async () => {
    const { asks, script } = accepting();
    await using bot = await connectBot(script);
    const { discord, demo } = bot;
    await discord
      .runCommand({ user: demo.ada, channel: demo.studio.general, command: 'edit', options: { prompt: 'bluer' } })
      .acknowledged();
    expect(asks[0]?.sources).toEqual({ kind: 'current' });
  });

  test('that is refused says why, to its asker only, and pings nobody', async () => {
    await using bot = await connectBot({ ask: async () => ({ kind: 'refused', failure: { code: 'no_source' } }) });
    const { discord, demo } = bot;
    const run = discord.runCommand({
      user: demo.ada,
      channel: demo.studio.general,
      command: 'edit',
      options: { prompt: 'bluer' },
    });
    const shown = await run.answered();
    expect(shown.content).toContain('there is no picture to edit here');
    expect(shown.content).toContain('Nothing was charged');
    expect(run.view().ephemeral).toBe(true);
    expect(discord.pingsOf(shown.id)).toEqual([]);
    const [callback] = discord.requestsTo('POST /interactions/:interaction/:token/callback');
    expect(callback?.body).toMatchObject({ type: 4, data: { allowed_mentions: { parse: [] } } });
  });

  test('answers as privately as it was accepted', async () => {
    await using bot = await connectBot({
      ask: async (ask) => ({
        kind: 'accepted',
        job: jobOf({ ...ask, address: { ...ask.address, audience: 'asker' } }),
      }),
      acknowledged: async () => undefined,
    });
    const { discord, demo } = bot;
    const run = discord.runCommand({
      user: demo.ada,
      channel: demo.studio.general,
      command: 'edit',
      options: { prompt: 'bluer' },
    });
    expect((await run.acknowledged()).ephemeral).toBe(true);
  });
});

describe('completion', () => {
  test('of size and quality knows the model that was chosen', async () => {
    const asked: unknown[][] = [];
    const note =
      (name: string) =>
      async (_place: unknown, ...given: unknown[]) => {
        asked.push([name, ...given]);
        return [
          { name: `${name} 16 one`, value: 'one', price: null },
          { name: 'other', value: 'other', price: null },
        ];
      };
    await using bot = await connectBot({
      complete: { models: note('model'), sizes: note('size'), qualities: note('quality') },
    });
    const { discord, demo } = bot;
    const typing = { user: demo.ada, channel: demo.studio.general, command: 'imagine' };
    await discord.autocomplete({ ...typing, focused: 'model', value: 'gp' });
    const sizes = await discord.autocomplete({ ...typing, focused: 'size', value: '16', options: { model: 'm' } });
    await discord.autocomplete({
      ...typing,
      command: 'edit',
      focused: 'quality',
      value: '',
      options: { region: 'left' },
    });
    expect(sizes).toEqual([{ name: 'size 16 one', value: 'one' }]);
    const usual = { own: {} };
    const plain = { operation: 'generate', sources: 0, masked: false, usual };
    const edit = { operation: 'edit', sources: 1, masked: true, usual };
    expect(asked).toEqual([
      ['model', plain],
      ['size', 'm', plain],
      ['quality', undefined, edit],
    ]);
  });

  test('that breaks offers nothing, and is logged', async () => {
    await using bot = await connectBot();
    const { discord, demo } = bot;
    const typing = { user: demo.ada, channel: demo.studio.general, command: 'imagine' };
    expect(await discord.autocomplete({ ...typing, focused: 'model', value: '' })).toEqual([]);
    expect(bot.logged).toMatchObject([{ level: 'error', message: 'bug' }]);
  });
});
