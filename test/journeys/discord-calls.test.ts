import { describe, expect, test } from 'vitest';
import type { Fault, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, ending, patience, replyTo } from './asking.ts';
import { hasten, imagine, isLastPicture, logLines, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// Discord fails at one of the bot's requests, before or after having done what was asked.

const finalEdit = 'PATCH /webhooks/:application/:token/messages/:message';
const acknowledgement = 'POST /interactions/:interaction/:token/callback';
const creation = 'POST /channels/:channel/messages';
const cat = { name: 'cat.png', bytes: png(64, 48) };

const everything = ({ discord, channel }: Stage) => discord.visibleMessages(discord.botUser.id, channel);

const isOver = (stage: Stage) => logLines(stage).some((line) => line['msg'] === 'job ended');

type Mishap = Omit<Extract<Fault, { kind: 'status' }>, 'route'> | Omit<Extract<Fault, { kind: 'drop' }>, 'route'>;

const mishaps: readonly (readonly [string, Mishap])[] = [
  ['fails once', { kind: 'status', status: 500 }],
  ['fails with a proxy’s page', { kind: 'status', status: 502, html: true }],
  ['fails four times', { kind: 'status', status: 503, times: 4 }],
  ['fails after having taken it', { kind: 'status', status: 500, afterTakingIt: true }],
  ['breaks the connection', { kind: 'drop' }],
  ['breaks the connection after having taken it', { kind: 'drop', afterTakingIt: true }],
  ['wants us to wait', { kind: 'status', status: 429, retryAfter: 0.3 }],
];

describe.each(mishaps)('a Discord that %s', (_what, mishap) => {
  test('at the picture still shows it, in one message', async () => {
    await using stage = await raiseStage();
    const { discord, upstream } = stage;
    const fault = discord.failNext({ ...mishap, route: finalEdit });

    const asked = imagine(stage, 'a red fox');
    await asked.acknowledged();
    await hasten(stage, () => isOver(stage));

    const [message, ...others] = everything(stage);
    expect(others).toEqual([]);
    expect(message?.id).toBe(asked.view().responseMessageId);
    expect(isLastPicture(stage, message as WireMessage)).toBe(true);
    expect(fault.struck()).toBe(mishap.times ?? 1);
    expect(upstream.paidRequests).toHaveLength(1);
  });

  test('at the answer to a message posts it once', async () => {
    await using stage = await raiseStage();
    const { discord, upstream, ada, channel } = stage;
    const fault = discord.failNext({ ...mishap, route: creation });

    const content = `<@${discord.botUser.id}> with a hat`;
    const asked = discord.sendMessage({ user: ada, channel, content, files: [cat] });
    await hasten(stage, () => isOver(stage));
    const message = await replyTo(stage, asked);

    expect(isLastPicture(stage, message)).toBe(true);
    expect(everything(stage).map(({ id }) => id)).toEqual([asked, message.id]);
    expect(fault.struck()).toBe(mishap.times ?? 1);
    expect(upstream.paidRequests).toHaveLength(1);
  });
});

// Discord gives three seconds, which is not enough for many attempts.
const strict = { discord: { interactionDeadlineMs: 3_000 } };
test.each(mishaps.filter(([, { times }]) => times === undefined))(
  'a Discord that %s at the "thinking" is asked again in time, and the picture is made once',
  async (_what, mishap) => {
    await using stage = await raiseStage(strict);
    const { discord, upstream } = stage;
    const fault = discord.failNext({ ...mishap, route: acknowledgement });

    const message = await ending(imagine(stage, 'a red fox'));

    expect(isLastPicture(stage, message)).toBe(true);
    expect(everything(stage)).toHaveLength(1);
    expect(fault.struck()).toBe(1);
    expect(upstream.paidRequests).toHaveLength(1);
  },
);

test('a reply that Discord had taken is found again, also when its nonce guards no more', async () => {
  await using stage = await raiseStage({
    settings: { SHUTDOWN_GRACE_S: '0' },
    discord: { messageContentIntent: true },
  });
  const { discord, upstream, ada, channel } = stage;
  const fault = discord.failNext({ kind: 'hang', afterTakingIt: true, route: creation });
  const content = `<@${discord.botUser.id}> with a hat`;
  const asked = discord.sendMessage({ user: ada, channel, content, files: [cat] });
  await until(() => fault.struck() === 1, 'the reply is posted');

  await stage.app.stop();
  stage.passTime(10 * 60_000);
  await stage.restart();
  await until(() => isOver(stage), 'the job ends');

  const [reply, ...others] = everything(stage).filter(({ id }) => id !== asked);
  expect(others).toEqual([]);
  expect(isLastPicture(stage, reply as WireMessage)).toBe(true);
  expect(upstream.paidRequests).toHaveLength(1);
});

test('where nobody lets the bot look for its reply, Discord’s nonce keeps it from posting it twice', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben, channel } = stage;
  discord.setPermission({ channel, deny: ['READ_MESSAGE_HISTORY'] });
  const fault = discord.failNext({
    kind: 'drop',
    afterTakingIt: true,
    route: creation,
    // A reply that refers to a message is refused there; the second try does not.
    where: ({ body }) => !JSON.stringify(body).includes('message_reference'),
  });
  const content = `<@${discord.botUser.id}> with a hat`;
  const asked = discord.sendMessage({ user: ada, channel, content, files: [cat] });

  await hasten(stage, () => isOver(stage));

  expect(fault.struck()).toBe(1);
  const replies = discord.visibleMessages(ben, channel).filter(({ id }) => id !== asked);
  expect(replies.map(({ attachments }) => attachments.length)).toEqual([1]);
});

