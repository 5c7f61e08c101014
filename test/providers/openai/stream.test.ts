import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { OpenAiBehaviour, StreamBehaviour } from '../../../scripts/emulators/vendors/index.ts';
import type { MadePicture } from '../../../src/domain/jobs/job.ts';
import type { SubmitOutcome } from '../../../src/ports/image-provider.ts';
import { startOwnTime } from '../../own-time.ts';
import { sourcesIn } from '../acedatacloud/setup.ts';
import { png } from '../pictures.ts';
import { openAdapter, openEmulated } from './setup.ts';

const hashOf = async (picture: MadePicture | undefined) =>
  picture?.kind === 'file'
    ? createHash('sha256')
        .update(await readFile(picture.path))
        .digest('hex')
    : undefined;
const pictureOf = (outcome: SubmitOutcome) => (outcome.kind === 'made' ? outcome.pictures[0] : undefined);

describe('a streamed answer', () => {
  const written: readonly StreamBehaviour[] = [
    {},
    { newline: '\r\n', comments: true },
    { newline: '\r', end: 'done' },
    { pieceBytes: 1 },
    { pieceBytes: 7, newline: '\r\n', splitData: true },
    { named: 'by line', end: 'done' },
    { named: 'by type', comments: true },
    { end: 'done and left open' },
  ];
  test.each(written)('is read however it is written: %j', async (stream) => {
    const { vendor, scratch, previews, generate } = await openEmulated({ longestEdge: 16 });
    for (const operation of ['generate', 'edit'] as const) {
      previews.length = 0;
      vendor.script.next({ stream });
      const sources = operation === 'edit' ? await sourcesIn(scratch, [null]) : [];
      const outcome = await generate({ operation, sources, previews: 2 });
      const call = vendor.calls.at(-1);
      expect(await hashOf(pictureOf(outcome))).toBe(call?.results[0]?.sha256);
      expect(await Promise.all(previews.map(hashOf))).toEqual(call?.partials.map(({ sha256 }) => sha256));
      expect(previews).toHaveLength(2);
    }
  });

  test.each([
    ['b64_data_url', 'file'],
    ['url', 'address'],
  ] as const)('with its pictures as %s', async (answer, kind) => {
    const { vendor, previews, generate } = await openEmulated();
    vendor.script.next({ answer });
    const picture = pictureOf(await generate({ previews: 2 }));
    expect([picture?.kind, ...previews.map((each) => each.kind)]).toEqual([kind, kind, kind]);
    const url = vendor.calls[0]?.results[0]?.url;
    if (picture?.kind === 'address') expect(picture.url).toBe(url);
  });

  test('may bring the picture before all the previews, and megabytes of each', async () => {
    const { vendor, previews, generate } = await openEmulated();
    vendor.script.next({ bytes: 8_000_000, stream: { partials: 1, newline: '\r\n' } });
    const outcome = await generate({ previews: 2 });
    expect(await hashOf(pictureOf(outcome))).toBe(vendor.calls[0]?.results[0]?.sha256);
    expect(previews).toHaveLength(1);
  });

  test('ends with the first picture that is complete, and takes nothing after it', async () => {
    const item = { type: 'image_generation.completed', b64_json: png.toString('base64') };
    const { server, previews, generate } = await openAdapter((_, response) => {
      response.writeHead(200, { 'content-type': 'Text/Event-Stream' });
      response.write(`data: ${JSON.stringify(item)}\n\n`);
      response.write(`data: ${JSON.stringify({ ...item, type: 'image_generation.partial_image' })}\n\n`);
    });
    expect(await generate({ previews: 2 })).toMatchObject({ kind: 'made', pictures: [{ kind: 'file' }] });
    await server.quiet();
    expect(previews).toEqual([]);
  });

  test('may hold a whole plain answer, events that nobody knows, and noise', async () => {
    const { generate } = await openAdapter((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: noise\n\ndata: {"type":"image_generation.in_progress"}\n\ndata: [1]\n\n`);
      response.end(`data: ${JSON.stringify({ created: 1, data: [{ b64_json: png.toString('base64') }] })}`);
    });
    expect(await generate({ previews: 2 })).toMatchObject({ kind: 'made', pictures: [{ kind: 'file' }] });
  });

  test('may hold a refusal without an envelope; what an event of a kind says in passing is none', async () => {
    const { generate } = await openAdapter((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"type":"image_generation.queued","message":"safety check"}\n\n');
      response.end('data: {"code":"1234","message":"您的提示词包含敏感词"}\n\ndata: [DONE]\n\n');
    });
    expect(await generate({ previews: 2 })).toMatchObject({
      kind: 'failed',
      failure: { code: 'moderated', seen: { vendorCode: '1234' } },
    });
  });

  test('ends in the middle of an event that is whole: the picture is kept', async () => {
    const item = { type: 'image_edit.completed', b64_json: png.toString('base64') };
    const { generate } = await openAdapter((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: ${JSON.stringify(item)}`);
    });
    expect(await generate({ previews: 2 })).toMatchObject({ kind: 'made' });
  });

  const failing: readonly (readonly [string, OpenAiBehaviour, object])[] = [
    [
      'an error that is moderation',
      { stream: { error: { after: 1, code: 'moderation_blocked', type: 'image_generation_user_error' } } },
      { kind: 'failed', failure: { code: 'moderated', seen: { vendorCode: 'moderation_blocked' } } },
    ],
    [
      'an error that is money, spelled the other way',
      { stream: { error: { after: 0, code: 'insufficient_quota', spelled: 'data.error' } } },
      { kind: 'failed', failure: { code: 'out_of_balance' } },
    ],
    [
      'an error of its own: it took the call, so it is not sent again',
      { stream: { error: { after: 2, code: null, type: 'server_error' } } },
      { kind: 'failed', failure: { code: 'task_failed', seen: { vendorCode: 'server_error' } } },
    ],
    [
      'a polite end without the picture',
      { stream: { stop: { after: 2, how: 'close' } } },
      { kind: 'unknown', failure: { code: 'outcome_unknown', seen: { vendorCode: 'stream ended' } } },
    ],
    [
      'a polite end in the middle of the picture',
      { stream: { stop: { after: 2, how: 'close', inside: true } } },
      { kind: 'unknown', failure: { code: 'outcome_unknown', seen: { vendorCode: 'stream ended' } } },
    ],
    [
      'a cut before anything',
      { stream: { stop: { after: 0, how: 'cut' } } },
      {
        kind: 'unknown',
        failure: { code: 'outcome_unknown', seen: { status: 200, vendorTrace: expect.stringMatching(/^req_/) } },
      },
    ],
    [
      'a cut in the middle of the picture',
      { stream: { stop: { after: 2, how: 'cut', inside: true } } },
      {
        kind: 'unknown',
        failure: { code: 'outcome_unknown', seen: { status: 200, vendorTrace: expect.stringMatching(/^req_/) } },
      },
    ],
    [
      'a success without a picture',
      { images: 0, stream: { end: 'done' } },
      { kind: 'failed', failure: { code: 'no_image' } },
    ],
  ];
  test.each(failing)('that ends in %s', async (_, behaviour, expected) => {
    const { vendor, scratch, previews, generate } = await openEmulated();
    vendor.script.next(behaviour);
    expect(await generate({ previews: 2 })).toMatchObject(expected);
    expect(vendor.paidRequests).toHaveLength(1);
    expect(await readdir(scratch)).toHaveLength(previews.length);
  });

  test('is given up promptly when we stop, in the middle of a picture too', async () => {
    const { vendor, scratch, previews, generate } = await openEmulated();
    vendor.script.next({ bytes: 3_000_000, stream: { pieceBytes: 2000 } });
    const controller = new AbortController();
    const outcome = generate({ previews: 2 }, controller.signal);
    await expect.poll(() => previews.length, { interval: 1 }).toBe(1);
    using time = startOwnTime();
    controller.abort();
    expect(await outcome).toMatchObject({ kind: 'unknown', failure: { seen: { vendorCode: 'aborted' } } });
    expect(time.ms()).toBeLessThan(500);
    await expect.poll(() => vendor.requests.every(({ ended }) => ended === 'abandoned')).toBe(true);
    expect(await readdir(scratch)).toHaveLength(previews.length);
  });

  test('of one event without end is refused when it is too long, and leaves nothing behind', async () => {
    const { server, scratch, generate } = await openAdapter((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"type":"image_generation.completed","b64_json":"');
      const piece = 'A'.repeat(1_000_000);
      const more = () => {
        while (!response.destroyed && response.write(piece));
        response.once('drain', more);
      };
      more();
    });
    const outcome = await generate({ previews: 2 });
    expect(outcome).toMatchObject({ kind: 'unknown', failure: { seen: { vendorCode: 'too large' } } });
    await server.quiet();
    expect(await readdir(scratch)).toEqual([]);
  });
});
