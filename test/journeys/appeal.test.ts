import { describe, expect, test } from 'vitest';
import type { WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, buttonsOf, ending, isPrivate, mention, patience, press, replyTo } from './asking.ts';
import { raiseStage, type StageOptions } from './stage/stage.ts';

// **Ask a moderator**, under what a server's list of words refused.

const refused =
  'A rule of this server, its list of words, does not allow that. Nothing was charged. It is about GORE.\n```\nsome GORE here\n```';

async function raiseListed({ log = true, ...options }: StageOptions & { log?: boolean } = {}) {
  const stage = await raiseStage({ pace: { statusAfter: 100, statusEvery: 50 }, ...options });
  const { discord, guild } = stage;
  const add = (username: string, permissions: readonly ('MANAGE_GUILD' | 'MANAGE_MESSAGES')[]) => {
    const user = discord.createUser({ username });
    discord.addMember({ guild, user, permissions });
    return user;
  };
  const manager = add('mia', ['MANAGE_GUILD']);
  const moderator = add('moe', ['MANAGE_MESSAGES']);
  const logChannel = discord.createChannel({ guild, name: 'log' });
  if (log) await ask(stage, 'server log', { channel: logChannel }, { user: manager });
  await ask(stage, 'server blocklist add', { words: 'gore' }, { user: manager });
  return Object.assign(stage, { manager, moderator, logChannel });
}

type Listed = Awaited<ReturnType<typeof raiseListed>>;

/** Asks, is refused, asks a moderator; the message in the log channel. */
async function appeal(stage: Listed, options: Readonly<Record<string, string | boolean>> = {}): Promise<WireMessage> {
  const answered = await ask(stage, 'imagine', { prompt: 'some GORE here', ...options });
  const asking = await press(stage, answered, 'Ask a moderator');
  expect([asking.content, isPrivate(asking)]).toEqual([
    'The moderators of this server will read your words, and may allow them once. Nothing is charged before.',
    true,
  ]);
  expect((await press(stage, asking, 'Send to the moderators')).content).toBe(
    'The moderators were asked. If they allow it, it is made, and you are told.',
  );
  return stage.discord.waitForMessage(stage.logChannel, ({ content }) => content.includes('asks in'), patience);
}

const isMade = ({ attachments }: WireMessage) => attachments.length > 0;

