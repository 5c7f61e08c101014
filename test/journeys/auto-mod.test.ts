import { expect, test } from 'vitest';

import type { WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, buttonsOf, ending, isEnding, mention, patience, press, replyTo, run } from './asking.ts';
import { isLastPicture, logLines, until } from './looking.ts';
import { raiseStage, type Stage, type StageOptions } from './stage/stage.ts';

// A server's AutoMod refuses words. The place is open all the same: to the picture, and to other words.

const titleAlone = /^\*\*Version p?1\*\* · a rule of this server keeps the words out\n-# /;
const refused = 'A rule of this server did not let me post the answer. You were not charged.';

async function raiseStrict(words: readonly string[], options: StageOptions & { code?: 200000 | 200001 | 240000 } = {}) {
  const { code = 200000, ...more } = options;
  const stage = await raiseStage(more);
  stage.discord.addAutoMod({ guild: stage.guild, words, code });
  return stage;
}

/** The picture, with nothing beside it that the member has said. */
function expectPictureWithout(stage: Stage, message: WireMessage, word: string): void {
  expect(isLastPicture(stage, message)).toBe(true);
  expect(message.content).toMatch(titleAlone);
  expect(JSON.stringify(message).toLowerCase()).not.toContain(word);
  expect(stage.discord.filesOf(message.id)[0]?.description).toMatch(/^Version p?1, made by AI\.$/);
}

const isThinking = ({ flags }: WireMessage) => (flags & 128) !== 0;

/** What the bot has to show to everybody in the channel; nothing of it may still promise something. */
const shownIn = ({ discord, ben, channel }: Stage) =>
  discord.visibleMessages(ben, channel).filter(({ author }) => author.id === discord.botUser.id);

const everythingEnded = (stage: Stage) =>
  until(() => shownIn(stage).every((each) => isEnding(each) && !isThinking(each)), 'no promise is left');

test.each([200000, 200001, 240000] as const)(
  'a picture whose prompt the server refuses (%i) is shown without the prompt, and costs what it costs',
  async (code) => {
    await using stage = await raiseStrict(['badword'], { code, settings: { DEFAULT_LIMITS: 'user:images:day:1' } });

    const message = await ask(stage, 'imagine', { prompt: 'a BadWord fox' });

    expectPictureWithout(stage, message, 'badword');
    expect(buttonsOf(message)).toEqual([['Edit', 'Vary', 'Again', 'Undo', 'More']]);
    // It was charged: it is there.
    expect((await ask(stage, 'imagine', { prompt: 'another' })).content).toContain('has 0 pictures left');
  },
);

test('a private picture likewise', async () => {
  await using stage = await raiseStrict(['badword']);
  expectPictureWithout(stage, await ask(stage, 'imagine', { prompt: 'a badword', private: true }), 'badword');
});

test('a picture in a reply to a message is shown without the prompt', async () => {
  await using stage = await raiseStrict(['badword']);
  const { discord, ada, channel } = stage;
  const content = `${mention(discord)} badword on its head`;
  const asked = discord.sendMessage({ user: ada, channel, content, files: [{ name: 'cat.png', bytes: png(64, 48) }] });

  const reply = await replyTo(stage, asked);

  expect(isLastPicture(stage, reply)).toBe(true);
  expect(JSON.stringify(reply.attachments)).not.toContain('badword');
  expect(reply.content).toContain('a rule of this server keeps the words out');
});

test('a server that refuses links has the picture without the link to what it was made from', async () => {
  await using stage = await raiseStrict(['https://']);
  await ask(stage, 'imagine', { prompt: 'a red fox' });

  const edited = await ask(stage, 'edit', { prompt: 'with a hat' });

  expect(isLastPicture(stage, edited)).toBe(true);
  expect(edited.content).not.toContain('https://');
});

test('a server that lets no word of ours in says so in one sentence, and nobody is charged', async () => {
  await using stage = await raiseStrict(['version'], { settings: { DEFAULT_LIMITS: 'user:images:day:1' } });
  const { upstream } = stage;

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(message.content).toBe(refused);
  expect(message.attachments).toEqual([]);
  expect(upstream.paidRequests).toHaveLength(1);
  // The one picture of the day is still theirs.
  expect((await ask(stage, 'imagine', { prompt: 'a whale' })).content).toBe(refused);
  expect(upstream.paidRequests).toHaveLength(2);
});

