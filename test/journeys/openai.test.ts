import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, ending, run, sha256 } from './asking.ts';
import { until } from './looking.ts';
import { raiseStage } from './stage/stage.ts';

const cat = { name: 'cat.png', bytes: png(64, 48) };
const hat = { name: 'hat.png', bytes: png(48, 64) };

test('a picture by OpenAI: streamed, in its own words, and with the member under a name of ours', async () => {
  await using stage = await raiseStage({ vendors: ['openai'] });
  const vendor = stage.openai;

  const message = await ask(stage, 'imagine', { prompt: 'a red fox', quality: 'high', size: '1024x1024' });

  const [call] = vendor.calls;
  expect(vendor.paidRequests.map(({ path, json }) => ({ path, json }))).toEqual([
    {
      path: '/v1/images/generations',
      json: {
        model: 'gpt-image-2',
        prompt: 'a red fox',
        n: 1,
        size: '1024x1024',
        quality: 'high',
        user: call?.user,
        stream: true,
        partial_images: 2,
      },
    },
  ]);
  expect(stage.discord.filesOf(message.id)).toMatchObject([
    { name: 'retouch-1.png', sha256: call?.results[0]?.sha256 },
  ]);
  expect(message.content).toMatch(/^\*\*Version 1:\*\* “a red fox”\n-# gpt-image-2 · 96×96 · \$0\.2\d$/);
});

test('an edit of two pictures goes as files, byte for byte; nothing goes anywhere by address', async () => {
  await using stage = await raiseStage({ vendors: ['openai'], public: true });
  const vendor = stage.openai;

  await ask(stage, 'edit', { prompt: 'the cat in the hat', image: cat, image2: hat });

  const [request] = vendor.paidRequests;
  expect(request?.path).toBe('/v1/images/edits');
  expect(request?.fields).toEqual([
    { name: 'model', value: 'gpt-image-2' },
    { name: 'prompt', value: 'the cat in the hat' },
    { name: 'n', value: '1' },
    { name: 'user', value: vendor.calls[0]?.user },
    { name: 'stream', value: 'true' },
    { name: 'partial_images', value: '2' },
  ]);
  expect(request?.files.map(({ field, sha256: hash }) => [field, hash])).toEqual([
    ['image[]', sha256(cat.bytes)],
    ['image[]', sha256(hat.bytes)],
  ]);
});

test('a member has one name at the vendor, which says nothing about them, and nobody else has it', async () => {
  await using stage = await raiseStage({ vendors: ['openai'] });
  const vendor = stage.openai;

  await ask(stage, 'imagine', { prompt: 'a first fox' });
  await stage.restart();
  await ask(stage, 'imagine', { prompt: 'a second fox' });
  await ask(stage, 'imagine', { prompt: 'a third fox' }, { user: stage.ben });
  await ask(stage, 'edit', { prompt: 'a hat', image: cat, private: true });

  const [first, second, third, fourth] = vendor.calls.map(({ user }) => user);
  expect(first).toMatch(/^[\w-]{20,64}$/);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
  expect(fourth).toBe(first);
  expect(vendor.paidRequests[3]?.files.map(({ filename }) => filename)).toEqual(['picture-1.png']);
  const sent = JSON.stringify(vendor.requests);
  for (const id of [stage.ada, stage.ben, stage.guild, stage.channel]) expect(sent).not.toContain(id);
});

test('what the operator adjusts in the catalogue goes with every call', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'retouch-catalogue-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const file = join(directory, 'catalogue.json');
  const adjusted = { model: 'gpt-image-2', provider: 'openai', moderation: 'low', compression: 70, streams: false };
  await writeFile(file, JSON.stringify({ adjust: [adjusted] }));
  await using stage = await raiseStage({ vendors: ['openai'], settings: { CATALOGUE_FILE: file } });
  const vendor = stage.openai;

  await ask(stage, 'imagine', { prompt: 'a fox', format: 'jpeg' });

  expect(vendor.paidRequests[0]?.json).toEqual({
    model: 'gpt-image-2',
    prompt: 'a fox',
    n: 1,
    output_format: 'jpeg',
    output_compression: 70,
    moderation: 'low',
    user: vendor.calls[0]?.user,
  });
});

test('a masked edit changes only what the region says', async () => {
  await using stage = await raiseStage({ vendors: ['openai'], openai: { longestEdge: 512 } });
  const vendor = stage.openai;

  await ask(stage, 'edit', { prompt: 'a hat', image: cat, region: 'left half' });

  const [call] = vendor.calls;
  expect(call?.mask).toMatchObject({ width: 64, height: 48, contentType: 'image/png' });
  const alpha = await sharp(await call?.mask?.bytes())
    .extractChannel('alpha')
    .raw()
    .toBuffer();
  const row = [...alpha.subarray(0, 64)];
  expect(row).toEqual([...Array(32).fill(0), ...Array(32).fill(255)]);
});

