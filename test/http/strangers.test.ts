import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { type HttpApp, type HttpServer, type Patience, startHttpServer } from '../../src/http/server.ts';
import { createSystemClock } from '../../src/lib/system-clock.ts';

// Whoever connects is given so much time, and so much of it.

const long = 60_000;
const patient: Patience = { head: long, request: long, silence: long, answer: long, connections: 100 };
const answering: HttpApp = { fetch: () => new Response('here') };

async function raise(hurried: Partial<Patience>, app: HttpApp = answering): Promise<HttpServer> {
  const server = await startHttpServer(app, {
    host: '127.0.0.1',
    port: 0,
    clock: createSystemClock(),
    patience: { ...patient, ...hurried },
  });
  onTestFinished(() => server.close());
  return server;
}

/** A connection on which this much is said. */
async function say({ port }: HttpServer, words: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(words);
  return socket;
}

const isOver = async (socket: Socket) => {
  if (!socket.closed) await once(socket, 'close');
};

test('a request whose head does not come is ended', async () => {
  const socket = await say(await raise({ head: 100 }), 'GET / HTTP/1.1\r\nHost: bot\r\n');

  expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /);
});

test('a connection on which nothing is said is ended', async () => {
  const socket = await say(await raise({ head: 100 }), '');

  expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /);
});

test('a request whose body does not come is ended', async () => {
  const waiting: HttpApp = { fetch: async (request) => new Response(await request.text()) };
  const server = await raise({ head: 100, request: 200 }, waiting);

  const socket = await say(server, 'POST / HTTP/1.1\r\nHost: bot\r\nContent-Length: 10\r\n\r\nfew');

  expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /);
});

/** An answer without an end; tells when nobody wants it any more. */
function endless() {
  const { promise: given, resolve: give } = Promise.withResolvers<void>();
  const fetch = () => {
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
      cancel: () => give(),
    });
    return new Response(body);
  };
  return { app: { fetch }, given };
}

test('an answer that nobody takes is given up', async () => {
  const { app, given } = endless();
  const socket = await say(await raise({ silence: 100 }, app), 'GET / HTTP/1.1\r\nHost: bot\r\n\r\n');
  socket.pause();

  await given;
});

test('an answer that is taken so slowly that it never ends is given up', async () => {
  const { app, given } = endless();
  const socket = await say(await raise({ answer: 200 }, app), 'GET / HTTP/1.1\r\nHost: bot\r\n\r\n');
  socket.resume();

  await Promise.all([given, isOver(socket)]);
});

test('beyond a number of connections the next is hung up on, and those that are there stay', async () => {
  const server = await raise({ connections: 2 });
  const held = [await say(server, 'GET / HTTP/1.1\r\n'), await say(server, 'GET / HTTP/1.1\r\n')];

  await isOver(await say(server, 'GET / HTTP/1.1\r\nHost: bot\r\n\r\n'));

  for (const each of held) {
    each.write('Host: bot\r\nConnection: close\r\n\r\n');
    expect(await text(each)).toMatch(/^HTTP\/1\.1 200 .*\r\nhere$/s);
  }
  expect((await fetch(`http://127.0.0.1:${server.port}`)).status).toBe(200);
});

test('closing waits for nobody, whatever they are in the middle of', async () => {
  const { app, given } = endless();
  const server = await raise({}, app);
  const strangers = [
    await say(server, ''),
    await say(server, 'GET / HTTP/1.1\r\n'),
    await say(server, 'POST / HTTP/1.1\r\nHost: bot\r\nContent-Length: 10\r\n\r\nfew'),
    await say(server, 'GET / HTTP/1.1\r\nHost: bot\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'),
  ];
  const paused = await say(server, 'GET / HTTP/1.1\r\nHost: bot\r\n\r\n');
  await once(paused, 'readable');

  await Promise.all([server.close(), server.close()]);

  await given;
  await Promise.all([...strangers, paused].map((each) => isOver(each.resume())));
});