describe('what the list refused', () => {
  test('is made once when a moderator allows it, and its asker alone is called', async () => {
    await using stage = await raiseListed();
    const { discord, upstream, ada, ben, moderator, channel } = stage;
    const notice = await appeal(stage);
    expect(notice.content).toBe(
      `<@${ada}> asks in <#${channel}> for what this server's list of words refused: ||some GORE here||`,
    );
    await stage.restart();

    const stranger = await press(stage, notice, 'Allow once', ben);
    expect([stranger.content, isPrivate(stranger)]).toEqual(['Only those who moderate here may do that.', true]);
    expect(upstream.paidRequests).toEqual([]);

    const done = await ending(discord.pressButton({ user: moderator, message: notice.id, label: 'Allow once' }));
    expect([done.content.endsWith(`-# Allowed once by <@${moderator}>.`), done.components]).toEqual([true, []]);
    const made = await discord.waitForMessage(channel, isMade, patience);
    expect(made.content.startsWith(`<@${ada}> `)).toBe(true);
    expect(discord.pingsOf(made.id)).toEqual([ada]);
    expect(made.content).not.toContain('GORE');
    expect(upstream.paidRequests).toHaveLength(1);

    const anew = await ask(stage, 'imagine', { prompt: 'some GORE here' });
    expect(anew.content).toBe(refused);
  });

  test('comes as a direct message where the answer was to be private', async () => {
    await using stage = await raiseListed();
    const { discord, ada, moderator } = stage;
    const notice = await appeal(stage, { private: true });
    await ending(discord.pressButton({ user: moderator, message: notice.id, label: 'Allow once' }));
    const made = await discord.waitForMessage(discord.openDm(ada), isMade, patience);
    expect(made.attachments).toHaveLength(1);
  });

  test('is offered to moderators once, also from the reason behind a reply', async () => {
    await using stage = await raiseListed();
    const { discord, ada, channel } = stage;
    const fine = await ask(stage, 'imagine', { prompt: 'a fox' });
    const content = `${mention(discord)} some GORE here`;
    const answered = await replyTo(stage, discord.sendMessage({ user: ada, channel, content, replyTo: fine.id }));
    const why = await press(stage, answered, 'Why?');
    expect([why.content, buttonsOf(why)]).toEqual([refused, [['Change the words', 'Ask a moderator']]]);
    const asking = await press(stage, why, 'Ask a moderator');
    await press(stage, asking, 'Send to the moderators');
    expect((await press(stage, why, 'Ask a moderator')).content).toBe('The moderators were asked already.');
    expect(buttonsOf(await press(stage, answered, 'Why?'))).toEqual([['Change the words']]);
  });

  test('has no such button where there is no log channel, and may be asked for with other words', async () => {
    await using stage = await raiseListed({ log: false });
    const { discord, ada } = stage;
    const answered = await ask(stage, 'imagine', { prompt: 'some GORE here' });
    expect([answered.content, buttonsOf(answered)]).toEqual([refused, [['Change the words']]]);
    const opened = discord.pressButton({ user: ada, message: answered.id, label: 'Change the words' });
    const form = await opened.modal(patience);
    const again = await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'some fog here' } }));
    expect(again.attachments).toHaveLength(1);
  });

  test('has no such button where moderators could not read all of it', async () => {
    await using stage = await raiseListed();
    const most = `GORE ${'*'.repeat(895)}`;
    const longer = await ask(stage, 'imagine', { prompt: `${most}!` });
    expect(buttonsOf(longer)).toEqual([['Change the words']]);
    const notice = await appeal(stage, { prompt: most });
    expect(notice.content.endsWith(`||GORE ${'\\*'.repeat(895)}||`)).toBe(true);
  });

  test('is not made where a limit forbids it: the moderator reads why, and may allow it later', async () => {
    await using stage = await raiseListed();
    const { discord, manager, moderator, channel, upstream } = stage;
    const notice = await appeal(stage);
    await ask(stage, 'server limit set', { amount: 0 }, { user: manager });
    const told = await press(stage, notice, 'Allow once', moderator);
    expect(told.content.startsWith('It could not be made: Your request would take 1 picture')).toBe(true);
    expect(upstream.paidRequests).toEqual([]);
    await ask(stage, 'server limit clear', {}, { user: manager });
    await ending(discord.pressButton({ user: moderator, message: notice.id, label: 'Allow once' }));
    await discord.waitForMessage(channel, isMade, patience);
  });
});

test('a price is agreed to by its asker, not by the moderator', async () => {
  await using stage = await raiseListed();
  const { discord, ada, moderator, channel, upstream } = stage;
  const image = { name: 'cat.png', bytes: png(60, 60) };
  const answered = await ask(stage, 'edit', { prompt: 'some GORE here', image, region: 'top half' });
  await press(stage, await press(stage, answered, 'Ask a moderator'), 'Send to the moderators');
  const notice = await discord.waitForMessage(stage.logChannel, ({ content }) => content.includes('asks in'), patience);
  await ending(discord.pressButton({ user: moderator, message: notice.id, label: 'Allow once' }));
  const price = await discord.waitForMessage(channel, ({ content }) => content.includes('This costs'), patience);
  expect(price.content.startsWith(`<@${ada}> This costs up to $0.34`)).toBe(true);
  expect(upstream.paidRequests).toEqual([]);
  const made = await press(stage, price, 'Go ahead');
  expect(made.attachments).toHaveLength(1);
});
