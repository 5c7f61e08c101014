import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createUpstream, readText, type UpstreamCall } from '../../../src/providers/http/upstream.ts';
import { startOwnTime } from '../../own-time.ts';
import { json, startLocalServer } from '../local-server.ts';

const token = 'fake-token-of-a-test';

function open() {
  const upstream = createUpstream();
  onTestFinished(() => upstream.close());
  return upstream;
}

const call = (baseUrl: string, changes: Partial<UpstreamCall> = {}): UpstreamCall => ({
  method: 'POST',
  baseUrl,
  path: '/v1/make',
  headers: { authorization: `Bearer ${token}` },
  body: { kind: 'json', value: { prompt: 'a cat' } },
  paid: true,
  silenceMs: 5_000,
  totalMs: 10_000,
  maxBytes: 1_000_000,
  signal: new AbortController().signal,
  ...changes,
});

describe('the way out to image APIs', () => {
  test('sends JSON with the token, and hands over the whole answer with its headers', async () => {
    const server = await startLocalServer((_, response) =>
      json(response, 418, { ok: 'äöü' }, { 'x-request-id': 'r-1' }),
    );
    const outcome = await open().send(call(`${server.origin}/base/`), readText);
    expect(outcome).toMatchObject({ kind: 'answered', value: '{"ok":"äöü"}', head: { status: 418 } });
    expect(outcome.kind === 'answered' && outcome.head.header('x-request-id')).toBe('r-1');
    const [request] = server.received;
    expect(request).toMatchObject({ method: 'POST', url: '/base/v1/make' });
    expect(request?.body.toString()).toBe('{"prompt":"a cat"}');
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': '18',
      'accept-encoding': 'identity',
    });
  });

  test('a refused connection and a name that nobody has are "not sent"', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => gone.once('listening', resolve));
    const address = gone.address();
    await new Promise((resolve) => gone.close(resolve));
    const port = typeof address === 'object' ? address?.port : 0;
    const upstream = open();
    expect(await upstream.send(call(`http://127.0.0.1:${port}`), readText)).toEqual({
      kind: 'not sent',
      reason: 'ECONNREFUSED',
    });
    const nobody = await upstream.send(call('http://nobody.invalid'), readText);
    expect(nobody.kind).toBe('not sent');
  });

  test('a TLS handshake that fails is "not sent"', async () => {
    const server = await startLocalServer((_, response) => json(response, 200, {}));
    const outcome = await open().send(call(server.origin.replace('http:', 'https:')), readText);
    expect(outcome.kind).toBe('not sent');
    expect(server.received).toEqual([]);
  });

  test('a connection cut after the headers, after the body, or within the answer is "lost"', async () => {
    const upstream = open();
    const early = await startLocalServer(
      () => undefined,
      (request) => {
        request.socket.destroy();
        return true;
      },
    );
    expect((await upstream.send(call(early.origin), readText)).kind).toBe('lost');
    const late = await startLocalServer((_, __, socket) => socket.destroy());
    expect((await upstream.send(call(late.origin), readText)).kind).toBe('lost');
    const within = await startLocalServer((_, response, socket) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"half":', () => socket.destroy());
    });
    expect(await upstream.send(call(within.origin), readText)).toMatchObject({ kind: 'lost', status: 200 });
  });

  test('silence and an answer that never ends are "lost" when their time is up', async () => {
    const upstream = open();
    const silent = await startLocalServer(() => undefined);
    const { silenceMs, ...timed } = { silenceMs: 100, totalMs: 5_000 };
    expect(await upstream.send(call(silent.origin, { ...timed, silenceMs }), readText)).toMatchObject({
      kind: 'lost',
      reason: 'UND_ERR_HEADERS_TIMEOUT',
    });
    const stalled = await startLocalServer((_, response) => response.writeHead(200).write('{'));
    expect(await upstream.send(call(stalled.origin, { ...timed, silenceMs }), readText)).toEqual({
      kind: 'lost',
      reason: 'UND_ERR_BODY_TIMEOUT',
      status: 200,
    });
    const dripping = await startLocalServer((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect(await upstream.send(call(dripping.origin, { totalMs: 2_000 }), readText)).toEqual({
      kind: 'lost',
      reason: 'timeout',
      status: 200,
    });
    await dripping.quiet();
    await silent.quiet();
    await stalled.quiet();
  });

  test('an answer that has begun is not waited for as one that is worked on', async () => {
    const upstream = createUpstream(null, { stallMs: 100 });
    onTestFinished(() => upstream.close());
    const stalled = await startLocalServer((_, response) => response.writeHead(200).write(' \n{'));
    expect(await upstream.send(call(stalled.origin), readText)).toEqual({
      kind: 'lost',
      reason: 'stalled',
      status: 200,
    });
    await stalled.quiet();
    for (const head of [{}, { 'content-type': 'text/event-stream' }]) {
      // White space keeps a connection alive, and events come when they come.
      const start = 'content-type' in head ? 'data: 1\n\n' : ' \n';
      const working = await startLocalServer((_, response) => {
        response.writeHead(200, head).write(start);
        setTimeout(() => response.end('{}'), 250);
      });
      expect(await upstream.send(call(working.origin), readText)).toMatchObject({ value: `${start}{}` });
    }
  });

  test('an answer whose coding is broken makes no sense; an error’s status speaks for itself', async () => {
    const upstream = open();
    const packed = (status: number, encoding: string, body: string | Buffer) =>
      startLocalServer((_, response) => response.writeHead(status, { 'content-encoding': encoding }).end(body));
    const read = await packed(200, 'gzip', gzipSync('{"a":1}'));
    expect(await upstream.send(call(read.origin), readText)).toMatchObject({ kind: 'answered', value: '{"a":1}' });
    const broken = await packed(200, 'gzip', '{"a":1}');
    expect(await upstream.send(call(broken.origin), readText)).toEqual({
      kind: 'senseless',
      reason: 'broken coding',
      status: 200,
    });
    const unknown = await packed(200, 'rot13', '{"a":1}');
    expect(await upstream.send(call(unknown.origin), readText)).toMatchObject({ reason: 'unknown coding' });
    const refused = await packed(429, 'gzip', 'slow down');
    expect(await upstream.send(call(refused.origin), readText)).toMatchObject({ kind: 'answered', value: '' });
    const bomb = await packed(200, 'gzip', gzipSync(Buffer.alloc(50_000_000)));
    expect(await upstream.send(call(bomb.origin), readText)).toMatchObject({ kind: 'senseless', reason: 'too large' });
    await bomb.quiet();
  });

  test('an answer over the limit is refused: unread where its length is declared', async () => {
    const upstream = open();
    const declared = await startLocalServer((_, response) => {
      response.writeHead(200, { 'content-length': '2000000' }).flushHeaders();
    });
    expect(await upstream.send(call(declared.origin), readText)).toMatchObject({
      kind: 'senseless',
      reason: 'too large',
    });
    await declared.quiet();
    const piece = Buffer.alloc(64_000, ' ');
    const endless = await startLocalServer((_, response) => {
      const write = () => {
        while (!response.destroyed && response.write(piece));
      };
      response.writeHead(200).on('drain', write);
      write();
    });
    expect(await upstream.send(call(endless.origin), readText)).toMatchObject({
      kind: 'senseless',
      reason: 'too large',
    });
    await endless.quiet();
  });

  test('aborting is prompt and leaves no socket, wherever the call is', async () => {
    const upstream = open();
    const held = await startLocalServer(() => undefined);
    const controller = new AbortController();
    const waiting = upstream.send(call(held.origin, { signal: controller.signal }), readText);
    await expect.poll(() => held.received.length).toBe(1);
    using time = startOwnTime();
    controller.abort();
    expect(await waiting).toEqual({ kind: 'lost', reason: 'aborted' });
    await held.quiet();
    expect(time.ms()).toBeLessThan(500);

    expect(await upstream.send(call(held.origin, { signal: controller.signal }), readText)).toEqual({
      kind: 'not sent',
      reason: 'aborted',
    });

    const streaming = await startLocalServer((_, response) => response.writeHead(200).write('{'));
    const second = new AbortController();
    const reading = upstream.send(call(streaming.origin, { signal: second.signal }), async (body) => {
      for await (const piece of body) if (piece.byteLength > 0) second.abort();
      return 'never';
    });
    expect(await reading).toEqual({ kind: 'lost', reason: 'aborted', status: 200 });
    await streaming.quiet();
  });

  test('what the reader throws is thrown, and what it leaves unread leaves no socket', async () => {
    const upstream = open();
    const server = await startLocalServer((_, response) => response.writeHead(200).write('{'));
    const fault = new Error('the disk is full');
    await expect(upstream.send(call(server.origin), () => Promise.reject(fault))).rejects.toBe(fault);
    const outcome = await upstream.send(call(server.origin), async () => 'not interested');
    expect(outcome).toMatchObject({ kind: 'answered', value: 'not interested' });
    await server.quiet();
  });

  test('a redirect is an answer: nothing, and no token, goes where it points', async () => {
    const elsewhere = await startLocalServer((_, response) => json(response, 200, {}));
    const server = await startLocalServer((_, response) => {
      response.writeHead(307, { location: `${elsewhere.origin}/v1/make` }).end();
    });
    const outcome = await open().send(call(server.origin), readText);
    expect(outcome).toMatchObject({ kind: 'answered', head: { status: 307 } });
    expect(elsewhere.connections).toBe(0);
  });

  test('a paid call has a connection of its own; questions share one', async () => {
    const upstream = open();
    const server = await startLocalServer((_, response) => json(response, 200, {}));
    for (let each = 0; each < 3; each += 1) await upstream.send(call(server.origin), readText);
    expect(server.connections).toBe(3);
    for (let each = 0; each < 3; each += 1) {
      await upstream.send(call(server.origin, { paid: false }), readText);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(server.connections).toBe(4);
  });
});
