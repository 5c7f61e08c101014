import { expect, onTestFinished, test } from 'vitest';
import { createPublicConnections, PrivateHost } from '../../../src/providers/http/download-connections.ts';
import { createUpstream } from '../../../src/providers/http/upstream.ts';
import { type EmulatedProxy, startProxy } from '../../outward-proxy.ts';
import { startLocalServer } from '../local-server.ts';

// Nothing here believes the certificate behind the proxy: what counts is how far it comes.

async function raise(): Promise<EmulatedProxy> {
  const server = await startLocalServer((_, response) => response.end('here'));
  const proxy = await startProxy({ 'vendor.test': server.port });
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  return proxy;
}

const untrusted = { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' };

/** A fetch through the proxy from a host that nobody vouches for; names are these addresses. */
function fetchFrom(proxy: EmulatedProxy, host: string, addresses: readonly string[], except = '') {
  const connections = createPublicConnections(
    (_, done) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
    undefined,
    { url: proxy.url, except },
  );
  onTestFinished(() => connections.destroy());
  return connections.request({ origin: `https://${host}`, path: '/a.png', method: 'GET' });
}

test('a picture of a public host is asked of the proxy by its name, and the name is proven by its certificate', async () => {
  const proxy = await raise();

  await expect(fetchFrom(proxy, 'vendor.test', ['93.184.216.34'])).rejects.toMatchObject(untrusted);

  expect(proxy.asked).toEqual(['vendor.test:443']);
});

test.each([
  ['vendor.test', ['10.0.0.7']],
  ['vendor.test', ['93.184.216.34', '127.0.0.1']],
  ['vendor.test', ['::1']],
  ['vendor.test', []],
  ['169.254.169.254', []],
  ['[::1]', []],
  ['127.0.0.1:8443', []],
])('the proxy is not asked for a host that is not public (%s, %j)', async (host, addresses) => {
  const proxy = await raise();

  await expect(fetchFrom(proxy, host, addresses)).rejects.toBeInstanceOf(PrivateHost);

  expect(proxy.asked).toEqual([]);
});

test('nor is a host that NO_PROXY names reached when it is not public', async () => {
  const proxy = await raise();

  const fetched = fetchFrom(proxy, 'vendor.test', ['127.0.0.1'], 'vendor.test');
  await expect(fetched).rejects.toBeInstanceOf(PrivateHost);

  expect(proxy.asked).toEqual([]);
});

const call = {
  method: 'GET',
  path: '/',
  headers: {},
  silenceMs: 5_000,
  totalMs: 10_000,
  maxBytes: 1_000,
  signal: new AbortController().signal,
} as const;

test.each([true, false])(
  'a vendor is asked through the proxy (paid: %s), and what breaks on the way was not sent',
  async (paid) => {
    const proxy = await raise();
    const upstream = createUpstream({ url: proxy.url, except: '' });
    onTestFinished(() => upstream.close());
    const ask = (host: string) =>
      upstream.send({ ...call, paid, baseUrl: `https://${host}` }, async () =>
        Promise.reject(new Error('not expected')),
      );

    expect(await ask('vendor.test')).toEqual({ kind: 'not sent', reason: untrusted.code });
    expect(await ask('nowhere.test')).toMatchObject({ kind: 'not sent' });

    expect(proxy.asked).toEqual(['vendor.test:443', 'nowhere.test:443']);
  },
);

test('what NO_PROXY names, and what is no TLS, goes past the proxy', async () => {
  const proxy = await raise();
  const server = await startLocalServer((_, response) => response.end('{}'));
  const upstream = createUpstream({ url: proxy.url, except: 'localhost' });
  onTestFinished(() => upstream.close());
  const ask = (baseUrl: string) => upstream.send({ ...call, paid: false, baseUrl }, async () => 'read');

  expect(await ask(`http://127.0.0.1:${server.port}`)).toMatchObject({ kind: 'answered', value: 'read' });
  expect(await ask(`https://localhost:${server.port}`)).toMatchObject({ kind: 'not sent' });

  expect(proxy.asked).toEqual([]);
});
