import { describe, expect, test } from 'vitest';
import { serverChannelsActs } from '../../../commands/server/lists/channels.ts';
import { serverModelsActs } from '../../../commands/server/lists/models.ts';
import { serverRolesActs } from '../../../commands/server/lists/roles.ts';
import { serverTrustedActs } from '../../../commands/server/lists/trusted.ts';
import type { OptionValue } from '../../../scripts/emulators/discord/index.ts';
import type { Services } from '../../../src/application/services.ts';
import type { Request } from '../../../src/discord/kit/request.ts';
import { channelId, guildId, modelId, roleId, userId } from '../../../src/domain/ids.ts';
import type { ServerRules } from '../../../src/domain/server/server-rules.ts';
import type { GuildSettings } from '../../../src/ports/store/settings-store.ts';
import { noSettings } from '../../../src/storage/records/server/guild-settings.ts';
import { english } from '../../../src/words/words.ts';
import { connectBot } from '../../discord/connected-bot.ts';
import { recordedReply } from '../../discord/recorded-reply.ts';
import { scriptedServices } from '../../discord/scripted-services.ts';

// `/server channels`, `roles`, `models` and `trusted`: what each says and does, and that nobody else may.

type Bot = Awaited<ReturnType<typeof connectBot>>;

/** A server's rules, kept for this test, and who changed them. */
function keptRules(set: ServerRules = {}) {
  let kept: GuildSettings = { ...noSettings, ...set };
  const by: unknown[] = [];
  const rules: Partial<Services['rules']> = {
    read: async () => kept,
    async change(_guild, who, change) {
      by.push(who.user);
      const before = kept;
      kept = change(kept);
      return { before, after: kept };
    },
  };
  const complete: Partial<Services['complete']> = {
    modelNamed: (typed) => (typed === 'gpt-image-2' || typed === 'flux' ? modelId(typed) : null),
    everyModel: () => [{ name: 'GPT Image 2', value: 'gpt-image-2', price: null }],
  };
  return { script: { rules, complete }, kept: () => kept, by };
}

async function say(
  { discord, demo }: Bot,
  command: string,
  options: Readonly<Record<string, OptionValue>>,
  user: string,
) {
  const run = discord.runCommand({ user, channel: demo.studio.general, command: `server ${command}`, options });
  const { content } = await run.answered();
  expect(run.view().ephemeral).toBe(true);
  return content;
}

type Leaf = readonly [command: string, options: (bot: Bot, role: string) => Readonly<Record<string, OptionValue>>];
const leaves: readonly Leaf[] = [
  ['channels allow', ({ demo }) => ({ channel: demo.studio.pictures })],
  ['channels deny', ({ demo }) => ({ channel: demo.studio.pictures })],
  ['channels clear', () => ({})],
  ['channels list', () => ({})],
  ['roles allow', (_bot, role) => ({ role })],
  ['roles clear', () => ({})],
  ['roles list', () => ({})],
  ['models allow', () => ({ model: 'gpt-image-2' })],
  ['models clear', () => ({})],
  ['models list', () => ({})],
  ['trusted list', () => ({})],
  ['trusted remove', ({ demo }) => ({ member: demo.chloe })],
];

test('whoever manages the server may; it is not offered to members and moderators', async () => {
  const { script, by } = keptRules();
  await using bot = await connectBot(script);
  const { discord, demo } = bot;
  const { guild, general } = demo.studio;
  const role = discord.createRole({ guild, name: 'artist' });
  const manager = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: manager, permissions: ['MANAGE_GUILD'] });
  discord.addMember({ guild, user: demo.chloe, permissions: ['MANAGE_MESSAGES'] });
  const offered = (user: string) => discord.listCommands(user, general).some(({ name }) => name === 'server');
  expect([demo.ben, demo.chloe, manager].map(offered)).toEqual([false, false, true]);

  for (const [command, options] of leaves)
    expect(await say(bot, command, options(bot, role), manager)).not.toContain('Only those who manage');
  expect(by).toEqual(Array(8).fill(manager));
});

const managersOnly = 'Only those who manage this server may do that.';

/** Whatever leaf: its options are looked at by nobody. */
const acts: readonly (readonly [name: string, run: (options: never, request: Request) => Promise<void>])[] = [
  ...Object.entries(serverChannelsActs),
  ...Object.entries(serverRolesActs),
  ...Object.entries(serverModelsActs),
  ...Object.entries(serverTrustedActs),
].map(([name, act]) => [name, act.run]);

