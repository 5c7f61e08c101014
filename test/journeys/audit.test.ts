import { expect, test } from 'vitest';
import { ask, ending, isPrivate, linkTo, patience } from './asking.ts';
import { logLines, until } from './looking.ts';
import { raiseProcessStage } from './stage/process-stage.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// The audit: told where the managers chose, once for each request that everybody saw, and never anything private.

const spoiler = 8;

/** Someone who manages the server, a channel for the audit, and what stands in it. */
function withAudit({ discord, guild, channel }: Pick<Stage, 'discord' | 'guild' | 'channel'>) {
  const manager = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: manager, permissions: ['MANAGE_GUILD'] });
  const place = discord.createChannel({ guild, name: 'audit' });
  const audit = async (options: Readonly<Record<string, string | boolean>> = {}) => {
    const command = discord.runCommand({ user: manager, channel, command: 'server audit', options });
    const { content } = await command.answered(patience);
    expect(command.view().ephemeral).toBe(true);
    return content;
  };
  const entries = () => discord.visibleMessages(manager, place);
  const entry = (words: string) => discord.waitForMessage(place, ({ content }) => content.includes(words), patience);
  return { manager, place, audit, entries, entry };
}

test('each picture that everybody sees is told with who, where, model, cost and a link, covered, and pings nobody', async () => {
  await using stage = await raiseStage();
  const { discord, ada, channel } = stage;
  const { place, audit, entry } = withAudit(stage);
  expect(await audit()).toBe('There is no audit. Choose a `channel` to begin one.');
  expect(await audit({ channel: place })).toBe(
    `From now on each picture that everybody here may see is told in <#${place}>, without its prompt, and each answer says so. Private ones never are.`,
  );
  expect(await audit()).toBe(
    `Each picture that everybody here may see is told in <#${place}>, without its prompt; each answer says so.`,
  );

  const answer = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(answer.content).toContain('-# The audit of this server has it: who asked, the picture, model and cost.');
  const told = await entry(linkTo(stage, answer));
  expect(told.content).toMatch(
    new RegExp(
      `^<@${ada}> in <#${channel}>: \\[the answer\\]\\(${linkTo(stage, answer)}\\)\n-# gpt-image-2 · \\$0\\.\\d+$`,
    ),
  );
  expect(told.attachments).toMatchObject([{ filename: expect.stringMatching(/^SPOILER_/), flags: spoiler }]);
  expect(told.attachments[0]?.description).toBe('Version 1, made by AI.');
  expect(discord.filesOf(told.id).map(({ sha256 }) => sha256)).toEqual(
    discord.filesOf(answer.id).map(({ sha256 }) => sha256),
  );
  expect(discord.pingsOf(told.id)).toEqual([]);
});

test('prompts stand in it where the managers chose so, and every answer says which', async () => {
  await using stage = await raiseStage();
  const { place, audit, entry, entries } = withAudit(stage);
  await audit({ channel: place, prompts: true });

  const answer = await ask(stage, 'imagine', { prompt: 'a red fox' });
  expect(answer.content).toContain(
    'The audit of this server has it: who asked, the prompt, the picture, model and cost.',
  );
  await entry('> a red fox');

  expect(await audit({ prompts: false })).toContain('without its prompt');
  await entry(linkTo(stage, await ask(stage, 'imagine', { prompt: 'a blue owl' })));
  expect(entries().filter(({ content }) => content.includes('blue owl'))).toEqual([]);

  expect(await audit({ off: true })).toBe('From now on there is no audit.');
  const silent = await ask(stage, 'imagine', { prompt: 'a green hare' });
  expect(silent.content).not.toContain('audit');
  expect(entries()).toHaveLength(2);
});

test('a private picture is never told, nor is what failed, and neither says that it is', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  const { place, audit, entry, entries } = withAudit(stage);
  await audit({ channel: place, prompts: true });

  const secret = await ask(stage, 'imagine', { prompt: 'a secret fox', private: true });
  expect(isPrivate(secret)).toBe(true);
  expect(secret.content).not.toContain('audit');
  upstream.script.next({ fail: { code: 'api_error' } }, { prompt: 'a failing fox' });
  expect((await ask(stage, 'imagine', { prompt: 'a failing fox' })).content).not.toContain('audit');
  await entry(linkTo(stage, await ask(stage, 'imagine', { prompt: 'an open fox' })));
  await stage.restart();
  await entry(linkTo(stage, await ask(stage, 'imagine', { prompt: 'another open fox' })));

  expect(entries().map(({ content }) => content.split('\n> ')[1])).toEqual(['an open fox', 'another open fox']);
});

