// Longer than 250 lines: cases of one subject that share their stage and little else.

import { readdir, readFile } from 'node:fs/promises';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSystemClock } from '../../../src/lib/system-clock.ts';
import { createDownloader, type DownloaderOptions } from '../../../src/providers/http/download.ts';
import type { Lookup } from '../../../src/providers/http/download-connections.ts';
import { startOwnTime } from '../../own-time.ts';
import { type Answering, startLocalServer } from '../local-server.ts';
import { largePng, png } from '../pictures.ts';
import { temporaryDirectory } from '../temporary.ts';

const never = new AbortController().signal;

/** A downloader that trusts what `origins` names, and a directory to fetch into. */
async function open(options: Partial<DownloaderOptions> = {}) {
  const directory = await temporaryDirectory();
  const downloader = createDownloader({ clock: createSystemClock(), origins: [], ...options });
  return {
    fetch: (url: string, signal = never) => downloader.fetch(url, join(directory, 'into'), signal),
    into: join(directory, 'into'),
    files: () => readdir(directory),
  };
}

/** A server that is trusted, and a downloader that trusts it. */
async function openWith(answer: Answering, options: Partial<DownloaderOptions> = {}) {
  const server = await startLocalServer(answer);
  return { server, ...(await open({ origins: [server.origin], ...options })) };
}

