// Longer than 250 lines: cases of one subject that share their stage and little else.

import { describe, expect, test } from 'vitest';
import type { Ask, Services } from '../../../src/application/services.ts';
import { type MessageId, type VersionId, versionId } from '../../../src/domain/ids.ts';
import { postResult } from '../../commands/stage.ts';
import { connectBot } from '../connected-bot.ts';
import { jobOf } from '../scripted-services.ts';
import { tinyPng } from '../tiny-png.ts';

const version = versionId('1440000000000000001-0-0');
const dog = { name: 'dog.png', bytes: tinyPng };
const own = { name: 'own.png', bytes: tinyPng };

type Bot = Awaited<ReturnType<typeof connectBot>>;

/** Services that note what is asked, and let a hint be shown once. */
function noting() {
  const asks: Ask[] = [];
  const claims: MessageId[] = [];
  const shown: unknown[][] = [];
  const script = {
    ask: async (ask: Ask) => {
      asks.push(ask);
      return { kind: 'accepted', job: jobOf(ask) } as const;
    },
    sourcesOf: (async ({ versions, pictures }) =>
      versions.length > 0
        ? versions.map((each: VersionId) => ({ kind: 'version', version: each }))
        : pictures.map((picture) => ({ kind: 'picture', picture }))) satisfies Services['sourcesOf'],
    hints: {
      claim: async (picture: MessageId) => {
        claims.push(picture);
        return claims.filter((each) => each === picture).length === 1;
      },
      shown: async (...given: unknown[]) => void shown.push(given),
    },
  };
  return { asks, claims, shown, script };
}

const mention = ({ discord }: Bot) => `<@${discord.botUser.id}>`;

/** What the bot has said in the studio's general channel, beside its results. */
const saidBy = ({ discord, demo }: Bot) =>
  discord
    .visibleMessages(demo.ada, demo.studio.general)
    .filter(({ author, type }) => author.id === discord.botUser.id && type === 19);

/** Until everything that was sent so far has come, and was answered or left alone. */
async function settle({ discord, demo, listener, delivered }: Bot) {
  const marker = discord.sendMessage({ user: demo.chloe, channel: demo.studio.general, content: 'marker' });
  await expect.poll(() => delivered.has(marker)).toBe(true);
  await listener.idle();
}

