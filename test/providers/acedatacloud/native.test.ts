import { truncate, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { jobId, requestId } from '../../../src/domain/ids.ts';
import { json, type Received } from '../local-server.ts';
import { png } from '../pictures.ts';
import { bodyOf, formOf, id, openProvider, request, sourcesIn, trace } from './setup.ts';

const nano = { ...request, model: 'nano-banana-pro' };
const native = { ...nano, aspect: { ratio: '16:9', resolution: '2K' } } as const;

describe('nano-banana at AceDataCloud', () => {
  test('with nothing but words it goes through the interface shaped like OpenAI’s', async () => {
    const { server, context, polled } = await openProvider();
    expect(await polled().submit(nano, context)).toEqual({ kind: 'accepted', handle: '{"task":"t-1"}' });
    expect(server.received[0]).toMatchObject({ method: 'POST', url: '/openai/images/generations' });
    expect(bodyOf(server.received[0])).toEqual({
      model: 'nano-banana-pro',
      prompt: 'a cat\nin the rain',
      trace_id: trace,
      async: true,
    });
  });

  test('a ratio and a resolution go through its own', async () => {
    const { server, context, polled } = await openProvider();
    const callbackUrl = 'https://bot.example.test/callbacks/1';
    const outcome = await polled('callback').submit({ ...native, callbackUrl }, context);
    expect(outcome).toEqual({ kind: 'accepted', handle: '{"task":"t-1","native":true}' });
    expect(server.received[0]).toMatchObject({ method: 'POST', url: '/nano-banana/images' });
    expect(bodyOf(server.received[0])).toEqual({
      action: 'generate',
      model: 'nano-banana-pro',
      prompt: 'a cat\nin the rain',
      count: 1,
      aspect_ratio: '16:9',
      resolution: '2K',
      trace_id: trace,
      async: true,
      callback_url: callbackUrl,
    });
  });

  test('a model without resolutions is told none', async () => {
    const { server, context, immediate } = await openProvider({ data: [{ image_url: 'https://cdn.test/a.jpeg' }] });
    const outcome = await immediate().generate({ ...nano, aspect: { ratio: '3:4', resolution: undefined } }, context);
    expect(outcome).toEqual({ kind: 'made', pictures: [{ kind: 'address', url: 'https://cdn.test/a.jpeg' }] });
    expect(bodyOf(server.received[0])).toEqual({
      action: 'generate',
      model: 'nano-banana-pro',
      prompt: 'a cat\nin the rain',
      count: 1,
      aspect_ratio: '3:4',
      trace_id: trace,
    });
  });

  test('an edit names its pictures by address where they have one, and holds the others', async () => {
    const { server, scratch, context, polled } = await openProvider();
    const sources = await sourcesIn(scratch, [null, 'https://bot.example.test/pictures/2']);
    await polled().submit({ ...native, operation: 'edit', sources }, context);
    expect(bodyOf(server.received[0])).toMatchObject({
      action: 'edit',
      image_urls: [`data:image/png;base64,${png.toString('base64')}`, 'https://bot.example.test/pictures/2'],
    });
  });

  test('a picture over its limit is not sent, unless it has an address', async () => {
    const { server, scratch, context, polled } = await openProvider();
    const [source] = await sourcesIn(scratch, [null]);
    if (source === undefined) throw new Error('no source');
    await truncate(source.path, 7_500_000);
    const edit = { ...native, operation: 'edit' } as const;
    const refused = await polled().submit({ ...edit, sources: [source] }, context);
    expect(refused).toEqual({ kind: 'failed', failure: { code: 'picture_too_large' } });
    expect(server.received).toEqual([]);
    await polled().submit({ ...edit, sources: [{ ...source, address: 'https://bot.example.test/1' }] }, context);
    expect(server.received).toHaveLength(1);
  });

  test('it is asked about where it is known, also together with others', async () => {
    const { server, context, polled } = await openProvider((received: Received, response: ServerResponse) => {
      const asked = bodyOf(received) as { id?: string; ids?: string[] };
      const record = (task: string | undefined) => ({
        id: task,
        response: { data: [{ image_url: `https://${task}.test` }] },
      });
      json(response, 200, asked.ids === undefined ? record(asked.id) : { items: asked.ids.map(record) });
    });
    const handles = ['{"task":"a","native":true}', '{"task":"b","native":true}'];
    const calls = handles.map((handle, index) => ({ handle, id: requestId(jobId('700'), index) }));
    const outcomes = await polled().checkMany?.(calls, context);
    expect(outcomes).toMatchObject(
      ['a', 'b'].map((task) => ({ kind: 'made', pictures: [{ url: `https://${task}.test` }] })),
    );
    expect(server.received.map(({ url, body }) => [url, JSON.parse(body.toString())])).toEqual([
      ['/nano-banana/tasks', { action: 'retrieve_batch', ids: ['a', 'b'], offset: 0, limit: 2 }],
    ]);
  });

  test('a lost call is looked up where it was sent', async () => {
    const { server, context, polled } = await openProvider({ id: 't-9', trace_id: trace, finished_at: null });
    const find = polled().find;
    expect(await find?.(trace, id, context, native)).toEqual({
      kind: 'running',
      handle: '{"task":"t-9","native":true}',
    });
    expect(await find?.(trace, id, context, nano)).toEqual({ kind: 'running', handle: '{"task":"t-9"}' });
    expect(server.received.map(({ url }) => url)).toEqual(['/nano-banana/tasks', '/openai/tasks']);
  });
});

describe('a mask at AceDataCloud', () => {
  test('goes as a file, see-through where it is to be edited, and the picture too, though it has an address', async () => {
    const { server, scratch, context, polled } = await openProvider();
    const path = join(scratch, 'picture');
    await writeFile(
      path,
      await sharp({ create: { width: 2, height: 1, channels: 3, background: '#123456' } })
        .png()
        .toBuffer(),
    );
    const coverage = join(scratch, 'coverage');
    await writeFile(
      coverage,
      await sharp(Buffer.from([255, 0]), { raw: { width: 2, height: 1, channels: 1 } })
        .png()
        .toBuffer(),
    );
    const source = { path, address: 'https://bot.example.test/1', filename: '1.png', type: 'image/png' } as const;
    const edit = { ...request, model: 'gpt-image-2:official', operation: 'edit', sources: [source] } as const;
    await polled().submit({ ...edit, mask: { path: coverage } }, context);

    const parts = await formOf(server.received[0]);
    expect(parts.map(([name]) => name)).toEqual(['model', 'prompt', 'n', 'trace_id', 'async', 'image[]', 'mask']);
    const [, filename, type, bytes] = parts.at(-1) ?? [];
    expect([filename, type]).toEqual(['mask.png', 'image/png']);
    const { data, info } = await sharp(bytes as Buffer)
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.channels]).toEqual([2, 1, 4]);
    expect([data[3], data[7]]).toEqual([0, 255]);
  });
});