/** A name server that knows what it is told, and counts how often it is asked. */
function namesOf(addresses: Readonly<Record<string, readonly (readonly string[])[]>>) {
  const asked: string[] = [];
  const lookup: Lookup = (hostname, done) => {
    const answers = addresses[hostname] ?? [];
    const before = asked.filter((each) => each === hostname).length;
    asked.push(hostname);
    const list = answers[Math.min(before, answers.length - 1)] ?? [];
    done(
      null,
      list.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { lookup, asked };
}

const refused = (vendorCode: string) => ({
  kind: 'failed',
  final: true,
  failure: { code: 'result_refused', seen: { vendorCode } },
});

describe('fetching a picture', () => {
  test('its bytes lie under the name it was to have, and nothing else does', async () => {
    const picture = largePng(3_000_000);
    const { server, fetch, into, files } = await openWith((_, response) => response.end(picture));
    const url = `${server.origin}/a%20b.png?ex=1&is=2#part`;
    expect(await fetch(url)).toEqual({ kind: 'fetched', path: into, type: 'image/png', bytes: 3_000_000 });
    expect(Buffer.compare(await readFile(into), picture)).toBe(0);
    expect(await files()).toEqual(['into']);
    expect(server.received[0]?.url).toBe('/a%20b.png?ex=1&is=2');
  });

  test('no key, cookie or referrer goes along, also after a cookie was set', async () => {
    const { server, fetch } = await openWith((_, response) => {
      response.writeHead(200, { 'set-cookie': 'a=b' }).end(png);
    });
    await fetch(`${server.origin}/1`);
    await fetch(`${server.origin}/2`);
    for (const { headers } of server.received) {
      expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
      expect(headers['accept-encoding']).toBe('identity');
    }
  });

  test('it is unpacked, by what comes out of it', async () => {
    const picture = largePng(300_000);
    const packed = (encoding: string, body: Buffer) =>
      openWith((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body), {
        maxBytes: 1_000_000,
      });
    for (const [encoding, body] of [
      ['gzip', gzipSync(picture)],
      ['br, zstd', zstdCompressSync(brotliCompressSync(picture))],
      ['aws-chunked', picture],
    ] as const) {
      const { server, fetch, into } = await packed(encoding, body);
      expect(await fetch(`${server.origin}/a`)).toEqual({
        kind: 'fetched',
        path: into,
        type: 'image/png',
        bytes: 300_000,
      });
      expect(await readFile(into)).toEqual(picture);
    }
    const bomb = await packed('gzip', gzipSync(Buffer.concat([png, Buffer.alloc(50_000_000)])));
    expect(await bomb.fetch(`${bomb.server.origin}/a`)).toEqual(refused('size'));
    const nobody = await packed('rot13', picture);
    expect(await nobody.fetch(`${nobody.server.origin}/a`)).toEqual(refused('coding'));
    const half = await packed('gzip', gzipSync(picture).subarray(0, 1_000));
    expect(await half.fetch(`${half.server.origin}/a`)).toMatchObject({
      final: false,
      failure: { code: 'result_lost', seen: { vendorCode: 'broken coding' } },
    });
    for (const { files } of [bomb, nobody, half]) expect(await files()).toEqual([]);
  });

  test('its type is what its bytes say', async () => {
    const starts: Readonly<Record<string, Buffer>> = {
      'image/png': png,
      'image/jpeg': Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
      'image/webp': Buffer.from('RIFF\x10\0\0\0WEBPVP8L', 'latin1'),
      'image/gif': Buffer.from('GIF89a\x01\0\x01\0', 'latin1'),
      'image/avif': Buffer.from('\0\0\0\x1cftypavif\0\0\0\0mif1', 'latin1'),
    };
    for (const [type, start] of Object.entries(starts)) {
      for (const bytes of [start, Buffer.concat([start, Buffer.alloc(1000)])]) {
        const { server, fetch } = await openWith((_, response) => {
          response.writeHead(200, { 'content-type': 'application/octet-stream' });
          // The signature may come in pieces.
          response.write(bytes.subarray(0, 3));
          setTimeout(() => response.end(bytes.subarray(3)), 5);
        });
        expect(await fetch(server.origin)).toMatchObject({ kind: 'fetched', type, bytes: bytes.length });
      }
    }
  });

  test('what is no picture is refused for good, and leaves no file', async () => {
    for (const [contentType, body] of [
      ['image/png', '<!doctype html><html><body>not yours, and long enough</body></html>'],
      ['image/png', ''],
      ['image/png', '\x89PN'],
      ['text/html; charset=utf-8', png],
      ['application/json', png],
      ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>'],
    ] as const) {
      const { server, fetch, files } = await openWith((_, response) => {
        response.writeHead(200, { 'content-type': contentType }).end(body);
      });
      expect(await fetch(server.origin)).toEqual(refused('type'));
      expect(await files()).toEqual([]);
    }
  });

  test('one that is too large is refused: unread where it says so, else at the limit', async () => {
    const options = { maxBytes: 100_000 };
    const declared = await openWith((_, response) => {
      response.writeHead(200, { 'content-length': '100001' }).flushHeaders();
    }, options);
    expect(await declared.fetch(declared.server.origin)).toEqual(refused('size'));
    await declared.server.quiet();
    const endless = await openWith((_, response) => {
      response.write(png);
      const piece = Buffer.alloc(10_000);
      const write = () => {
        while (!response.destroyed && response.write(piece));
      };
      response.on('drain', write);
      write();
    }, options);
    expect(await endless.fetch(endless.server.origin)).toEqual(refused('size'));
    expect(await endless.files()).toEqual([]);
    await endless.server.quiet();
    const exact = await openWith((_, response) => response.end(largePng(100_000)), options);
    expect(await exact.fetch(exact.server.origin)).toMatchObject({ kind: 'fetched', bytes: 100_000 });
  });

  test('gone or forbidden is final, down or busy is not', async () => {
    for (const [status, final] of [
      [404, true],
      [410, true],
      [403, true],
      [401, true],
      [400, true],
      [204, true],
      [429, false],
      [408, false],
      [500, false],
      [503, false],
    ] as const) {
      const { server, fetch } = await openWith((_, response) => {
        response.writeHead(status, { 'retry-after': '3' }).end();
      });
      const failure = { code: 'result_lost', retryAfterMs: 3000, seen: { status } };
      expect(await fetch(server.origin)).toEqual({ kind: 'failed', final, failure });
    }
  });

  test('a picture that is cut short or stalls is fetched again, and leaves no file', async () => {
    const cut = await openWith((_, response, socket) => {
      response.writeHead(200, { 'content-length': '1000' }).write(png, () => socket.destroy());
    });
    expect(await cut.fetch(cut.server.origin)).toMatchObject({ kind: 'failed', final: false });
    expect(await cut.files()).toEqual([]);
    const chunked = await openWith((_, response, socket) => {
      response.writeHead(200).write(png, () => socket.destroy());
    });
    expect(await chunked.fetch(chunked.server.origin)).toMatchObject({ kind: 'failed', final: false });
    const stalled = await openWith(
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write(png);
      },
      { silenceMs: 100 },
    );
    expect(await stalled.fetch(stalled.server.origin)).toMatchObject({
      final: false,
      failure: { code: 'result_lost', seen: { vendorCode: 'UND_ERR_BODY_TIMEOUT' } },
    });
    expect(await stalled.files()).toEqual([]);
    await stalled.server.quiet();
    const dripping = await openWith(
      (_, response) => {
        response.writeHead(200).write(png);
        const timer = setInterval(() => response.write('.'), 10);
        response.on('close', () => clearInterval(timer));
      },
      { totalMs: 150 },
    );
    expect(await dripping.fetch(dripping.server.origin)).toMatchObject({ kind: 'failed', final: false });
    await dripping.server.quiet();
  });

  test('a host that is down is asked again', async () => {
    const gone = await startLocalServer(() => undefined);
    const { fetch } = await open({ origins: ['http://127.0.0.1:1', gone.origin] });
    expect(await fetch('http://127.0.0.1:1/a.png')).toEqual({
      kind: 'failed',
      final: false,
      failure: { code: 'result_lost', seen: { vendorCode: 'ECONNREFUSED' } },
    });
  });

  test('aborting is prompt and leaves neither socket nor file', async () => {
    const { server, fetch, files } = await openWith((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write(png);
    });
    const controller = new AbortController();
    const waiting = fetch(server.origin, controller.signal);
    await expect.poll(() => server.received.length).toBe(1);
    using time = startOwnTime();
    controller.abort();
    expect(await waiting).toMatchObject({ kind: 'failed', final: false });
    expect(time.ms()).toBeLessThan(500);
    expect(await files()).toEqual([]);
    await server.quiet();
  });
});

describe('where a picture may come from', () => {
  test('HTTP, other schemes, credentials and nonsense are refused before anything is connected', async () => {
    const server = await startLocalServer((_, response) => response.end(png));
    const { fetch } = await open({ origins: ['https://trusted.test'] });
    for (const url of [
      `${server.origin}/a.png`,
      'http://cdn.example.test/a.png',
      'ftp://cdn.example.test/a.png',
      'file:///etc/passwd',
      'data:image/png;base64,iVBORw0KGgo=',
      'https://user:password@cdn.example.test/a.png',
      'https://user@trusted.test/a.png',
      'http://trusted.test/a.png',
      'not an address',
      '',
    ]) {
      expect(await fetch(url)).toEqual(refused('address'));
    }
    expect(server.connections).toBe(0);
  });

  test('a trusted origin is trusted with its port and scheme only', async () => {
    const server = await startLocalServer((_, response) => response.end(png));
    const { fetch } = await open({ origins: [server.origin.replace('http:', 'https:'), 'http://127.0.0.1'] });
    expect(await fetch(server.origin)).toEqual(refused('address'));
    expect(server.connections).toBe(0);
  });

  test('a literal private address is refused however it is written', async () => {
    const server = await startLocalServer((_, response) => response.end(png));
    const { fetch } = await open();
    for (const host of [
      `127.0.0.1:${server.port}`,
      `127.1:${server.port}`,
      `2130706433:${server.port}`,
      `0x7f000001:${server.port}`,
      `0:${server.port}`,
      '[::1]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '[64:ff9b::7f00:1]',
      '[2002:7f00:1::]',
      '169.254.169.254',
      '[fd00:ec2::254]',
      '10.0.0.1',
      '100.64.0.1',
    ]) {
      expect(await fetch(`https://${host}/a.png`), host).toEqual(refused('host'));
    }
    expect(server.connections).toBe(0);
  });

  test('a name with a private address among its addresses is refused', async () => {
    const server = await startLocalServer((_, response) => response.end(png));
    const { lookup } = namesOf({
      'private.test': [['127.0.0.1']],
      'mixed.test': [['93.184.216.34', '127.0.0.1']],
      'six.test': [['::1']],
      'nobody.test': [[]],
    });
    const { fetch } = await open({ lookup });
    for (const name of ['private.test', 'mixed.test', 'six.test', 'nobody.test']) {
      expect(await fetch(`https://${name}:${server.port}/a.png`), name).toEqual(refused('host'));
    }
    expect(server.connections).toBe(0);
  });

  test('a name that turns private at the second look gains nothing', async () => {
    const server = await startLocalServer((_, response) => response.end(png));
    const { lookup, asked } = namesOf({ 'rebinding.test': [['192.0.0.0'], ['127.0.0.1']] });
    const { fetch } = await open({ lookup });
    const url = `https://rebinding.test:${server.port}/a.png`;
    expect(await fetch(url)).toEqual(refused('host'));
    expect(await fetch(url)).toEqual(refused('host'));
    // One look for each connection: what was looked at is what is connected to.
    expect(asked).toEqual(['rebinding.test', 'rebinding.test']);
    expect(server.connections).toBe(0);
  });

  test('redirects are followed, five at most, and each place is looked at anew', async () => {
    const inner = await startLocalServer((_, response) => response.end(png));
    const { server, fetch } = await openWith(({ url }, response) => {
      const left = Number(new URL(url, 'http://x').searchParams.get('left'));
      if (left === 0) response.end(png);
      else response.writeHead(302, { location: `/next?left=${left - 1}` }).end();
    });
    expect(await fetch(`${server.origin}/?left=5`)).toMatchObject({ kind: 'fetched' });
    expect(await fetch(`${server.origin}/?left=6`)).toEqual(refused('redirects'));

    for (const [location, reason] of [
      [`${inner.origin}/a.png`, 'address'],
      [`https://127.0.0.1:${inner.port}/a.png`, 'host'],
      ['https://[::1]/a.png', 'host'],
      ['https://user:password@cdn.example.test/', 'address'],
      ['file:///etc/passwd', 'address'],
      ['https://', 'redirect'],
    ] as const) {
      const hop = await openWith((_, response) => response.writeHead(307, { location }).end());
      expect(await hop.fetch(hop.server.origin), location).toEqual(refused(reason));
    }
    const nowhere = await openWith((_, response) => response.writeHead(302).end());
    expect(await nowhere.fetch(nowhere.server.origin)).toEqual(refused('redirect'));
    expect(inner.connections).toBe(0);
  });

  test('a redirect may lead to another trusted origin', async () => {
    const target = await startLocalServer((_, response) => response.end(png));
    const { fetch, server } = await (async () => {
      const server = await startLocalServer((_, response) => {
        response.writeHead(301, { location: `${target.origin}/a.png` }).end();
      });
      return { server, ...(await open({ origins: [server.origin, target.origin] })) };
    })();
    expect(await fetch(server.origin)).toMatchObject({ kind: 'fetched' });
  });

  test('a certificate that is not for the host is no way in', async () => {
    const server = createTlsServer({}, (_, response) => response.end(png)).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const { fetch } = await open({ origins: [`https://127.0.0.1:${port}`] });
    expect(await fetch(`https://127.0.0.1:${port}/a.png`)).toMatchObject({ kind: 'failed', final: false });
  });
});
