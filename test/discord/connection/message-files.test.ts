import { appendFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createInteractionRest, messageBody } from '../../../src/discord/connection/rest.ts';
import { readDiscordError } from '../../../src/discord/kit/discord-error.ts';
import { FileChanged } from '../../../src/lib/multipart.ts';
import { heldOpen } from '../../watched-files.ts';
import { startScriptedServer } from '../scripted-server.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retouch-'));
});
afterAll(() => rm(folder, { recursive: true }));

const original = Routes.webhookMessage('1300000000000000002', 'token', '@original');

describe('a message with files', () => {
  test('is sent as parts, its words and alternative texts as JSON', async () => {
    await using server = await startScriptedServer({ status: 200, body: { id: '1' } });
    const paths = [join(folder, 'one'), join(folder, 'two')] as const;
    await writeFile(paths[0], 'first picture');
    await writeFile(paths[1], Buffer.alloc(3_000_000, 7));
    const body = await messageBody({ content: 'hello' }, [
      { path: paths[0], filename: 'a.png', description: 'A fox' },
      { path: paths[1], filename: 'b.webp', description: 'A dog' },
    ]);
    await createInteractionRest(`${server.apiUrl}/`).patch(original, { ...body, auth: false });

    const [request] = server.requests;
    expect(request).toMatchObject({
      method: 'PATCH',
      path: '/api/v10/webhooks/1300000000000000002/token/messages/@original',
      authorization: null,
    });
    expect(request?.userAgent).toMatch(/^DiscordBot \(https:\/\/\S+, [\d.]+\) Retouch$/);
    const parts = [...(request?.form ?? [])];
    expect(parts.map(([name]) => name)).toEqual(['files[0]', 'files[1]', 'payload_json']);
    expect(JSON.parse(String(request?.form?.get('payload_json')))).toEqual({
      content: 'hello',
      attachments: [
        { id: '0', filename: 'a.png', description: 'A fox' },
        { id: '1', filename: 'b.webp', description: 'A dog' },
      ],
    });
    const files = parts.flatMap(([, part]) => (part instanceof File ? [part] : []));
    expect(files.map(({ name, size }) => ({ name, size }))).toEqual([
      { name: 'a.png', size: 13 },
      { name: 'b.webp', size: 3_000_000 },
    ]);
    expect(await files[0]?.text()).toBe('first picture');
  });

  const large = Buffer.alloc(20_000_000, 7);

  /** A message with one large file, and what a server that reads its first piece does then. */
  async function sending(then: (request: IncomingMessage, path: string) => void, signal?: AbortSignal) {
    const path = join(folder, 'large');
    await writeFile(path, large);
    const server = createServer((request) => {
      request.on('error', () => undefined);
      request.once('data', () => then(request, path));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const body = await messageBody({ content: 'hello' }, [{ path, filename: 'a.png', description: 'A fox' }]);
    const options = { ...body, auth: false, ...(signal === undefined ? {} : { signal }) };
    const answered = createInteractionRest(`http://127.0.0.1:${port}/api`)
      .patch(original, options)
      .then(
        () => null,
        (error: unknown) => error,
      );
    return { error: await answered, path };
  }

  test('is sent whole once more after a short rate limit', async () => {
    await using server = await startScriptedServer(
      {
        status: 429,
        body: { message: 'slow down', retry_after: 0.1, global: false },
        headers: { 'retry-after': '0.1' },
      },
      { status: 200, body: { id: '1' } },
    );
    const path = join(folder, 'again');
    await writeFile(path, large);
    const body = await messageBody({ content: 'hello' }, [{ path, filename: 'a.png', description: 'A fox' }]);
    await createInteractionRest(server.apiUrl).patch(original, { ...body, auth: false });

    expect(server.requests).toHaveLength(2);
    for (const { form } of server.requests) {
      const file = form?.get('files[0]');
      expect(file instanceof File && large.equals(Buffer.from(await file.arrayBuffer()))).toBe(true);
      expect(form?.get('payload_json')).toBeTypeOf('string');
    }
    expect(heldOpen(path)).toBe(0);
  });

  test('that is refused for its length before its end is told so, and its file closed', async () => {
    const { error, path } = await sending((request) => {
      request.pause();
      const refusal = JSON.stringify({ message: 'Request entity too large', code: 40005 });
      request.socket.write(
        `HTTP/1.1 413 Payload Too Large\r\ncontent-type: application/json\r\ncontent-length: ${refusal.length}\r\n\r\n${refusal}`,
      );
    });
    expect(readDiscordError(error)).toEqual({ kind: 'too large', code: 40005 });
    await expect.poll(() => heldOpen(path)).toBe(0);
  });

  test('that is given up closes its file', async () => {
    const controller = new AbortController();
    const { error, path } = await sending((request) => {
      request.pause();
      controller.abort();
    }, controller.signal);
    expect(readDiscordError(error)).toMatchObject({ kind: 'busy', taken: 'unknown' });
    await expect.poll(() => heldOpen(path)).toBe(0);
  });

  test('whose file changes meanwhile is a bug of ours, and never arrives whole', async () => {
    let declared = 0;
    let arrived = 0;
    const { error, path } = await sending((request, file) => {
      declared = Number(request.headers['content-length']);
      appendFileSync(file, 'x');
      request.on('data', (piece: Buffer) => {
        arrived += piece.length;
      });
    });
    expect(error).toBeInstanceOf(FileChanged);
    expect(readDiscordError(error)).toBeNull();
    expect(arrived).toBeLessThan(declared);
    await expect.poll(() => heldOpen(path)).toBe(0);
  });

  test('without files takes away what was attached', async () => {
    expect(await messageBody({ content: 'hello' }, [])).toEqual({ body: { content: 'hello', attachments: [] } });
  });
});
