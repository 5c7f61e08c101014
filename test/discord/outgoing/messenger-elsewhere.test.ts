import { describe, expect, test } from 'vitest';
import type { AddressedJob } from '../../../src/ports/messenger.ts';
import { type MessengerStage, startMessengerStage } from './messenger-stage.ts';

const quarterOfAnHour = 900_000;

/** A public job whose token is over while its message still says that it is worked on. */
async function stalePublicJob(stage: MessengerStage): Promise<AddressedJob> {
  const job = await stage.imagine();
  await stage.newMessenger().progress(job, { kind: 'working', since: stage.discord.now() });
  stage.discord.expireTokens();
  stage.discord.forgetRequests();
  return job;
}

describe('a public answer past the token', () => {
  test('is a reply that calls its asker alone, and the stale message says where it is', async () => {
    await using stage = await startMessengerStage();
    const job = await stalePublicJob(stage);
    const posted = await stage.newMessenger().answer(job, stage.pictureOf(job, '@everyone a fox'));
    const [stale, reply, ...more] = stage.seen();
    expect(more).toEqual([]);
    expect(posted).toEqual({ kind: 'posted', message: reply?.id, channel: stage.channel });
    expect(stage.discord.pingsOf(reply?.id ?? '')).toEqual([stage.asker]);
    expect(reply).toMatchObject({
      type: 19,
      content: `<@${stage.asker}> **Version 1:** “@\u2060everyone a fox”\n-# gpt-image-2 · 1024×1024`,
      message_reference: { message_id: job.address.message },
      attachments: [{ filename: 'retouch-1.png' }],
      mention_everyone: false,
    });
    expect(stale).toMatchObject({
      id: job.address.message,
      content: `The answer is [here](https://discord.com/channels/${stage.guild}/${stage.channel}/${reply?.id}).`,
    });
    expect(stale?.content).not.toMatch(/queued|working|preview/i);
    const [created] = stage.discord.requestsTo('POST /channels/:channel/messages');
    expect(created?.body).toMatchObject({
      allowed_mentions: { parse: [], users: [stage.asker], replied_user: false },
      nonce: job.id,
      enforce_nonce: true,
      message_reference: { message_id: job.address.message, fail_if_not_exists: false },
    });
  });

  test('does not ask in vain where the clock says that the token is over', async () => {
    await using stage = await startMessengerStage();
    const job = await stage.imagine();
    stage.discord.forgetRequests();
    const late = stage.newMessenger({ ahead: quarterOfAnHour });
    await late.answer(job, { kind: 'failure', failure: { code: 'task_failed' }, neutral: false });
    expect(stage.asked().filter((each) => each.includes('webhooks'))).toEqual([]);
    expect(stage.seen()).toHaveLength(2);
  });

  test('is there once, however often it is given, also by another process', async () => {
    await using stage = await startMessengerStage();
    const job = await stalePublicJob(stage);
    const answer = stage.pictureOf(job);
    const first = await stage.newMessenger().answer(job, answer);
    stage.discord.advanceTime(quarterOfAnHour);
    expect(await stage.newMessenger().answer(job, answer)).toEqual(first);
    expect(stage.seen()).toHaveLength(2);

    const failed = await stalePublicJob(stage);
    const failure = { kind: 'failure', failure: { code: 'task_failed' }, neutral: false } as const;
    const told = await stage.newMessenger().answer(failed, failure);
    stage.discord.advanceTime(quarterOfAnHour);
    expect(await stage.newMessenger().answer(failed, failure)).toEqual(told);
    expect(stage.seen()).toHaveLength(4);
  });

  test('is there once where Discord created it and its answer was lost', async () => {
    await using stage = await startMessengerStage();
    const job = await stalePublicJob(stage);
    const messenger = stage.newMessenger();
    stage.discord.failNext({
      kind: 'status',
      status: 502,
      html: true,
      afterTakingIt: true,
      route: 'POST /channels/:channel/messages',
    });
    expect(await messenger.answer(job, stage.pictureOf(job))).toEqual({ kind: 'later', afterMs: 2000 });
    stage.discord.advanceTime(quarterOfAnHour);
    expect(await messenger.answer(job, stage.pictureOf(job))).toMatchObject({ kind: 'posted' });
    expect(stage.seen()).toHaveLength(2);
    expect(stage.discord.requestsTo('POST /channels/:channel/messages')).toHaveLength(1);
  });

  test('is not given again where it went out by the token before a crash', async () => {
    await using stage = await startMessengerStage();
    const job = await stage.imagine();
    await stage.newMessenger().answer(job, stage.pictureOf(job));
    stage.discord.expireTokens();
    const again = await stage.newMessenger().answer(job, stage.pictureOf(job));
    expect(again).toEqual({ kind: 'posted', message: job.address.message, channel: stage.channel });
    expect(stage.seen()).toHaveLength(1);
  });

  test('finds the stale message where its id was never known', async () => {
    await using stage = await startMessengerStage();
    const job = await stalePublicJob(stage);
    await stage.newMessenger().answer({ ...job, address: { ...job.address, message: null } }, stage.pictureOf(job));
    const [stale, reply] = stage.seen();
    expect(stale?.content).toContain('The answer is [here]');
    expect(reply?.attachments).toHaveLength(1);
  });

  test('stands in the stale message where the bot may not write, and pings nobody there', async () => {
    await using stage = await startMessengerStage();
    const job = await stalePublicJob(stage);
    stage.discord.setPermission({ channel: stage.channel, deny: ['SEND_MESSAGES'] });
    const posted = await stage.newMessenger().answer(job, stage.pictureOf(job));
    expect(posted).toEqual({ kind: 'posted', message: job.address.message, channel: stage.channel });
    expect(stage.seen()).toMatchObject([{ content: expect.stringMatching(/^\*\*Version 1/) }]);
    expect(stage.discord.pingsOf(job.address.message ?? '')).toEqual([]);
  });

  test('is not held up by a history that nobody lets us read', async () => {
    await using stage = await startMessengerStage();
    const job = await stalePublicJob(stage);
    stage.discord.setPermission({ channel: stage.channel, deny: ['READ_MESSAGE_HISTORY'] });
    const posted = await stage.newMessenger().answer(job, stage.pictureOf(job));
    expect(posted).toMatchObject({ kind: 'posted', channel: stage.channel });
    const [stale, reply] = stage.seen();
    expect(stale?.content).toContain('The answer is [here]');
    expect(reply).toMatchObject({ attachments: [{ filename: 'retouch-1.png' }] });
    expect(reply?.message_reference).toBeUndefined();
  });

  test('goes to direct messages where the channel is closed to the bot', async () => {
    await using stage = await startMessengerStage();
    const job = await stalePublicJob(stage);
    stage.discord.setPermission({ channel: stage.channel, deny: ['VIEW_CHANNEL'] });
    const posted = await stage.newMessenger().answer(job, stage.pictureOf(job));
    expect(posted).toMatchObject({ kind: 'posted', channel: stage.discord.openDm(stage.asker) });
  });

  test('is impossible where nothing takes it', async () => {
    await using stage = await startMessengerStage();
    const job = await stalePublicJob(stage);
    stage.discord.deleteChannel(stage.channel);
    stage.discord.closeDm(stage.asker);
    const posted = await stage.newMessenger().answer(job, stage.pictureOf(job));
    expect(posted).toEqual({ kind: 'impossible', code: '10003' });
  });
});