test.each([
  ['a member or moderator', guildId('1000000000000000001'), false],
  ['somebody in direct messages', null, true],
] as const)('%s is told so, though Discord let them ask, and nothing is looked at', async (_who, guild, manages) => {
  expect(acts).toHaveLength(leaves.length);
  for (const [, run] of acts) {
    const { reply, done } = recordedReply();
    const place = { guild, channel: channelId('1000000000000000007'), user: userId('5') };
    const request = { place, managesServer: manages, reply, services: scriptedServices({}), words: english() };
    // Nothing else of a request is looked at.
    await run({} as never, request as unknown as Request);
    expect(done).toEqual([['show', managersOnly, 'asker']]);
  }
});

describe('a list', () => {
  test('says what is set, and what is not', async () => {
    await using bot = await connectBot(keptRules().script);
    const { ada } = bot.demo;
    expect(await say(bot, 'channels list', {}, ada)).toContain('I may be used wherever I can write.');
    expect(await say(bot, 'roles list', {}, ada)).toContain('everybody may use me.');
    expect(await say(bot, 'models list', {}, ada)).toContain('every model may be used, by everybody.');
    expect(await say(bot, 'trusted list', {}, ada)).toContain('Nobody is trusted here');
  });

  test('that is long has pages; a role that was deleted is said to be', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => String(10n ** 18n + BigInt(index)));
    const set = {
      trusted: ids.map(userId),
      roles: ids.map(roleId),
      channels: { allowed: ids.map(channelId), denied: [] },
      models: ids.map((id) => ({ model: modelId('flux'), role: roleId(id) })),
    };
    await using bot = await connectBot(keptRules(set).script);
    const { discord, demo } = bot;
    for (const [command, line] of [
      ['trusted list', `- <@${ids[199]}>`],
      ['roles list', '- a deleted role'],
      ['channels list', '- a deleted channel allowed'],
      ['models list', '- `flux` for a deleted role'],
    ] as const) {
      const run = discord.runCommand({ user: demo.ada, channel: demo.studio.general, command: `server ${command}` });
      let page = await run.answered();
      const lines = new Set<string>();
      for (let turned = 1; ; turned += 1) {
        expect(page.content.length).toBeLessThanOrEqual(2000);
        for (const each of page.content.split('\n')) lines.add(each);
        const [, pages] = /Page \d+ of (\d+)/.exec(page.content) ?? [];
        if (pages === undefined) throw new Error(`no pages in ${page.content}`);
        if (turned === Number(pages)) break;
        const next = `Page ${turned + 1} of ${pages}`;
        page = await discord
          .pressButton({ user: demo.ada, message: page.id, label: 'Next' })
          .answered({ where: ({ content }) => content.includes(next) });
      }
      expect(lines).toContain(line);
    }
  });
});

test('whom review lets through is taken from the list by name', async () => {
  const { script, kept } = keptRules({ trusted: [userId('7')] });
  await using bot = await connectBot(script);
  const { ada, chloe } = bot.demo;
  expect(await say(bot, 'trusted remove', { member: chloe }, ada)).toBe(
    `<@${chloe}> was not among those whom review lets through.`,
  );
  expect(kept().trusted).toEqual(['7']);
});

test('a role of everybody’s opens a model to everybody', async () => {
  const { script, kept } = keptRules();
  await using bot = await connectBot(script);
  const { demo } = bot;
  const said = await say(bot, 'models allow', { model: 'flux', role: demo.studio.guild }, demo.ada);
  expect(said).toBe('Set: `flux` for everybody. What is not allowed may not be used.');
  expect(kept().models).toEqual([{ model: 'flux', role: null }]);
});

test('channels and categories are offered for rules, threads and direct messages are not', async () => {
  await using bot = await connectBot(keptRules().script);
  const { discord, demo } = bot;
  const { guild, general, thread } = demo.studio;
  const category = discord.createCategory({ guild, name: 'Art' });
  expect(await say(bot, 'channels deny', { channel: category }, demo.ada)).toContain(`<#${category}>`);
  const threadChosen = {
    user: demo.ada,
    channel: general,
    command: 'server channels deny',
    options: { channel: thread },
  };
  expect(() => discord.runCommand(threadChosen)).toThrow('takes no such channel');
});