test('a server that refuses every sentence is left without a promise, and without a charge', async () => {
  await using stage = await raiseStrict(['e'], { settings: { DEFAULT_LIMITS: 'user:images:day:1' } });

  run(stage, 'imagine', { prompt: 'a red fox' });

  await until(() => logLines(stage).some(({ msg }) => msg === 'the answer cannot be delivered'), 'it is given up');
  expect(shownIn(stage)).toEqual([]);
});

test('a preview or a status that the server refuses holds up nothing', async () => {
  await using stage = await raiseStrict(['working'], { pace: { statusAfter: 50 } });
  const { upstream } = stage;
  const silent = upstream.script.always({ refuse: { status: 503 } }, { on: 'tasks' });
  const asked = run(stage, 'imagine', { prompt: 'a red fox' });
  await until(() => logLines(stage).some(({ msg }) => msg === 'progress cannot be shown'), 'the status is refused');
  silent.cancel();

  expect(isLastPicture(stage, await ending(asked))).toBe(true);
});

test('past the token, the reply in the channel is posted without the prompt', async () => {
  await using stage = await raiseStrict(['badword']);
  const { discord, upstream, ada, channel } = stage;
  const silent = upstream.script.always({ refuse: { status: 503 } }, { on: 'tasks' });
  const asked = run(stage, 'imagine', { prompt: 'a badword fox' });
  await until(() => silent.uses > 0, 'the vendor has it');
  discord.expireTokens();
  silent.cancel();

  const isReply = (each: WireMessage) => each.id !== asked.view().responseMessageId && isEnding(each);
  const reply = await discord.waitForMessage(channel, isReply, patience);

  expect(reply.content).toMatch(/^<@\d+> \*\*Version 1\*\* · a rule of this server keeps the words out\n/);
  expect(discord.pingsOf(reply.id)).toEqual([ada]);
  expect(isLastPicture(stage, reply)).toBe(true);
  await everythingEnded(stage);
});

test('an answer that had to go to direct messages ends the public "thinking"', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada, channel } = stage;
  const silent = upstream.script.always({ refuse: { status: 503 } }, { on: 'tasks' });
  const asked = run(stage, 'imagine', { prompt: 'a red fox' });
  await until(() => silent.uses > 0, 'the vendor has it');
  discord.expireTokens();
  // What is there may be edited without the permission to post; a file may not be added to it.
  discord.setPermission({ channel, deny: ['SEND_MESSAGES'] });
  discord.failNext({
    kind: 'status',
    status: 403,
    code: 50013,
    route: 'PATCH /channels/:channel/messages/:message',
    where: ({ files }) => files.length > 0,
    times: Number.POSITIVE_INFINITY,
  });
  silent.cancel();

  const direct = await discord.waitForMessage(discord.openDm(ada), isEnding, patience);

  expect(isLastPicture(stage, direct)).toBe(true);
  await everythingEnded(stage);
  expect(discord.message(asked.view().responseMessageId ?? '')?.content).toBe('The answer went to direct messages.');
});

test('a failure that names what the server refuses is told without the name', async () => {
  await using stage = await raiseStrict(['badword']);
  const message = await ask(stage, 'imagine', { prompt: 'a fox', model: 'badword-9' });
  expect(message.content).toMatch(
    /^Your request names a model that I do not know\. Choose one of those offered\. Nothing was charged\./,
  );
});

test('a command whose answer the server refuses says so', async () => {
  await using stage = await raiseStrict(['badword']);
  await ask(stage, 'imagine', { prompt: 'a badword fox' });
  const history = await ask(stage, 'history show');
  expect(history.content).toBe('A rule of this server keeps the words of my answer out of here.');
});

test('an original whose alternative text the server refuses is shown without it', async () => {
  await using stage = await raiseStrict(['badword'], { discord: { defaultUploadLimit: 4_000 } });
  const message = await ask(stage, 'imagine', { prompt: 'a badword fox' });

  const full = await press(stage, message, 'Full size');

  expect(full.content).toBe('A rule of this server keeps the words of my answer out of here.');
  expect(stage.discord.filesOf(full.id)).toMatchObject([{ description: 'a picture' }]);
});

test('a hint that the server refuses is put otherwise', async () => {
  await using stage = await raiseStrict(['/help']);
  const { discord, ada, channel } = stage;
  const asked = discord.sendMessage({ user: ada, channel, content: mention(discord) });
  expect((await replyTo(stage, asked)).content).toBe('A rule of this server keeps the words of my answer out of here.');
});