describe('progress past the token', () => {
  test("of a public job is written with the bot's token; of a private one it stays as it was", async () => {
    await using stage = await startMessengerStage();
    const [open, secret] = [await stage.imagine(), await stage.imagine('asker')];
    stage.discord.expireTokens();
    const messenger = stage.newMessenger();
    const working = { kind: 'working', since: stage.discord.now() } as const;
    expect(await messenger.progress(open, working)).toMatchObject({ kind: 'posted', message: open.address.message });
    expect(stage.discord.message(open.address.message ?? '')?.content).toMatch(/^Working/);
    expect(await messenger.progress(secret, working)).toEqual({ kind: 'impossible', code: '50027' });
    expect(stage.discord.requestsTo('POST /channels/:channel/messages')).toEqual([]);
  });
});

describe('a private answer past the token', () => {
  test('is a direct message that says what it belongs to', async () => {
    await using stage = await startMessengerStage();
    const job = await stage.imagine('asker');
    stage.discord.expireTokens();
    const answer = stage.pictureOf(job);
    const posted = await stage.newMessenger().answer(job, answer);
    const direct = stage.discord.openDm(stage.asker);
    const { message } = job.address;
    expect(stage.seen(direct)).toMatchObject([
      {
        content: `**Version 1:** “a fox”\n-# gpt-image-2 · 1024×1024\n-# You asked [here](https://discord.com/channels/${stage.guild}/${stage.channel}/${message}).`,
        attachments: [{ filename: 'retouch-1.png' }],
      },
    ]);
    expect(posted).toEqual({ kind: 'posted', message: stage.seen(direct)[0]?.id, channel: direct });
    stage.discord.advanceTime(quarterOfAnHour);
    expect(await stage.newMessenger().answer(job, answer)).toEqual(posted);
    expect(stage.seen(direct)).toHaveLength(1);
  });

  test('is a word in the channel, with a button and without the picture, where direct messages are closed', async () => {
    await using stage = await startMessengerStage();
    const job = await stage.imagine('asker');
    stage.discord.expireTokens();
    stage.discord.closeDm(stage.asker);
    const posted = await stage.newMessenger().answer(job, stage.pictureOf(job, 'my secret'));
    if (posted.kind !== 'posted') throw new Error(posted.kind);
    const word = stage.discord.message(posted.message);
    expect(word).toMatchObject({
      channel_id: stage.channel,
      content: `<@${stage.asker}> What you asked for in private has ended; only you can open it.`,
      attachments: [],
      components: [{ type: 1, components: [{ label: 'Show', custom_id: `v1:show:${job.id}` }] }],
    });
    expect(stage.discord.pingsOf(posted.message)).toEqual([stage.asker]);
    expect(stage.discord.audienceOf(posted.message)).toEqual({ kind: 'channel' });
    stage.discord.advanceTime(quarterOfAnHour);
    expect(await stage.newMessenger().answer(job, stage.pictureOf(job, 'my secret'))).toEqual(posted);
  });
});