describe('a reply that mentions the bot', () => {
  test('with the intent, edits anybody’s picture; its own pictures come after', async () => {
    const { asks, script } = noting();
    await using bot = await connectBot(script, { readsContent: true });
    const { discord, demo } = bot;
    const picture = discord.sendMessage({ user: demo.chloe, channel: demo.studio.general, files: [dog] });
    const reply = discord.sendMessage({
      user: demo.ben,
      channel: demo.studio.general,
      content: `${mention(bot)} like this one`,
      files: [own],
      replyTo: picture,
    });
    await settle(bot);
    expect(asks).toMatchObject([
      {
        id: reply,
        recipe: { prompt: 'like this one' },
        sources: {
          kind: 'given',
          sources: [
            { picture: { filename: 'dog.png', owner: demo.chloe, message: { id: picture } } },
            { picture: { filename: 'own.png', owner: demo.ben, message: { id: reply } } },
          ],
        },
        address: {
          kind: 'message',
          application: discord.applicationId,
          replyTo: reply,
          channel: demo.studio.general,
          guild: demo.studio.guild,
          asker: demo.ben,
          sizeLimit: 50 * 1024 * 1024,
        },
      },
    ]);
    expect(saidBy(bot)).toEqual([]);
    expect(bot.logged).toEqual([]);
    discord.expectNoUnknownRoutes();
  });

  test('in a thread names the thread’s channel, and works in one made a moment ago', async () => {
    const { asks, script } = noting();
    await using bot = await connectBot(script, { readsContent: true });
    const { discord, demo } = bot;
    const thread = discord.createThreadFrom({ user: demo.ada, channel: demo.studio.general, name: 'new' });
    const picture = discord.sendMessage({ user: demo.ada, channel: thread, files: [dog] });
    discord.sendMessage({ user: demo.ada, channel: thread, content: `${mention(bot)} blue`, replyTo: picture });
    await settle(bot);
    expect(asks).toMatchObject([{ address: { channel: thread, parent: demo.studio.general } }]);
  });

  test('in direct messages needs no intent', async () => {
    const { asks, script } = noting();
    await using bot = await connectBot(script);
    const { discord, demo } = bot;
    const channel = demo.directMessages.ben;
    const picture = discord.sendMessage({ user: demo.ben, channel, files: [dog] });
    discord.sendMessage({ user: demo.ben, channel, content: `${mention(bot)} blue`, replyTo: picture });
    await settle(bot);
    expect(asks).toMatchObject([
      {
        sources: { sources: [{ picture: { filename: 'dog.png' } }] },
        address: { guild: null, channel, sizeLimit: 20 * 1024 * 1024 },
      },
    ]);
  });

  test('edits a forwarded picture', async () => {
    const { asks, script } = noting();
    await using bot = await connectBot(script, { readsContent: true });
    const { discord, demo } = bot;
    const picture = discord.sendMessage({ user: demo.chloe, channel: demo.studio.pictures, files: [dog] });
    const forward = discord.forwardMessage({ user: demo.ben, channel: demo.studio.general, message: picture });
    const words = `${mention(bot)} blue`;
    discord.sendMessage({ user: demo.ben, channel: demo.studio.general, content: words, replyTo: forward });
    await settle(bot);
    expect(asks).toMatchObject([
      { sources: { sources: [{ picture: { filename: 'dog.png', message: { id: forward } } }] } },
    ]);
  });

  test('without the intent is told that a stranger’s picture is out of sight, and nothing is edited', async () => {
    const { asks, script } = noting();
    await using bot = await connectBot(script);
    const { discord, demo } = bot;
    const picture = discord.sendMessage({ user: demo.chloe, channel: demo.studio.general, files: [dog] });
    const content = `${mention(bot)} blue`;
    const reply = discord.sendMessage({ user: demo.ben, channel: demo.studio.general, content, replyTo: picture });
    const told = await discord.waitForMessage(demo.studio.general, (message) =>
      message.content.includes('does not show me'),
    );
    expect(told.message_reference?.message_id).toBe(reply);
    expect(discord.pingsOf(told.id)).toEqual([]);
    expect(asks).toEqual([]);
  });

  test('delivered twice asks once', async () => {
    const { asks, script } = noting();
    await using bot = await connectBot(script, { readsContent: true });
    const { discord, demo } = bot;
    const picture = discord.sendMessage({ user: demo.chloe, channel: demo.studio.general, files: [dog] });
    const content = `${mention(bot)} blue`;
    const reply = discord.sendMessage({ user: demo.ben, channel: demo.studio.general, content, replyTo: picture });
    discord.redeliver(reply);
    await settle(bot);
    expect(asks).toHaveLength(1);
  });

  test('and says nothing else is told how, without a ping', async () => {
    const { asks, script } = noting();
    await using bot = await connectBot(script);
    const { discord, demo } = bot;
    const result = await postResult(bot, { kind: 'edit', version });
    discord.sendMessage({ user: demo.ben, channel: demo.studio.general, content: mention(bot), replyTo: result });
    const told = await discord.waitForMessage(demo.studio.general, (message) => message.content.includes('/help'));
    expect(discord.pingsOf(told.id)).toEqual([]);
    expect(asks).toEqual([]);
  });
});

