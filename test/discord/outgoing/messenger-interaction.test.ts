import { describe, expect, test } from 'vitest';
import { jobId } from '../../../src/domain/ids.ts';
import { startMessengerStage } from './messenger-stage.ts';

const original = 'PATCH /webhooks/…/token/messages/@original';

describe('the message of an interaction', () => {
  test('goes from its place in line to a preview to the picture, by the token alone', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const job = await stage.imagine();
    stage.discord.forgetRequests();

    const since = stage.discord.now();
    const ticking = `<t:${Math.floor(since / 1000)}:R>`;
    const posted = { kind: 'posted', message: job.address.message, channel: stage.channel };
    expect(await messenger.progress(job, { kind: 'queued', place: 3, since })).toEqual(posted);
    expect(stage.seen()).toMatchObject([{ content: `Queued: number 3 in line, asked ${ticking}.`, flags: 0 }]);
    expect(
      await messenger.progress(job, { kind: 'preview', since, path: stage.picturePath, type: 'image/png' }),
    ).toEqual(posted);
    expect(stage.seen()).toMatchObject([
      { content: `Preview, not finished yet; begun ${ticking}.`, attachments: [{ filename: 'preview.png' }] },
    ]);
    expect(await messenger.answer(job, stage.pictureOf(job))).toEqual(posted);
    expect(stage.seen()).toMatchObject([
      {
        content: '**Version 1:** “a fox”\n-# gpt-image-2 · 1024×1024',
        attachments: [{ filename: 'retouch-1.png', description: 'Version 1, made by AI (gpt-image-2): a fox' }],
      },
    ]);

    expect(stage.asked()).toEqual([original, original, original]);
    expect(stage.discord.requests.map(({ authorization }) => authorization)).toEqual(['none', 'none', 'none']);
    const last = stage.discord.requests.at(-1);
    expect(last?.files.map(({ name, size }) => ({ name, size }))).toEqual([{ name: 'retouch-1.png', size: 18 }]);
    expect(last?.body).toEqual({
      content: '**Version 1:** “a fox”\n-# gpt-image-2 · 1024×1024',
      allowed_mentions: { parse: [] },
      attachments: [{ id: '0', filename: 'retouch-1.png', description: 'Version 1, made by AI (gpt-image-2): a fox' }],
      components: [
        {
          type: 1,
          components: [
            { type: 2, style: 1, label: 'Edit', custom_id: `v1:edit:${job.id}-0-0` },
            { type: 2, style: 2, label: 'Vary', custom_id: `v1:vary:${job.id}-0-0` },
            { type: 2, style: 2, label: 'Again', custom_id: `v1:again:${job.id}-0-0` },
            { type: 2, style: 2, label: 'Undo', custom_id: `v1:undo:${job.id}-0-0` },
            { type: 2, style: 2, label: 'More', custom_id: `v1:more:${job.id}-0-0` },
          ],
        },
      ],
    });
  });

  test('says nothing of the prompt where the server refuses its words, and tries that once', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const job = { ...(await stage.imagine()), prompt: 'a badword fox' };
    stage.discord.addAutoMod({ guild: stage.guild, words: ['badword'], code: 200000 });
    stage.discord.forgetRequests();

    const since = stage.discord.now();
    for (const place of [3, 2]) await messenger.progress(job, { kind: 'queued', place, since });

    expect(stage.discord.requests.map(({ body }) => (body as { readonly content: string }).content)).toEqual([
      expect.stringMatching(/^Queued: number 3 .*\n“a badword fox”$/),
      expect.stringMatching(/^Queued: number 3 .*\.$/),
      expect.stringMatching(/^Queued: number 2 .*\.$/),
    ]);
  });

  test('loses its preview when the job fails', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const job = await stage.imagine();
    await messenger.progress(job, {
      kind: 'preview',
      since: stage.discord.now(),
      path: stage.picturePath,
      type: 'image/png',
    });
    await messenger.answer(job, { kind: 'failure', failure: { code: 'moderated' }, neutral: false });
    expect(stage.seen()).toMatchObject([
      { content: expect.stringMatching(/moderation.*Nothing was charged/), attachments: [], components: [] },
    ]);
  });

  test('pings nobody, whatever the prompt says', async () => {
    await using stage = await startMessengerStage();
    const job = await stage.imagine();
    await stage.newMessenger().answer(job, stage.pictureOf(job, `@everyone @here <@${stage.asker}> [x](https://a.b)`));
    const [message] = stage.seen();
    expect(stage.discord.pingsOf(message?.id ?? '')).toEqual([]);
    expect(message).toMatchObject({ mentions: [], mention_everyone: false });
  });

  test('is written again where the answer to the writing was lost', async () => {
    await using stage = await startMessengerStage();
    const job = await stage.imagine();
    for (const mishap of [
      { kind: 'status', status: 502, html: true, afterTakingIt: true },
      { kind: 'drop', afterTakingIt: true },
    ] as const) {
      stage.discord.failNext({ ...mishap, route: 'PATCH /webhooks/:application/:token/messages/:message' });
    }
    expect(await stage.newMessenger().answer(job, stage.pictureOf(job))).toMatchObject({ kind: 'posted' });
    expect(stage.seen()).toHaveLength(1);
    expect(stage.seen()[0]?.attachments).toHaveLength(1);
  });

  test('waits where Discord is down or asks for patience, and says how long', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const job = await stage.imagine();
    const route = 'PATCH /webhooks/:application/:token/messages/:message';
    const down = stage.discord.failNext({ kind: 'status', status: 503, route, times: Number.POSITIVE_INFINITY });
    expect(await messenger.answer(job, stage.pictureOf(job))).toEqual({ kind: 'later', afterMs: 2000 });
    expect(down.struck()).toBe(3);
    down.cancel();
    stage.discord.failNext({ kind: 'status', status: 429, retryAfter: 40, route });
    const limited = await messenger.answer(job, stage.pictureOf(job));
    expect(limited.kind === 'later' && Math.round(limited.afterMs / 1000)).toBe(40);
  });

  test('does not take a file over the limit', async () => {
    await using stage = await startMessengerStage({ defaultUploadLimit: 10 });
    const job = await stage.imagine();
    expect(await stage.newMessenger().answer(job, stage.pictureOf(job))).toEqual({ kind: 'too large' });
  });

  test('that its asker deleted is followed by another, as private as the first', async () => {
    await using stage = await startMessengerStage();
    const messenger = stage.newMessenger();
    const job = await stage.imagine('asker');
    stage.discord.deleteMessage(stage.asker, job.address.message ?? '');
    stage.discord.failNext({
      kind: 'status',
      status: 404,
      code: 10008,
      route: 'PATCH /webhooks/:application/:token/messages/:message',
      times: 2,
    });
    expect(await messenger.progress(job, { kind: 'working', since: 0 })).toEqual({ kind: 'impossible', code: '10008' });
    const posted = await messenger.answer(job, stage.pictureOf(job));
    if (posted.kind !== 'posted') throw new Error(posted.kind);
    expect(stage.discord.message(posted.message)?.attachments).toHaveLength(1);
    expect(stage.discord.audienceOf(posted.message)).toEqual({ kind: 'person', userId: stage.asker });
  });
});

