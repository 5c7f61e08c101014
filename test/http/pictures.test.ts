import { randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readlink, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLendOriginal } from '../../src/application/handing-out/lend-original.ts';
import { createRetention } from '../../src/application/upkeep/retention.ts';
import { originalOf, versionId } from '../../src/domain/ids.ts';
import { createSignedAddresses } from '../../src/http/addresses.ts';
import { createHttpApp } from '../../src/http/app.ts';
import { startHttpServer } from '../../src/http/server.ts';
import { createSystemClock } from '../../src/lib/system-clock.ts';
import { openImageStore } from '../../src/storage/files/image-store.ts';
import { openScratch } from '../../src/storage/files/scratch.ts';
import { sampleVersion } from '../contract/version-store.ts';
import { temporaryDirectory } from '../storage/temporary.ts';

const silent = () => undefined;
const id = versionId('100-0-0');
const version = sampleVersion(id);
/** More than sockets take in between two ends of which one does not read. */
const bytes = randomFillSync(Buffer.alloc(32 * 1024 * 1024));

/** The picture route on a real server over a real store with this one picture, which is too old to be kept. */
async function raise() {
  const directory = await temporaryDirectory();
  const clock = createSystemClock();
  const scratch = await openScratch({ directory, clock });
  const images = await openImageStore({ directory });
  await writeFile(scratch.path('picture'), bytes);
  await images.put(originalOf(id), scratch.path('picture'));
  const retention = createRetention({
    images,
    needed: { look: async () => async () => false },
    rule: { maxBytes: 1e12, maxAgeMs: 1_000 },
    shorterAges: async () => undefined,
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  const addresses = createSignedAddresses({ publicUrl: 'http://bot', secret: 'a secret', clock });
  const unused = () => Promise.reject(new Error('not expected'));
  const app = createHttpApp({
    addresses,
    originals: createLendOriginal({
      versions: { find: async () => version },
      images,
      marking: { madeFrom: unused, lend: unused, lendMade: unused },
      clock,
    }),
    calledBack: unused,
    health: { missing: () => [], gauges: unused },
    tellsGauges: true,
    log: { warn: silent, error: silent },
  });
  const server = await startHttpServer(app, { host: '127.0.0.1', port: 0, clock: createSystemClock() });
  onTestFinished(() => server.close());
  const reach = (address: string | null) => address?.replace('http://bot', `http://127.0.0.1:${server.port}`) ?? '';
  return {
    images,
    server,
    address: reach(addresses.picture(id)),
    fullSize: reach(addresses.fullSize(id)),
    lent: () => readdir(join(directory, 'lent')),
    removeOld: () => retention.run(Date.now() + 60_000),
  };
}

/** Somebody who fetches a picture and reads nothing of it for now. */
async function beginFetching(address: string): Promise<IncomingMessage> {
  const [response] = (await once(get(address), 'response')) as [IncomingMessage];
  return response;
}

test('whoever never ends fetching a picture holds up no removal, and may still have all of it', async () => {
  const { images, address, lent, removeOld } = await raise();
  const stalled = await beginFetching(address);
  expect(stalled.statusCode).toBe(200);

  await removeOld();

  expect(await images.has(originalOf(id))).toBe(false);
  expect(await lent()).toEqual([]);
  expect((await fetch(address)).status).toBe(404);
  const read = Buffer.concat(await stalled.toArray());
  expect(read.equals(bytes)).toBe(true);
});

test('its length is told before it comes', async () => {
  const { address } = await raise();
  const fetching = await beginFetching(address);
  expect(fetching.headers['content-length']).toBe(String(bytes.length));
  expect(fetching.headers['transfer-encoding']).toBe(undefined);
  fetching.destroy();
});

test('whoever never ends fetching a picture does not hold up the end of the server', async () => {
  const { server, address } = await raise();
  const stalled = await beginFetching(address);

  await server.close();

  await expect(stalled.toArray()).rejects.toThrow('aborted');
});

// Linux alone tells which files a process has open.
describe.skipIf(process.platform !== 'linux')('no file stays open', () => {
  test('of a picture that a hundred ask about without fetching it, nor is it marked for them', async () => {
    const { address, fullSize, lent } = await raise();
    for (const each of [address, fullSize]) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => fetch(each, { method: 'HEAD' })));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set(answers.map(({ headers }) => headers.get('content-type')))).toEqual(new Set([version.type]));
    }
    expect(await openOriginals()).toBe(0);
    expect(await lent()).toEqual([]);
  });

  test('of a picture that somebody stops fetching', async () => {
    const { address } = await raise();
    const fetching = await beginFetching(address);
    expect(await openOriginals()).toBe(1);
    fetching.destroy();
    await expect.poll(openOriginals).toBe(0);
  });
});

async function openOriginals(): Promise<number> {
  const folder = '/proc/self/fd';
  // Some are closed again while they are looked at.
  const targets = (await readdir(folder)).map((each) => readlink(join(folder, each)).catch(() => ''));
  return (await Promise.all(targets)).filter((target) => target.includes(`-${id}`)).length;
}
