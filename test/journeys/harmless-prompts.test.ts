import { describe, expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, patience, replyTo, run } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

/** With the permission to mention everybody, whatever gets through would ping. */
async function raiseLoudStage(): Promise<Stage & { readonly role: string }> {
  const stage = await raiseStage();
  const { discord, ben } = stage;
  const loud = discord.createGuild({ name: 'Loud', bot: ['MENTION_EVERYONE'] });
  const channel = discord.createChannel({ guild: loud, name: 'pictures' });
  const role = discord.createRole({ guild: loud, name: 'painters', mentionable: true });
  discord.addMember({ guild: loud, user: stage.ada });
  discord.addMember({ guild: loud, user: ben, roles: [role] });
  return { ...stage, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose](), guild: loud, channel, role };
}

const joiner = '\u2060';

describe('words that would act in Discord do nothing in an answer, and reach the image service as they are', () => {
  const cases: readonly (readonly [string, (stage: Stage & { readonly role: string }) => string, string | RegExp])[] = [
    ['@everyone and @here', () => '@everyone and @here', `@${joiner}everyone and @${joiner}here`],
    ['a mention of a member', ({ ben }) => `a portrait of <@${ben}>`, /“a portrait of \\<@\u2060\d+\\>”/],
    ['a mention of a role', ({ role }) => `for <@&${role}>`, /“for \\<@\u2060&\d+\\>”/],
    [
      'a masked link',
      () => '[free nitro](https://evil.example/x)',
      `\\[free nitro\\](https:/${joiner}/${joiner}evil.example/${joiner}x)`,
    ],
    ['an invite', () => 'join discord.gg/evil', `join discord.gg/${joiner}evil`],
    ['a code fence that is not closed', () => '```js\nalert(1)', '\\`\\`\\`js alert(1)'],
    ['a heading and small print', () => 'a\n# huge\n-# small', 'a \\# huge -\\# small'],
    ['a spoiler', () => '||the end||', '\\|\\|the end\\|\\|'],
    ['text written backwards', () => 'abc \u202efdp.exe', 'abc fdp.exe'],
  ];

  test.each(cases)('%s', async (_name, promptIn, shown) => {
    await using stage = await raiseLoudStage();
    const { discord, upstream, ben } = stage;
    const prompt = promptIn(stage);

    const message = await ask(stage, 'imagine', { prompt });

    expect(upstream.tasks.map((task) => task.prompt)).toEqual([prompt]);
    if (typeof shown === 'string') expect(message.content).toContain(`**Version 1:** “${shown}”\n-# gpt-image-2`);
    else expect(message.content).toMatch(shown);
    expect(discord.pingsOf(message.id)).toEqual([]);
    expect(message).toMatchObject({ mention_everyone: false, mentions: [], mention_roles: [] });
    const list = await ask(stage, 'history show', {}, { user: ben });
    expect(list).toMatchObject({ mention_everyone: false, mentions: [], mention_roles: [] });
  });
});

test('a message that mentions others is edited without a ping to any of them', async () => {
  await using stage = await raiseLoudStage();
  const { discord, upstream, ada, ben, channel, role } = stage;

  const content = `<@${discord.botUser.id}> put <@${ben}> and <@&${role}> and @everyone in it`;
  const files = [{ name: 'party.png', bytes: png(40, 30) }];
  const answer = await replyTo(stage, discord.sendMessage({ user: ada, channel, content, files }), channel);

  expect(upstream.tasks.map(({ prompt }) => prompt)).toEqual([`put <@${ben}> and <@&${role}> and @everyone in it`]);
  expect(discord.pingsOf(answer.id)).toEqual([]);
  expect(answer).toMatchObject({ mention_everyone: false, mentions: [], mention_roles: [] });
});

test('no ping comes from the progress, nor from an answer past the token either, but to the asker', async () => {
  await using stage = await raiseLoudStage();
  const { discord, upstream, ada, channel } = stage;
  upstream.script.next({ processingMs: 400 });

  const asked = run(stage, 'imagine', { prompt: '@everyone look at <@1>' });
  await asked.acknowledged(patience);
  discord.expireTokens();
  const answer = await discord.waitForMessage(channel, ({ attachments }) => attachments.length === 1, patience);

  const pinged = discord.visibleMessages(ada, channel).flatMap(({ id }) => discord.pingsOf(id));
  expect(new Set(pinged)).toEqual(new Set(discord.pingsOf(answer.id)));
  expect(pinged.filter((user) => user !== ada)).toEqual([]);
  expect(answer.mention_everyone).toBe(false);
});

test('a very long prompt reaches the image service whole, and its answer is cut to fit', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  const prompt = `${'a long story about a fox, '.repeat(150)}the end`;

  const message = await ask(stage, 'imagine', { prompt });

  expect(upstream.tasks.map((task) => task.prompt)).toEqual([prompt]);
  expect(message.content).toMatch(/^\*\*Version 1:\*\* “a long story about a fox, .{173}…”\n-# gpt-image-2/);
  expect(message.attachments[0]?.description).toMatch(/…$/);
  expect(message.attachments[0]?.description?.length).toBeLessThanOrEqual(1024);
});

test('words in any script stay what they are', async () => {
  await using stage = await raiseStage();
  const prompt = 'ein Füchslein 🦊, 赤い狐, لوحة ثعلب';

  const message = await ask(stage, 'imagine', { prompt });

  expect(stage.upstream.tasks.map((task) => task.prompt)).toEqual([prompt]);
  expect(message.content).toContain(`“${prompt}”`);
  expect(message.attachments[0]?.description).toContain(prompt);
});