describe('a reply to our result with the ping on, without the intent', () => {
  test('is an edit of its version where the result is an ordinary message', async () => {
    const { asks, script } = noting();
    await using bot = await connectBot(script);
    const { discord, demo } = bot;
    const result = await postResult(bot, { kind: 'edit', version }, { kind: 'undo', version });
    discord.sendMessage({ user: demo.ben, channel: demo.studio.general, content: 'blue', replyTo: result });
    await settle(bot);
    expect(asks).toMatchObject([
      { recipe: { prompt: 'blue' }, sources: { kind: 'given', sources: [{ kind: 'version', version }] } },
    ]);
  });

  /** A result that stands in the answer to a command. */
  async function answeredResult(bot: Bot) {
    const { discord, demo, interactionRest } = bot;
    const run = discord.runCommand({
      user: demo.ada,
      channel: demo.studio.general,
      command: 'imagine',
      options: { prompt: 'a cat' },
    });
    await run.acknowledged();
    const components = [
      { type: 1, components: [{ type: 2, style: 2, label: 'Edit', custom_id: `v1:edit:${version}` }] },
    ];
    await interactionRest.patch(`/webhooks/${discord.applicationId}/${run.view().token}/messages/@original`, {
      auth: false,
      body: { content: 'Version 1', components },
      files: [{ name: 'cat.png', data: Buffer.from(tinyPng) }],
    });
    return run.view().responseMessageId ?? '';
  }

  test.each(['readable', 'withheld'] as const)('to the answer of a command, where that is %s', async (reading) => {
    const { asks, claims, shown, script } = noting();
    const acknowledging = { ...script, acknowledged: async () => undefined };
    await using bot = await connectBot(acknowledging, { pingReplyToInteractionResponse: reading });
    const { discord, demo } = bot;
    const result = await answeredResult(bot);
    asks.length = 0;
    discord.sendMessage({ user: demo.ben, channel: demo.studio.general, content: 'blue', replyTo: result });
    await settle(bot);
    if (reading === 'readable') {
      expect(asks).toMatchObject([{ recipe: { prompt: 'blue' }, sources: { sources: [{ version }] } }]);
      expect(saidBy(bot)).toEqual([]);
    } else {
      const [hint] = saidBy(bot);
      expect(asks).toEqual([]);
      expect(claims).toEqual([result]);
      expect(shown).toEqual([[demo.studio.general, hint?.id]]);
    }
  });
});

describe('a reply to our result with the ping off', () => {
  test('without the intent gets one hint, whose button opens the form', async () => {
    const { asks, claims, shown, script } = noting();
    await using bot = await connectBot({
      ...script,
      version: async () => null,
      drafts: { keep: async () => undefined },
      complete: { models: async () => [], sizes: async () => [] },
    });
    const { discord, demo } = bot;
    const result = await postResult(bot, { kind: 'edit', version });
    const say = (content: string) =>
      discord.sendMessage({ user: demo.ben, channel: demo.studio.general, content, replyTo: result, ping: false });
    const reply = say('blue');
    say('bluer');
    await settle(bot);
    const hints = saidBy(bot);
    expect(hints).toHaveLength(1);
    const [hint] = hints;
    expect(hint?.message_reference?.message_id).toBe(reply);
    expect(discord.pingsOf(hint?.id ?? '')).toEqual([]);
    expect(claims).toEqual([result, result]);
    expect(shown).toEqual([[demo.studio.general, hint?.id]]);
    expect(asks).toEqual([]);
    const form = await discord.pressButton({ user: demo.ben, message: hint?.id ?? '', label: 'Edit' }).modal();
    expect(form.customId).toMatch(/^v1:draft-form:/);
  });

  test('with the intent is left alone', async () => {
    const { asks, claims, script } = noting();
    await using bot = await connectBot(script, { readsContent: true });
    const { discord, demo } = bot;
    const result = await postResult(bot, { kind: 'edit', version });
    discord.sendMessage({
      user: demo.ben,
      channel: demo.studio.general,
      content: 'pretty',
      replyTo: result,
      ping: false,
    });
    discord.sendMessage({ user: demo.ben, channel: demo.studio.general, files: [dog], replyTo: result, ping: false });
    await settle(bot);
    expect([asks, claims, saidBy(bot)]).toEqual([[], [], []]);
  });
});

test('other people’s conversations are left alone', async () => {
  const { asks, claims, script } = noting();
  await using bot = await connectBot(script);
  const { discord, demo } = bot;
  const picture = discord.sendMessage({ user: demo.chloe, channel: demo.studio.general, files: [dog] });
  discord.sendMessage({ user: demo.ben, channel: demo.studio.general, content: 'nice', replyTo: picture });
  await settle(bot);
  expect([asks, claims, saidBy(bot)]).toEqual([[], [], []]);
  expect(bot.logged).toEqual([]);
});

test('a hint that cannot be posted is not counted as shown', async () => {
  const { shown, script } = noting();
  await using bot = await connectBot(script);
  const { discord, demo } = bot;
  const result = await postResult(bot, { kind: 'edit', version });
  discord.setPermission({ channel: demo.studio.general, deny: ['SEND_MESSAGES'] });
  const words = { content: 'blue', replyTo: result, ping: false };
  discord.sendMessage({ user: demo.ben, channel: demo.studio.general, ...words });
  await settle(bot);
  expect(shown).toEqual([]);
  expect(bot.logged).toMatchObject([{ level: 'info', message: 'a notice could not be posted' }]);
});
