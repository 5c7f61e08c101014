import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { AceDataCloudBehaviour, ResultBehaviour } from '../../scripts/emulators/vendors/index.ts';
import { buttonsOf, ending, sha256 } from './asking.ts';
import { asGivenOut } from './given-out.ts';
import { imagine, isLastPicture, logLines, sentTo } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// The vendor made a picture; what may happen on its way to us.

const notAPicture = 'The image service sent something that cannot be shown as a picture. You were not charged.';
const notFetched = 'The image service made it, but the picture could not be fetched from there. You were not charged.';

const results = ({ upstream }: Stage) => upstream.requests.filter(({ path }) => path.startsWith('/cdn/'));

/** A machine that only we can reach, and that nobody should. */
async function privateHost(picture: Uint8Array = new Uint8Array()) {
  let calls = 0;
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
  });
  server.on('connection', () => {
    calls += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    seen,
    get calls() {
      return calls;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Ada is told so in one sentence, the result is asked for so often, and nothing is paid twice. */
async function expectRefused(
  stage: Stage,
  behaviour: AceDataCloudBehaviour,
  sentence: string,
  downloads: number,
): Promise<void> {
  stage.upstream.script.next(behaviour);
  const message = await ending(imagine(stage, 'a red fox'));
  expect(message).toMatchObject({ content: sentence, attachments: [] });
  expect(buttonsOf(message)).toEqual([['Try again']]);
  expect(results(stage)).toHaveLength(downloads);
  expect(stage.upstream.paidRequests).toHaveLength(1);
}

test.each([
  ['over plain HTTP', (port: number) => `http://127.0.0.1:${port}/picture.png`, 'address'],
  ['by its number', (port: number) => `https://127.0.0.1:${port}/picture.png`, 'host'],
  ['by its number in IPv6', (port: number) => `https://[::ffff:127.0.0.1]:${port}/picture.png`, 'host'],
  ['by a name', (port: number) => `https://localhost:${port}/picture.png`, 'host'],
  ['with a name and password', (port: number) => `https://a:b@127.0.0.1:${port}/picture.png`, 'address'],
])('an address that leads to a private host %s is not even called', async (_how, address, vendorCode) => {
  await using host = await privateHost();
  await using stage = await raiseStage();
  const result: ResultBehaviour = { kind: 'address', url: address(host.port) };

  await expectRefused(stage, { result }, notAPicture, 0);

  expect(host.calls).toBe(0);
  expect(logLines(stage)).toContainEqual(expect.objectContaining({ code: 'result_refused', vendorCode }));
  expect(stage.logged.join('')).not.toContain('picture.png');
});

test.each(['http://169.254.169.254/latest/meta-data/', 'file:///etc/passwd', 'data:,hello', 'nonsense'])(
  'the address %s is no picture’s',
  async (url) => {
    await using stage = await raiseStage();
    await expectRefused(stage, { result: { kind: 'address', url } }, notAPicture, 0);
  },
);

test.each([
  ['over plain HTTP', (port: number) => `http://127.0.0.1:${port}/picture.png`],
  ['by a name', (port: number) => `https://localhost:${port}/picture.png`],
])('a redirect to a private host %s is not followed', async (_how, address) => {
  await using host = await privateHost();
  await using stage = await raiseStage();

  await expectRefused(stage, { result: { kind: 'redirect', to: address(host.port) } }, notAPicture, 1);

  expect(host.calls).toBe(0);
});

test('a redirect to an origin that the operator named is followed, without our key', async () => {
  const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  await using host = await privateHost(picture);
  const origin = `http://127.0.0.1:${host.port}`;
  await using stage = await raiseStage({ settings: { DOWNLOAD_ORIGINS: origin } });
  stage.upstream.script.next({ result: { kind: 'redirect', to: `${origin}/picture.png` } });

  const message = await ending(imagine(stage, 'a red fox'));

  expect(stage.discord.filesOf(message.id)).toMatchObject([
    { width: 64, height: 48, sha256: sha256(await asGivenOut(picture)) },
  ]);
  expect(host.seen).toEqual([undefined]);
  expect(results(stage).map(({ authorization }) => authorization)).toEqual(['missing']);
});

test.each([
  ['no picture', { kind: 'bytes', bytes: Buffer.from('MZ this is a program, whatever it is called') }, 'type'],
  ['nothing', { kind: 'bytes', bytes: new Uint8Array() }, 'type'],
  [
    'a page',
    { kind: 'bytes', bytes: Buffer.from('\x89PNG\r\n\x1a\n<html>', 'latin1'), contentType: 'text/html' },
    'type',
  ],
  ['the head of a picture alone', { kind: 'bytes', bytes: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') }, undefined],
  ['more than a picture may have', { kind: 'huge', bytes: 65_000_000 }, 'size'],
] as const)('%s behind the address is refused', async (_what, result, vendorCode) => {
  await using stage = await raiseStage();

  await expectRefused(stage, { result }, notAPicture, 1);

  const line = expect.objectContaining({ code: 'result_refused', ...(vendorCode === undefined ? {} : { vendorCode }) });
  expect(logLines(stage)).toContainEqual(line);
});

test('a picture that is gone is told at once', async () => {
  await using stage = await raiseStage();
  await expectRefused(stage, { result: { kind: 'status', status: 404 } }, notFetched, 1);
});

test('a picture that nobody hands out is given up after eight downloads', async () => {
  await using stage = await raiseStage();
  await expectRefused(stage, { result: { kind: 'status', status: 503 } }, notFetched, 8);
  expect(logLines(stage)).toContainEqual(expect.objectContaining({ code: 'result_lost', status: 503 }));
});

test.each([
  ['the host of the pictures fails twice', { kind: 'status', status: 500, times: 2 }, 3],
  // biome-ignore lint/suspicious/noThenProperty: the script's own word, and nobody awaits it
  ['the picture is cut in the middle', { kind: 'half', then: 'cut', times: 1 }, 2],
] as const)('%s: downloaded again, never made again', async (_what, result, downloads) => {
  await using stage = await raiseStage();
  stage.upstream.script.next({ result });

  const message = await ending(imagine(stage, 'a red fox'));

  expect(isLastPicture(stage, message)).toBe(true);
  expect(results(stage)).toHaveLength(downloads);
  expect(stage.upstream.paidRequests).toHaveLength(1);
});

test.each([['b64_json'], ['b64_data_url']] as const)('a picture inside the answer (%s) arrives', async (answer) => {
  await using stage = await raiseStage();
  stage.upstream.script.next({ answer });

  const message = await ending(imagine(stage, 'a red fox'));

  expect(isLastPicture(stage, message)).toBe(true);
  expect(sentTo(stage.upstream)).not.toContain('GET result');
});

test('no picture inside an answer is no picture', async () => {
  await using stage = await raiseStage();
  const record = (trace_id: string) => ({
    id: '17',
    trace_id,
    finished_at: 1,
    response: { success: true, data: [{ b64_json: Buffer.from('no picture at all').toString('base64') }] },
  });
  stage.upstream.on('task', ({ traceId }) =>
    stage.upstream.script.next({ raw: { status: 200, body: JSON.stringify(record(traceId)) } }, { on: 'tasks' }),
  );
  stage.upstream.script.next({ drop: 'after' });

  const message = await ending(imagine(stage, 'a red fox'));

  expect(message.content).toBe(notAPicture);
  expect(stage.upstream.paidRequests).toHaveLength(1);
});