test('AGCloud edits at its own path; what it costs, nobody says', async () => {
  await using stage = await raiseStage({ vendors: ['agcloud'], agcloud: { editsPath: '/image/edits' } });
  const vendor = stage.agcloud;

  const made = await ask(stage, 'imagine', { prompt: 'a fox', quality: 'low' });
  const edited = await ask(stage, 'edit', { prompt: 'bluer', image: cat });

  expect(vendor.paidRequests.map(({ path }) => path)).toEqual(['/v1/images/generations', '/v1/image/edits']);
  expect(made.content).not.toContain('$');
  expect(edited.content).toContain('bluer');
});

test('a vendor that is busy is asked again, not sooner than it wants', async () => {
  await using stage = await raiseStage({ vendors: ['openai'] });
  const vendor = stage.openai;
  vendor.script.next({ refuse: { status: 429, code: 'rate_limit_exceeded', type: 'requests', retryAfterMs: 400 } });

  const message = await ask(stage, 'imagine', { prompt: 'a fox' });

  const [refused, made] = vendor.paidRequests;
  expect(vendor.paidRequests).toHaveLength(2);
  expect((made?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(400);
  expect(message.content).toContain('**Version 1:**');
});

test('what the vendor itself says that it failed is sent once more', async () => {
  await using stage = await raiseStage({ vendors: ['openai'] });
  const vendor = stage.openai;
  vendor.script.next({ refuse: { status: 503, code: 'server_is_overloaded' } });

  const message = await ask(stage, 'imagine', { prompt: 'a fox' });

  expect(vendor.paidRequests).toHaveLength(2);
  expect(message.content).toContain('**Version 1:**');
});

test('an empty balance is the operator’s trouble: no word of rates or moderation, and no second call', async () => {
  await using stage = await raiseStage({ vendors: ['openai'] });
  const vendor = stage.openai;
  vendor.outOfQuota = true;

  const message = await ask(stage, 'imagine', { prompt: 'a fox' });

  expect(vendor.paidRequests).toHaveLength(1);
  expect(message.content).toMatch(/Nothing was charged/);
  expect(message.content).not.toMatch(/moderat|busy|too many/i);
  expect(stage.logged.join('')).toContain('"code":"out_of_balance"');
});

test('what the moderation refuses is said so, and not sent again', async () => {
  await using stage = await raiseStage({ vendors: ['openai'] });
  const vendor = stage.openai;

  const message = await ask(stage, 'imagine', { prompt: 'something forbidden' });

  expect(vendor.paidRequests).toHaveLength(1);
  expect(message.content).toMatch(/^The image service's moderation refused/);
});

test.each([
  ['a gateway answers for the vendor', { raw: { status: 502, body: '<html>Bad gateway</html>' } }],
  ['the connection breaks', { drop: 'after' }],
  ['the stream ends too soon', { stream: { stop: { after: 2, how: 'close' } } }],
] as const)('when %s nobody can say whether it was made: said so, not charged, never sent again', async (_, what) => {
  await using stage = await raiseStage({ vendors: ['openai'], settings: { DEFAULT_LIMITS: 'user:images:day:1' } });
  const vendor = stage.openai;
  vendor.script.next(what);

  const lost = await ask(stage, 'imagine', { prompt: 'a fox' });
  const next = await ask(stage, 'imagine', { prompt: 'another fox' });

  expect(lost.content).toMatch(/not charged/);
  expect(next.content).toContain('**Version 1:**');
  expect(vendor.paidRequests).toHaveLength(2);
});

test('a bot that is stopped while the vendor works never sends the call again', async () => {
  await using stage = await raiseStage({ vendors: ['openai'], settings: { SHUTDOWN_GRACE_S: '0' } });
  const vendor = stage.openai;
  vendor.script.next({ processingMs: 60_000 });

  const asked = run(stage, 'imagine', { prompt: 'a fox' });
  await until(() => vendor.calls.length === 1, 'the call');
  await stage.restart();
  const message = await ending(asked);

  expect(vendor.paidRequests).toHaveLength(1);
  expect(message.attachments).toEqual([]);
  expect(message.content).toMatch(/not charged/);
});

test('a bot that is stopped gently waits for the picture', async () => {
  await using stage = await raiseStage({ vendors: ['openai'] });
  const vendor = stage.openai;
  vendor.script.next({ processingMs: 800 });

  const asked = run(stage, 'imagine', { prompt: 'a fox' });
  await until(() => vendor.calls.length === 1, 'the call');
  await stage.restart();
  const message = await ending(asked);

  expect(stage.discord.filesOf(message.id)).toMatchObject([{ sha256: vendor.calls[0]?.results[0]?.sha256 }]);
  expect(vendor.paidRequests).toHaveLength(1);
});

test('a relay that hands over an address has the picture fetched from there, without the key', async () => {
  await using stage = await raiseStage({ vendors: ['agcloud'] });
  const vendor = stage.agcloud;
  vendor.script.next({ answer: 'url' });

  const message = await ask(stage, 'imagine', { prompt: 'a fox' });

  const [fetched, ...more] = vendor.requests.filter(({ path }) => path.startsWith('/files/'));
  expect(fetched?.authorization).toBe('missing');
  expect(more).toEqual([]);
  expect(stage.discord.filesOf(message.id)).toMatchObject([{ sha256: vendor.calls[0]?.results[0]?.sha256 }]);
});
