import { readdir, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Received } from '../local-server.ts';
import { largePng, png, secondPng } from '../pictures.ts';
import { openProvider, request } from './setup.ts';

describe('pictures inside an answer', () => {
  const large = largePng(5_000_001);

  test.each([
    ['short', png.toString('base64'), png],
    ['short, with a prefix', `data:image/png;base64,${png.toString('base64')}`, png],
    ['long', large.toString('base64'), large],
    ['long, with a prefix', `data:image/png;base64,${large.toString('base64')}`, large],
    ['long, with line breaks', large.toString('base64').replace(/.{76}/g, '$&\r\n'), large],
    ['long, URL-safe', large.toString('base64url'), large],
  ])('%s', async (_, text, bytes) => {
    for (const field of ['b64_json', 'url']) {
      if (field === 'url' && !text.startsWith('data:')) continue;
      const { scratch, context, immediate } = await openProvider({ success: true, data: [{ [field]: text }] });
      const path = join(scratch, '700-0-0.answer');
      expect(await immediate().generate(request, context)).toEqual({
        kind: 'made',
        pictures: [{ kind: 'file', path }],
      });
      expect(Buffer.compare(await readFile(path), bytes)).toBe(0);
      expect(await readdir(scratch)).toEqual(['700-0-0.answer']);
    }
  });

  test('with the slashes and signs escaped, in whatever pieces it arrives', async () => {
    const text = JSON.stringify({ data: [{ b64_json: large.toString('base64') }] })
      .replaceAll('/', '\\/')
      .replaceAll('+', '\\u002B');
    const { scratch, context, immediate } = await openProvider((_: Received, response: ServerResponse) => {
      const bytes = Buffer.from(text);
      const send = (at: number) => {
        if (at >= bytes.length) return void response.end();
        response.write(bytes.subarray(at, at + 99_991), () => send(at + 99_991));
      };
      response.writeHead(200);
      send(0);
    });
    expect(await immediate().generate(request, context)).toMatchObject({ kind: 'made' });
    expect(Buffer.compare(await readFile(join(scratch, '700-0-0.answer')), large)).toBe(0);
  });

  test('several keep their order, and an address stays one', async () => {
    const data = [
      { b64_json: large.toString('base64') },
      { url: 'https://cdn.test/a.png' },
      { b64_json: secondPng.toString('base64') },
    ];
    const { scratch, context, immediate } = await openProvider({ data });
    expect(await immediate().generate(request, context)).toEqual({
      kind: 'made',
      pictures: [
        { kind: 'file', path: join(scratch, '700-0-0.answer') },
        { kind: 'address', url: 'https://cdn.test/a.png' },
        { kind: 'file', path: join(scratch, '700-0-2.answer') },
      ],
    });
    expect(Buffer.compare(await readFile(join(scratch, '700-0-2.answer')), secondPng)).toBe(0);
  });

  test('an answer that breaks off within one leaves no file', async () => {
    const half = `{"data":[{"b64_json":"${large.toString('base64').slice(0, 1_000_000)}`;
    const { scratch, context, polled } = await openProvider((_: Received, response: ServerResponse) => {
      response.writeHead(200, { 'content-length': String(half.length + 100) });
      response.write(half, () => setTimeout(() => response.destroy(), 20));
    });
    expect(await polled().submit(request, context)).toMatchObject({
      kind: 'unknown',
      failure: { seen: { status: 200 } },
    });
    expect(await readdir(scratch)).toEqual([]);
    const ended = await openProvider((_: Received, response: ServerResponse) => response.end(half));
    expect(await ended.polled().submit(request, ended.context)).toMatchObject({ kind: 'unknown' });
    expect(await readdir(ended.scratch)).toEqual([]);
  });
});