describe('the acknowledgement of a job that crashed', () => {
  test('is found where Discord took it', async () => {
    await using stage = await startMessengerStage();
    const job = await stage.imagine('asker');
    expect(await stage.newMessenger().acknowledgement(job)).toEqual({ message: job.address.message });
  });

  test('is none where it never arrived, or was private and the token is over', async () => {
    await using stage = await startMessengerStage();
    const handle = stage.discord.runCommand({ user: stage.asker, channel: stage.channel, command: 'imagine' });
    const job = await stage.imagine('asker');
    const { token } = handle.view();
    const silent = { ...job, id: jobId(handle.id), address: { ...job.address, audience: 'everyone', token } } as const;
    expect(await stage.newMessenger().acknowledgement(silent)).toBeNull();
    stage.discord.expireTokens();
    expect(await stage.newMessenger().acknowledgement(job)).toBeNull();
    expect(await stage.newMessenger().acknowledgement(silent)).toBeNull();
  });

  test('is found by the bot itself where everybody sees it and the token is over', async () => {
    await using stage = await startMessengerStage();
    const job = await stage.imagine();
    const forgotten = { ...job, address: { ...job.address, message: null } };
    stage.discord.expireTokens();
    expect(await stage.newMessenger().acknowledgement(forgotten)).toEqual({ message: job.address.message });
    stage.discord.failNext({ kind: 'status', status: 500, route: 'GET /channels/:channel/messages', times: 3 });
    expect(await stage.newMessenger().acknowledgement(forgotten)).toBe('later');
  });

  test('is asked for later where Discord is down', async () => {
    await using stage = await startMessengerStage();
    const job = await stage.imagine();
    stage.discord.failNext({
      kind: 'status',
      status: 500,
      route: 'GET /webhooks/:application/:token/messages/:message',
      times: 3,
    });
    expect(await stage.newMessenger().acknowledgement(job)).toBe('later');
  });
});
