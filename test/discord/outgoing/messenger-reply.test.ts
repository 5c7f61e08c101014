import { describe, expect, test } from 'vitest';
import { channelId } from '../../../src/domain/ids.ts';
import { startMessengerStage, withMessage } from './messenger-stage.ts';

const posting = 'POST /channels/:channel/messages';

describe('the answer to a message', () => {
  test('is one reply that pings nobody, created once and then edited', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const job = stage.say();
    const posted = await messenger.progress(job, { kind: 'working', since: stage.discord.now() });
    if (posted.kind !== 'posted') throw new Error(posted.kind);
    expect(stage.discord.requests.map(({ method, body }) => ({ method, body }))).toEqual([
      {
        method: 'POST',
        body: {
          content: expect.stringMatching(/^Working on it, begun <t:\d+:R>\.$/),
          components: [
            {
              type: 1,
              components: [{ type: 2, style: 2, label: 'Hide', custom_id: `v1:cancel:${job.id}` }],
            },
          ],
          attachments: [],
          allowed_mentions: { parse: [], replied_user: false },
          nonce: job.id,
          enforce_nonce: true,
          message_reference: { message_id: job.id, fail_if_not_exists: false },
        },
      },
    ]);
    const known = withMessage(job, posted.message);
    expect(await messenger.answer(known, stage.pictureOf(job))).toEqual(posted);
    expect(stage.asked()).toEqual(['POST /channels/…/messages', 'PATCH /channels/…/messages/…']);
    expect(stage.seen()).toMatchObject([
      { type: 19, message_reference: { message_id: job.id }, attachments: [{ filename: 'retouch-1.png' }] },
    ]);
    expect(stage.discord.pingsOf(posted.message)).toEqual([]);
  });

  test('is found again by a process that was started since, and shows the newest', async () => {
    await using stage = await startMessengerStage();
    const job = stage.say();
    const working = { kind: 'working', since: stage.discord.now() } as const;
    const posted = await stage.newMessenger().progress(job, working);
    // Beyond what an enforced nonce guards.
    stage.discord.advanceTime(900_000);
    expect(await stage.newMessenger().answer(job, stage.pictureOf(job))).toEqual(posted);
    expect(stage.discord.requestsTo(posting)).toHaveLength(1);
    expect(stage.seen()).toMatchObject([{ attachments: [{ filename: 'retouch-1.png' }] }]);
  });

  test('shows the newest also where the nonce brought an older form back', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const job = stage.say();
    await messenger.progress(job, { kind: 'working', since: stage.discord.now() });
    await messenger.answer(job, stage.pictureOf(job));
    expect(stage.seen()).toMatchObject([{ content: expect.stringMatching(/^\*\*Version 1/) }]);
    expect(stage.seen()).toHaveLength(1);
  });

  test.each([
    { kind: 'status', status: 502, html: true, afterTakingIt: true },
    { kind: 'drop', afterTakingIt: true },
  ] as const)('is looked for before it is created again ($kind)', async (mishap) => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const job = stage.say();
    stage.discord.failNext({ ...mishap, route: posting });
    const answer = { kind: 'failure', failure: { code: 'moderated' }, neutral: false } as const;
    expect(await messenger.answer(job, answer)).toEqual({ kind: 'later', afterMs: 2000 });
    expect(await messenger.answer(job, answer)).toMatchObject({ kind: 'posted' });
    expect(stage.discord.requestsTo(posting)).toHaveLength(1);
    expect(stage.seen()).toHaveLength(1);
  });

  test('is not mistaken for what others replied', async () => {
    await using stage = await startMessengerStage();
    const job = stage.say();
    stage.discord.sendMessage({ user: stage.asker, channel: stage.channel, content: 'hm', replyTo: job.id });
    stage.discord.advanceTime(60_000);
    const posted = await stage.newMessenger().answer(job, stage.pictureOf(job));
    expect(stage.asked()).toContain('GET /channels/…/messages');
    expect(posted).toMatchObject({ kind: 'posted' });
    expect(stage.seen()).toHaveLength(1);
  });

  test('stands beside the question where the history cannot be read', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    stage.discord.setPermission({ channel: stage.channel, deny: ['READ_MESSAGE_HISTORY'] });
    const job = stage.say();
    expect(await messenger.answer(job, stage.pictureOf(job))).toMatchObject({ kind: 'posted' });
    expect(stage.seen()[0]?.message_reference).toBeUndefined();
  });

  test('stands on its own where the question is gone', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const job = stage.say();
    stage.discord.deleteMessage(stage.asker, job.id);
    expect(await messenger.answer(job, stage.pictureOf(job))).toMatchObject({ kind: 'posted' });
    expect(stage.seen()).toHaveLength(1);
  });

  test('is given anew where its message was deleted, once', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const job = stage.say();
    const first = await messenger.progress(job, { kind: 'working', since: stage.discord.now() });
    if (first.kind !== 'posted') throw new Error(first.kind);
    const known = withMessage(job, first.message);
    await messenger.remove(first.channel, first.message);
    const second = await messenger.answer(known, stage.pictureOf(job));
    expect(second).toMatchObject({ kind: 'posted' });
    expect(await stage.newMessenger().answer(known, stage.pictureOf(job))).toEqual(second);
    expect(stage.seen()).toHaveLength(1);
  });

  test('goes to direct messages where the channel is closed to the bot, unless it is a mere refusal', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const [job, refused] = [stage.say(), stage.say()];
    stage.discord.setPermission({ channel: stage.channel, deny: ['SEND_MESSAGES'] });
    const direct = stage.discord.openDm(stage.asker);
    expect(await messenger.answer(job, stage.pictureOf(job))).toMatchObject({ kind: 'posted', channel: direct });
    const refusal = { kind: 'failure', failure: { code: 'no_source' }, neutral: true } as const;
    expect(await messenger.answer(refused, refusal)).toEqual({ kind: 'impossible', code: '50013' });
    expect(stage.seen(direct)).toHaveLength(1);
  });

  test('is impossible where the channel is gone and nothing else takes it, and logs no bug', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const job = stage.say();
    stage.discord.deleteChannel(stage.channel);
    stage.discord.closeDm(stage.asker);
    expect(await messenger.answer(job, stage.pictureOf(job))).toEqual({ kind: 'impossible', code: '10003' });
    expect(stage.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('that Discord finds malformed is logged by its code alone', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const job = stage.say('my secret');
    stage.discord.failNext({ kind: 'status', status: 400, code: 50035, route: posting });
    expect(await messenger.answer(job, stage.pictureOf(job, 'my secret'))).toEqual({
      kind: 'impossible',
      code: '50035',
    });
    expect(stage.lines).toEqual([
      {
        level: 'error',
        fields: { job: job.id, code: 50035, status: 400 },
        message: 'Discord refused a message of ours',
      },
    ]);
  });
});

