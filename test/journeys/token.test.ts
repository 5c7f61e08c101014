import { expect, test } from 'vitest';
import type { Snowflake, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { buttonsOf, ending, isEnding, isPrivate, linkTo, patience, press, run } from './asking.ts';
import { isLastPicture, until } from './looking.ts';
import { raiseStage, type Stage, type StageOptions } from './stage/stage.ts';

// An interaction's token lives for 15 minutes; what is asked for may take longer.

const quarter = 15 * 60_000 + 1_000;

interface Asked extends Stage {
  /** The message that promises the picture. */
  readonly stale: WireMessage;
  /** The vendor has an answer now. */
  goOn(): void;
}

/** Somebody has asked, the vendor has taken it, the message says so, and the token dies. */
async function raiseLate(
  options: Readonly<Record<string, string | boolean>> = {},
  more: StageOptions & { readonly channel?: (stage: Stage) => Snowflake } = {},
): Promise<Asked> {
  const stage = await raiseStage({ ...more, pace: { statusAfter: 50, ...more.pace } });
  const { discord, upstream } = stage;
  const channel = more.channel?.(stage) ?? stage.channel;
  const silent = upstream.script.always({ refuse: { status: 503 } }, { on: 'tasks' });
  const asked = run(stage, 'imagine', { prompt: 'a red fox', ...options }, { channel });
  const stale = await asked.answered({ ...patience, where: ({ content }) => content.startsWith('Working') });
  await until(() => silent.uses > 0, 'the vendor has it');
  discord.expireTokens();
  return Object.assign(stage, { stale, goOn: () => silent.cancel() });
}

/** What came after the stale message, and is an ending. */
const after = (stage: Asked, channel: Snowflake = stage.channel): Promise<WireMessage> =>
  stage.discord.waitForMessage(channel, (each) => each.id !== stage.stale.id && isEnding(each), patience);

const staleNow = async ({ discord, stale }: Asked) => {
  await until(() => isEnding(discord.message(stale.id) ?? { ...stale, content: '' }), 'the stale message ends');
  return discord.message(stale.id);
};

test('a public picture that comes too late is a reply that calls its asker alone', async () => {
  await using stage = await raiseLate();
  const { discord, ada, ben, channel, stale } = stage;
  stage.goOn();

  const reply = await after(stage);

  expect(reply.content).toMatch(/^<@\d+> \*\*Version 1:\*\* “a red fox”\n/);
  expect(reply.content.startsWith(`<@${ada}> `)).toBe(true);
  expect(reply.message_reference?.message_id).toBe(stale.id);
  expect(discord.pingsOf(reply.id)).toEqual([ada]);
  expect(isLastPicture(stage, reply)).toBe(true);
  expect(buttonsOf(reply)).toEqual([['Edit', 'Vary', 'Again', 'Undo', 'More']]);
  expect(await staleNow(stage)).toMatchObject({
    content: `The answer is [here](${linkTo(stage, reply)}).`,
    attachments: [],
    components: [],
  });
  expect(discord.pingsOf(stale.id)).toEqual([]);
  expect(discord.visibleMessages(ben, channel).map(({ id }) => id)).toEqual([stale.id, reply.id]);
});

test('a public failure that comes too late is told in a reply to its asker', async () => {
  await using stage = await raiseLate();
  const { discord, upstream, ada } = stage;
  const [task] = upstream.tasks;
  const response = { success: false, error: { code: 'api_error', message: 'no' } };
  const body = JSON.stringify({ id: task?.id, trace_id: task?.traceId, finished_at: 1, response });
  upstream.script.next({ raw: { status: 200, body } }, { on: 'tasks' });
  stage.goOn();

  const reply = await after(stage);

  expect(reply.content).toBe(
    `<@${ada}> The image service failed to make it. Try again, or choose another model. Nothing was charged.`,
  );
  expect(reply.attachments).toEqual([]);
  expect(buttonsOf(reply)).toEqual([['Try again']]);
  expect(discord.pingsOf(reply.id)).toEqual([ada]);
  expect((await staleNow(stage))?.content).toMatch(/^The answer is \[here\]/);
});

test('nobody else is called, whatever the prompt says', async () => {
  await using stage = await raiseLate({ prompt: '@everyone look, <@&1> and <@2>' });
  const { discord, ada } = stage;
  stage.goOn();

  expect(discord.pingsOf((await after(stage)).id)).toEqual([ada]);
});

test('a bot that was away for longer than the token lives answers all the same', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada } = stage;
  const silent = upstream.script.always({ refuse: { status: 503 } }, { on: 'tasks' });
  const asked = run(stage, 'imagine', { prompt: 'a red fox' });
  await until(() => silent.uses > 0, 'the vendor has it');

  await stage.app.stop();
  stage.passTime(quarter);
  silent.cancel();
  // Just when we are back the vendor does not answer: that is no reason to give up what it has made.
  upstream.script.next({ refuse: { status: 503 } }, { on: 'tasks', times: 2 });
  discord.forgetRequests();
  await stage.restart();

  const thinking = asked.view().responseMessageId;
  const reply = await discord.waitForMessage(stage.channel, (each) => each.id !== thinking && isEnding(each), patience);
  expect(reply.content.startsWith(`<@${ada}> **Version 1:** `)).toBe(true);
  expect(isLastPicture(stage, reply)).toBe(true);
  expect(upstream.paidRequests).toHaveLength(1);
  // The bot knows that the token is over, and does not try it.
  expect(discord.requests.filter(({ path }) => path.startsWith('/webhooks/'))).toEqual([]);
});