test('a channel that is busy is told later, in order, after a restart too; the members notice nothing', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  const { place, audit, entry, entries } = withAudit(stage);
  await audit({ channel: place, prompts: true });
  const route = 'POST /channels/:channel/messages';
  const where = ({ path }: { readonly path: string }) => path.includes(place);
  const busy = discord.failNext({ kind: 'status', status: 503, route, where, times: Number.POSITIVE_INFINITY });

  await ask(stage, 'imagine', { prompt: 'fox one' });
  await ask(stage, 'imagine', { prompt: 'fox two' });
  await until(
    () => discord.requests.some((request) => where(request) && request.method === 'POST'),
    'the audit channel was tried',
  );
  await stage.restart();
  await ask(stage, 'imagine', { prompt: 'fox three' });
  expect(entries()).toEqual([]);
  busy.cancel();

  await entry('fox three');
  expect(entries().map(({ content }) => content.split('\n> ')[1])).toEqual(['fox one', 'fox two', 'fox three']);
});

test('an audit channel that is gone is said in the log, and delays no answer', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  const { place, audit } = withAudit(stage);
  await audit({ channel: place });
  discord.deleteChannel(place);

  expect(await ask(stage, 'imagine', { prompt: 'a red fox' })).toMatchObject({ attachments: [{}] });

  const told = () => logLines(stage).filter(({ msg }) => msg === 'an audit could not be told');
  await until(() => told().length === 1, 'the log says so');
  expect(told()).toMatchObject([{ level: 40, guild: stage.guild, why: { kind: 'impossible', code: '10003' } }]);
});

test('a channel that the bot cannot write in is no place for it, and only managers choose one', async () => {
  await using stage = await raiseStage();
  const { discord, guild } = stage;
  const { audit } = withAudit(stage);
  const silent = discord.createChannel({ guild, name: 'silent' });
  discord.setPermission({ channel: silent, deny: ['SEND_MESSAGES'] });

  expect(await audit({ channel: silent })).toBe(
    `I cannot write in <#${silent}>: let me see it and send messages and files there, or choose another one.`,
  );
  expect(await audit({ prompts: true })).toBe('There is no audit. Choose a `channel` to begin one.');
});

test('a picture that is too large for the audit channel is told without it', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  const { place, audit, entry } = withAudit(stage);
  await audit({ channel: place });
  const route = 'POST /channels/:channel/messages';
  const times = Number.POSITIVE_INFINITY;
  const where = ({ path, files }: { readonly path: string; readonly files: readonly unknown[] }) =>
    path.includes(place) && files.length > 0;
  discord.failNext({ kind: 'status', status: 413, code: 40005, route, where, times });

  const told = await entry(linkTo(stage, await ask(stage, 'imagine', { prompt: 'a red fox' })));

  expect(told.attachments).toEqual([]);
  expect(told.content).toContain('The picture is gone, or too large to be shown here.');
});

test('killed while its entry was just posted, it is told once all the same', async () => {
  await using stage = await raiseProcessStage();
  const { discord, channel } = stage;
  const bot = await stage.start();
  await discord.waitForBot();
  const { place, audit, entries } = withAudit(stage);
  await audit({ channel: place, prompts: true });
  const ada = stage.member('ada');
  const hanging = discord.failNext({
    kind: 'hang',
    afterTakingIt: true,
    route: 'POST /channels/:channel/messages',
    where: ({ path }) => path.includes(place),
  });
  const answer = await ending(
    discord.runCommand({ user: ada, channel, command: 'imagine', options: { prompt: 'a red fox' } }),
  );
  expect(answer.content).toContain('The audit of this server has it');
  await until(() => entries().length === 1, 'it is told');
  bot.signal('SIGKILL');
  await bot.exited;
  hanging.cancel();
  // Long after Discord has forgotten the nonce.
  discord.advanceTime(3_600_000);

  await stage.start();
  await discord.waitForBot();
  await ending(discord.runCommand({ user: ada, channel, command: 'imagine', options: { prompt: 'a blue owl' } }));
  await discord.waitForMessage(place, ({ content }) => content.includes('a blue owl'), patience);

  expect(entries().map(({ content }) => content.split('\n> ')[1])).toEqual(['a red fox', 'a blue owl']);
});