describe('the answer in a thread', () => {
  test('that was archived meanwhile unarchives it', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const thread = stage.discord.createThread({ channel: stage.channel, name: 'Foxes', owner: stage.asker });
    const job = stage.say('make it red', thread);
    const first = await messenger.progress(job, { kind: 'working', since: stage.discord.now() });
    if (first.kind !== 'posted') throw new Error(first.kind);
    stage.discord.changeThread(thread, { archived: true });
    const known = withMessage(job, first.message);
    expect(await messenger.answer(known, stage.pictureOf(job))).toMatchObject({ kind: 'posted', channel: thread });
    expect(stage.seen(thread)).toMatchObject([{ attachments: [{ filename: 'retouch-1.png' }] }]);
  });

  test('that was locked goes to direct messages', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const thread = stage.discord.createThread({ channel: stage.channel, name: 'Foxes', owner: stage.asker });
    const job = stage.say('make it red', thread);
    stage.discord.changeThread(thread, { archived: true, locked: true });
    const direct = stage.discord.openDm(stage.asker);
    expect(await messenger.answer(job, stage.pictureOf(job))).toMatchObject({ kind: 'posted', channel: direct });
  });
});

describe('beside the answer', () => {
  test('typing shows that a message was understood, and its failure is nobody’s concern', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const job = stage.say();
    const typing: string[] = [];
    stage.discord.on('typing', ({ channelId: where }) => void typing.push(where));
    await messenger.notice(job);
    expect(typing).toEqual([stage.channel]);
    await messenger.notice({ ...job, address: { ...job.address, channel: channelId('1300000000000000009') } });
  });

  test('a message job that crashed before its acknowledgement is given one', async () => {
    await using stage = await startMessengerStage();
    const job = stage.say();
    const found = await stage.newMessenger().acknowledgement(job);
    if (found === null || found === 'later' || found.message === null) throw new Error('none');
    expect(stage.discord.message(found.message)?.content).toMatch(/^Working/);
    expect(await stage.newMessenger().acknowledgement(job)).toEqual(found);
  });

  test('a message is removed, and may be gone already', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const posted = await messenger.progress(stage.say(), { kind: 'working', since: 0 });
    if (posted.kind !== 'posted') throw new Error(posted.kind);
    await messenger.remove(posted.channel, posted.message);
    await messenger.remove(posted.channel, posted.message);
    expect(stage.seen()).toEqual([]);
    expect(stage.lines).toEqual([]);
  });
});