test('what it is doing is told past the token, too', async () => {
  await using stage = await raiseStage({ pace: { statusAfter: 300 } });
  const { discord, upstream } = stage;
  const silent = upstream.script.always({ refuse: { status: 503 } }, { on: 'tasks' });
  const asked = run(stage, 'imagine', { prompt: 'a red fox' });
  await asked.acknowledged();
  discord.expireTokens();

  const working = await asked.answered({ ...patience, where: ({ content }) => content.startsWith('Working') });
  expect(discord.pingsOf(working.id)).toEqual([]);
  silent.cancel();
  expect((await ending(asked)).content).toMatch(/^The answer is \[here\]/);
});

test('a reply whose answer from Discord was lost is not posted twice', async () => {
  await using stage = await raiseLate();
  const { discord, ben, channel } = stage;
  const lost = discord.failNext({ kind: 'drop', afterTakingIt: true, route: 'POST /channels/:channel/messages' });
  stage.goOn();

  await until(() => lost.struck() === 1, 'the reply is posted');
  expect((await staleNow(stage))?.content).toMatch(/^The answer is \[here\]/);
  expect(discord.visibleMessages(ben, channel)).toHaveLength(2);
});

test('where the bot may not post, the message itself becomes the answer', async () => {
  await using stage = await raiseLate();
  const { discord, ben, channel } = stage;
  discord.setPermission({ channel, deny: ['SEND_MESSAGES'] });
  stage.goOn();

  const answer = await staleNow(stage);

  expect(answer?.content).toMatch(/^\*\*Version 1:\*\* “a red fox”\n/);
  expect(isLastPicture(stage, answer as WireMessage)).toBe(true);
  expect(discord.visibleMessages(ben, channel)).toHaveLength(1);
});

test('in direct messages the answer is a reply, too', async () => {
  await using stage = await raiseLate({}, { channel: ({ discord, ada }) => discord.openDm(ada) });
  const { discord, ada } = stage;
  stage.goOn();

  const reply = await after(stage, discord.openDm(ada));

  expect(isLastPicture(stage, reply)).toBe(true);
  expect((await staleNow(stage))?.content).toContain(
    `https://discord.com/channels/@me/${reply.channel_id}/${reply.id}`,
  );
});

test('a private picture that comes too late is a direct message', async () => {
  await using stage = await raiseLate({ private: true });
  const { discord, ada, ben, channel, guild, stale } = stage;
  stage.goOn();

  const direct = await discord.waitForMessage(discord.openDm(ada), isEnding, patience);

  expect(direct.content).toMatch(/^\*\*Version p1:\*\* “a red fox”\n/);
  expect(direct.content.split('\n').at(-1)).toBe(
    `-# You asked [here](https://discord.com/channels/${guild}/${channel}/${stale.id}).`,
  );
  expect(isLastPicture(stage, direct)).toBe(true);
  expect(buttonsOf(direct)).toEqual([['Edit', 'Vary', 'Again', 'Undo', 'More']]);
  expect(discord.visibleMessages(ben, channel)).toEqual([]);
});

test('where direct messages are closed, a word without the picture, and a button that shows it to its asker', async () => {
  await using stage = await raiseLate({ private: true });
  const { discord, ada, ben, channel } = stage;
  discord.closeDm(ada);
  stage.goOn();

  const word = await after(stage);

  expect(word.content).toBe(`<@${ada}> What you asked for in private has ended; only you can open it.`);
  expect(word).toMatchObject({ attachments: [], embeds: [] });
  expect(discord.pingsOf(word.id)).toEqual([ada]);
  expect(buttonsOf(word)).toEqual([['Show']]);
  expect(discord.visibleMessages(ben, channel).map(({ id }) => id)).toEqual([word.id]);

  const refused = await press(stage, word, 'Show', ben);
  expect(refused).toMatchObject({ content: 'Only the one who asked can open this.', attachments: [] });
  expect(isPrivate(refused)).toBe(true);

  await stage.restart();
  const shown = await press(stage, word, 'Show');
  expect(isPrivate(shown)).toBe(true);
  expect(discord.audienceOf(shown.id)).toEqual({ kind: 'person', userId: ada });
  expect(isLastPicture(stage, shown)).toBe(true);
  expect(buttonsOf(shown)).toEqual([['Edit', 'Vary', 'Again', 'Undo', 'More']]);
});

test('a private failure that comes too late says nothing of itself in the channel', async () => {
  await using stage = await raiseLate({ private: true });
  const { discord, upstream, ada, ben } = stage;
  discord.closeDm(ada);
  const [task] = upstream.tasks;
  const response = { success: false, error: { code: 'content_moderation', message: 'no' } };
  const body = JSON.stringify({ id: task?.id, trace_id: task?.traceId, finished_at: 1, response });
  upstream.script.next({ raw: { status: 200, body } }, { on: 'tasks' });
  stage.goOn();

  const word = await after(stage);

  expect(word.content).toBe(`<@${ada}> What you asked for in private has ended; only you can open it.`);
  expect((await press(stage, word, 'Show', ben)).content).toBe('Only the one who asked can open this.');
  const told = await press(stage, word, 'Show');
  expect(isPrivate(told)).toBe(true);
  expect(told.content).toMatch(
    /^The image service's moderation refused these words or pictures\. Say it differently, or use another picture\. Nothing was charged\./,
  );
});
