import { appendFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  createUpstream,
  readText,
  type UpstreamBody,
  type UpstreamCall,
} from '../../../src/providers/http/upstream.ts';
import { heldOpen } from '../../watched-files.ts';
import { json, startLocalServer } from '../local-server.ts';
import { largePng, sha256 } from '../pictures.ts';
import { temporaryDirectory } from '../temporary.ts';

function open() {
  const upstream = createUpstream();
  onTestFinished(() => upstream.close());
  return upstream;
}

const call = (baseUrl: string, body: UpstreamBody, signal = new AbortController().signal): UpstreamCall => ({
  method: 'POST',
  baseUrl,
  path: '/v1/make',
  headers: {},
  body,
  paid: true,
  silenceMs: 5_000,
  totalMs: 10_000,
  maxBytes: 1_000_000,
  signal,
});

describe('a form that is being sent', () => {
  const twentyMegabytes = largePng(20_000_000);

  /** A form of one large file, and who reads it. */
  async function openForm(early: (request: IncomingMessage, path: string) => void) {
    const path = join(await temporaryDirectory(), 'a.png');
    await writeFile(path, twentyMegabytes);
    const server = await startLocalServer(
      () => undefined,
      (request) => {
        request.on('error', () => undefined);
        early(request, path);
        return true;
      },
    );
    const part = { kind: 'file', name: 'image', path, filename: 'a.png', type: 'image/png' } as const;
    const body = { kind: 'form', parts: [part] } as const;
    return { server, path, body };
  }

  test('is streamed from disk, with its length declared', async () => {
    const directory = await temporaryDirectory();
    const picture = largePng(8_000_000);
    const path = join(directory, 'a.png');
    await writeFile(path, picture);
    const server = await startLocalServer((_, response) => json(response, 200, {}));
    const parts = [
      { kind: 'text', name: 'async', value: 'true' },
      { kind: 'file', name: 'image[]', path, filename: 'a "b".png', type: 'image/png' },
      { kind: 'file', name: 'image[]', path, filename: 'c.png', type: 'image/webp' },
    ] as const;
    const outcome = await open().send(call(server.origin, { kind: 'form', parts }), readText);
    expect(outcome.kind).toBe('answered');
    const [request] = server.received;
    expect(request?.headers['content-length']).toBe(String(request?.body.byteLength));
    expect(request?.headers['transfer-encoding']).toBeUndefined();
    const form = await new Response(new Uint8Array(request?.body ?? []), {
      headers: { 'content-type': request?.headers['content-type'] ?? '' },
    }).formData();
    expect([...form.keys()]).toEqual(['async', 'image[]', 'image[]']);
    expect(form.get('async')).toBe('true');
    const files = form.getAll('image[]').filter((each) => each instanceof File);
    expect(files.map(({ name, type }) => [name, type])).toEqual([
      ['a "b".png', 'image/png'],
      ['c.png', 'image/webp'],
    ]);
    for (const file of files) expect(sha256(new Uint8Array(await file.arrayBuffer()))).toBe(sha256(picture));
  });

  test('arrives byte for byte at whoever reads it slowly', async () => {
    const pieces: Buffer[] = [];
    const { server, body, path } = await openForm((request) => {
      let left = Number(request.headers['content-length']);
      request.on('data', (piece: Buffer) => {
        pieces.push(piece);
        left -= piece.length;
        request.pause();
        setImmediate(() => request.resume());
        if (left === 0) request.socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
      });
    });
    expect((await open().send(call(server.origin, body), readText)).kind).toBe('answered');
    const arrived = Buffer.concat(pieces);
    const picture = arrived.subarray(arrived.indexOf('\r\n\r\n') + 4).subarray(0, twentyMegabytes.length);
    expect(picture.equals(twentyMegabytes)).toBe(true);
    expect(heldOpen(path)).toBe(0);
  });

  test('is "lost" where its file changes meanwhile, and never whole', async () => {
    let declared = 0;
    let arrived = 0;
    const { server, path, body } = await openForm((request, file) => {
      declared = Number(request.headers['content-length']);
      request.once('data', () => appendFileSync(file, 'x'));
      request.on('data', (piece: Buffer) => {
        arrived += piece.length;
      });
    });
    expect(await open().send(call(server.origin, body), readText)).toEqual({
      kind: 'lost',
      reason: 'FILE_CHANGED',
    });
    await server.quiet();
    expect(arrived).toBeLessThan(declared);
    await expect.poll(() => heldOpen(path)).toBe(0);
  });

  test('is given up at once when it is aborted, and its file closed', async () => {
    const controller = new AbortController();
    const { server, path, body } = await openForm((request) => {
      request.once('data', () => {
        request.pause();
        controller.abort();
      });
    });
    const outcome = await open().send(call(server.origin, body, controller.signal), readText);
    expect(outcome).toEqual({ kind: 'lost', reason: 'aborted' });
    await server.quiet();
    await expect.poll(() => heldOpen(path)).toBe(0);
  });

  test('is answered before its end by whoever refuses it for its length, and its file closed', async () => {
    const { server, path, body } = await openForm((request) => {
      request.once('data', () => {
        request.pause();
        request.socket.write('HTTP/1.1 413 Payload Too Large\r\ncontent-length: 2\r\n\r\n{}');
      });
    });
    const outcome = await open().send(call(server.origin, body), readText);
    expect(outcome).toMatchObject({ kind: 'answered', head: { status: 413 }, value: '{}' });
    await server.quiet();
    await expect.poll(() => heldOpen(path)).toBe(0);
  });
});