test('a rate limit is not run against', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  discord.failNext({ kind: 'status', status: 429, retryAfter: 0.5, route: finalEdit });

  await ask(stage, 'imagine', { prompt: 'a red fox' });

  const [refused, taken, ...others] = discord.requestsTo(finalEdit);
  expect(others).toEqual([]);
  expect((taken?.startedAt ?? 0) - (refused?.startedAt ?? 0)).toBeGreaterThanOrEqual(500);
});

test('an answer that Discord takes in no way is tried for long, past the token too, and then given up', async () => {
  // An hour in production: 225 tries, 16 s apart.
  await using stage = await raiseStage({ pace: { maxBackoff: 100, deliverFor: 2_000 } });
  const { discord, upstream } = stage;
  const route = /^(PATCH \/webhooks|\w+ \/channels)\//;
  const fault = discord.failNext({ kind: 'status', status: 500, times: Number.POSITIVE_INFINITY, route });
  const givenUp = () => logLines(stage).find(({ msg }) => msg === 'the answer cannot be delivered');
  imagine(stage, 'a red fox');
  await until(() => fault.struck() > 0, 'it is tried');

  await hasten(stage, () => givenUp() !== undefined, 15_000);

  expect(givenUp()).toMatchObject({ code: 'Discord takes no answer' });
  const tried = discord.requests.filter(({ faulted }) => faulted).map((each) => each.route);
  expect(tried.length).toBeGreaterThan(20);
  expect(new Set(tried)).toEqual(new Set([finalEdit, 'GET /channels/:channel/messages/:message']));
  expect(upstream.paidRequests).toHaveLength(1);
});

describe.concurrent('where seconds pass that nobody can hurry', () => {
  test('what Discord never let us acknowledge is not sent to the vendor', async () => {
    await using stage = await raiseStage(strict);
    const { discord, upstream } = stage;
    discord.failNext({ kind: 'status', status: 500, times: Number.POSITIVE_INFINITY, route: acknowledgement });

    const asked = imagine(stage, 'a red fox');
    await asked.failed(patience);
    discord.clearFaults();
    await stage.app.stop();

    expect(upstream.requests).toEqual([]);
    expect(everything(stage)).toEqual([]);
  });

  test('many answers at once keep to Discord’s limits, and all arrive', async () => {
    await using stage = await raiseStage({ discord: { rateLimits: 'discord' } });
    const { discord, ada, channel } = stage;
    const content = `<@${discord.botUser.id}> with a hat`;

    const asked = Array.from({ length: 7 }, () => discord.sendMessage({ user: ada, channel, content, files: [cat] }));
    const answers = await Promise.all(asked.map((each) => replyTo(stage, each)));

    expect(answers.every(({ attachments }) => attachments.length === 1)).toBe(true);
    expect(everything(stage)).toHaveLength(14);
  });

  test('a gateway that wants a new session gets one', async () => {
    await using stage = await raiseStage();
    const { discord, upstream } = stage;
    const silent = upstream.script.always({ refuse: { status: 503 } }, { on: 'tasks' });
    const asked = imagine(stage, 'a red fox');
    await until(() => silent.uses > 0, 'the vendor has it');
    const sessions = discord.identifies.length;
    discord.invalidateSession(false);
    await until(() => discord.identifies.length > sessions, 'a new session');
    silent.cancel();

    expect(isLastPicture(stage, await ending(asked))).toBe(true);
  });
});
