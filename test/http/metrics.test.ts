import { request } from 'node:http';
import { connect, type NetConnectOpts } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { createSignedAddresses } from '../../src/http/addresses.ts';
import { createHttpApp } from '../../src/http/app.ts';
import { isFromThisMachine } from '../../src/http/metrics.ts';
import { startHttpServer } from '../../src/http/server.ts';
import { createSystemClock } from '../../src/lib/system-clock.ts';

// Without a port of their own the numbers are for programs on this machine that came through no proxy.

const silent = () => undefined;

async function raise(): Promise<number> {
  const unused = () => Promise.reject(new Error('not expected'));
  const app = createHttpApp({
    addresses: createSignedAddresses({ publicUrl: null, secret: 'a secret', clock: { now: () => 0 } }),
    originals: { asItIs: unused, marked: unused },
    calledBack: unused,
    health: { missing: () => [], gauges: async () => [{ name: 'apples', help: 'How many.', value: 3 }] },
    tellsGauges: true,
    log: { warn: silent, error: silent },
  });
  const server = await startHttpServer(app, { host: '127.0.0.1', port: 0, clock: createSystemClock() });
  onTestFinished(() => server.close());
  return server.port;
}

async function ask(port: number, headers: Readonly<Record<string, string>>): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const asked = request({ host: '127.0.0.1', port, path: '/metrics', headers }, (answer) => {
    answer.resume();
    resolve(answer.statusCode ?? 0);
  });
  asked.on('error', reject).end();
  return promise;
}

test.each([
  {},
  { host: 'localhost:8080' },
  { host: 'LOCALHOST' },
  { host: '[::1]:8080' },
  { 'x-prometheus-scrape-timeout-seconds': '10' },
])('a program on this machine is told them (%j)', async (headers) => {
  expect(await ask(await raise(), headers)).toBe(200);
});

test.each([
  { forwarded: 'for=203.0.113.9' },
  { 'x-forwarded-for': '203.0.113.9' },
  { 'x-forwarded-for': '' },
  { 'x-forwarded-proto': 'https' },
  { 'x-real-ip': '203.0.113.9' },
  { via: '1.1 caddy' },
  { 'cf-connecting-ip': '203.0.113.9' },
  { host: 'retouch.example' },
  { host: 'localhost.evil.example' },
  { host: '127.0.0.1.evil.example:80' },
])('whoever comes through a proxy on this machine is not (%j)', async (headers) => {
  expect(await ask(await raise(), headers)).toBe(404);
});

test('an older nginx, which speaks HTTP/1.0 and adds nothing where it is not told to, is known, too', async () => {
  const socket = connect({ host: '127.0.0.1', port: await raise() } satisfies NetConnectOpts);
  socket.write('GET /metrics HTTP/1.0\r\nHost: 127.0.0.1:8080\r\nConnection: close\r\n\r\n');

  expect(await text(socket)).toMatch(/^HTTP\/1\.1 404 /);
});

test.each([
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.7', false],
  ['172.17.0.1', false],
  ['203.0.113.9', false],
  ['::ffff:10.0.0.7', false],
  [undefined, false],
])('who calls from %s is on this machine: %s', (remoteAddress, isOurs) => {
  const socket = { remoteAddress } as Parameters<typeof isFromThisMachine>[0]['socket'];

  expect(isFromThisMachine({ socket, headers: { host: 'localhost:8080' }, httpVersion: '1.1' })).toBe(isOurs);
});
