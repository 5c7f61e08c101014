import sharp from 'sharp';
import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, ending, isPrivate, run, sha256 } from './asking.ts';
import { logLines, until } from './looking.ts';
import { raiseStage } from './stage/stage.ts';

const wide = { name: 'wide.png', bytes: png(90, 60) };

const queuePath = '/api/v1/ie/requestqueue/apikey/requests';
const neverSaid = /^The image service never said whether it made this picture/;

test('a picture by GMI Cloud: queued, asked about, fetched and shown byte for byte', async () => {
  await using stage = await raiseStage({ vendors: ['gmicloud'], gmicloud: { processingMs: 100 } });
  const vendor = stage.gmicloud;

  const message = await ask(stage, 'imagine', {
    prompt: 'a red fox',
    size: '3:2 · 1K',
    quality: 'low',
    format: 'jpeg',
  });

  expect(vendor.paidRequests.map(({ path, json }) => [path, json])).toEqual([
    [
      queuePath,
      {
        model: 'gpt-image-2-generate',
        payload: { prompt: 'a red fox', n: 1, size: '1536x1024', quality: 'low', output_format: 'jpeg' },
      },
    ],
  ]);
  const [request] = vendor.queue;
  const asked = vendor.requests.filter(
    ({ method, path }) => method === 'GET' && path === `${queuePath}/${request?.id}`,
  );
  expect(asked.length).toBeGreaterThan(1);
  expect(stage.discord.filesOf(message.id)).toMatchObject([
    { name: 'retouch-1.jpg', sha256: request?.results[0]?.sha256 },
  ]);
  expect(message.content).toBe('**Version 1:** “a red fox”\n-# gpt-image-2 · 96×64 · $0.016');
  expect(vendor.requests.filter(({ path }) => path.startsWith('/media/')).map((each) => each.authorization)).toEqual([
    'missing',
  ]);
});

test('an edit keeps the shape of its picture, and what the vendor does not take is left out with a word', async () => {
  await using stage = await raiseStage({ vendors: ['gmicloud'] });
  const vendor = stage.gmicloud;

  const message = await ask(stage, 'edit', { prompt: 'bluer', image: wide, format: 'png', background: 'opaque' });

  expect(vendor.paidRequests[0]?.json).toEqual({
    model: 'gpt-image-2-edit',
    payload: {
      prompt: 'bluer',
      n: 1,
      size: '1536x1024',
      quality: 'auto',
      image: Buffer.from(wide.bytes).toString('base64'),
    },
  });
  expect(vendor.queue[0]?.inputs).toMatchObject([{ from: 'inline', sha256: sha256(wide.bytes) }]);
  expect(message.content).toContain('This model does not take background and format, so that was left out.');
  expect(message.content).toContain('$0.25');
});

test('a region goes as a mask of the picture’s size, white where it is to be changed', async () => {
  await using stage = await raiseStage({ vendors: ['gmicloud'] });
  const vendor = stage.gmicloud;

  const message = await ask(stage, 'edit', { prompt: 'a moon here', image: wide, region: 'left half' });

  expect(message.content).toContain('a moon here');
  const [request] = vendor.queue;
  expect(request?.mask).toMatchObject({ from: 'inline', width: 90, height: 60, contentType: 'image/png' });
  const { data, info } = await sharp(await request?.mask?.bytes())
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number) => data[(30 * info.width + x) * info.channels];
  expect([at(0), at(44), at(45), at(89)]).toEqual([255, 255, 0, 0]);
});

test('two pictures are refused privately before anything is held: it takes one, and who would take more is said', async () => {
  await using stage = await raiseStage({ vendors: ['gmicloud'] });
  const vendor = stage.gmicloud;

  const message = await ask(stage, 'edit', { prompt: 'both', image: wide, image2: wide });

  expect(message.content).toBe(
    'Your request has more pictures than this model takes. Send at most 1. AceDataCloud, OpenAI or AGCloud would do it, but this bot has no key for that. Nothing was charged.',
  );
  expect(isPrivate(message)).toBe(true);
  expect(vendor.requests).toEqual([]);
});

test('a size beside the three is refused, unless the catalogue of the operator has it', async () => {
  await using stage = await raiseStage({ vendors: ['gmicloud'] });

  const message = await ask(stage, 'imagine', { prompt: 'a fox', size: '1792x1024' });

  expect(message.content).toContain('The nearest it can make is 1536x1024.');
  expect(stage.gmicloud.requests).toEqual([]);
});

test('while a size or a quality is typed, only what GMI Cloud makes comes up, with what it costs', async () => {
  await using stage = await raiseStage({ vendors: ['gmicloud'] });
  const { discord, ada, channel } = stage;
  const typing = { user: ada, channel, command: 'imagine', value: '' };

  expect(await discord.autocomplete({ ...typing, focused: 'model' })).toEqual([
    { name: 'GPT Image 2 · up to $0.25', value: 'gpt-image-2' },
  ]);
  expect(await discord.autocomplete({ ...typing, focused: 'size' })).toEqual([
    { name: 'auto (the model decides)', value: 'auto' },
    { name: '1:1 · 1K (1024x1024) · up to $0.17', value: '1:1 · 1K' },
    { name: '3:2 · 1K (1536x1024) · up to $0.25', value: '3:2 · 1K' },
    { name: '2:3 · 1K (1024x1536) · up to $0.25', value: '2:3 · 1K' },
  ]);
  expect(await discord.autocomplete({ ...typing, focused: 'quality' })).toEqual([
    { name: 'auto · up to $0.25', value: 'auto' },
    { name: 'low · up to $0.016', value: 'low' },
    { name: 'medium · up to $0.063', value: 'medium' },
    { name: 'high · up to $0.25', value: 'high' },
  ]);
  // With both chosen nothing is left to the model, and the price is the price.
  const wide = { ...typing, options: { size: '3:2 · 1K' } };
  expect(await discord.autocomplete({ ...wide, focused: 'quality', value: 'low' })).toEqual([
    { name: 'low · $0.016', value: 'low' },
  ]);
});

test('a request that was done by the first answer is shown without a question', async () => {
  await using stage = await raiseStage({ vendors: ['gmicloud'] });
  const vendor = stage.gmicloud;
  vendor.script.next({ atOnce: true, success: 'completed', answer: 'image_url' });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(stage.discord.filesOf(message.id)).toMatchObject([{ sha256: vendor.queue[0]?.results[0]?.sha256 }]);
  expect(vendor.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
});

test('a temporary failure is tried once more, and what the model itself refused is not', async () => {
  await using stage = await raiseStage({ vendors: ['gmicloud'] });
  const vendor = stage.gmicloud;
  vendor.script.next({ refuse: { status: 500, message: 'temporary backend error' } });
  const made = await ask(stage, 'imagine', { prompt: 'a red fox' });
  expect(made.attachments).toHaveLength(1);
  expect(vendor.paidRequests).toHaveLength(2);

  vendor.script.next({ refuse: { status: 500, message: 'Backend error (400): no such parameter' } });
  const refused = await ask(stage, 'imagine', { prompt: 'a red fox' });
  expect(refused.content).toMatch(
    /^Your request has something in it that the model cannot take\. Change the words or the options, then try again\. Nothing was charged\./,
  );
  expect(vendor.paidRequests).toHaveLength(3);
});

test('a submission whose answer is lost ends as unknown, is not sent again, and is the operator’s loss', async () => {
  await using stage = await raiseStage({ vendors: ['gmicloud'] });
  const vendor = stage.gmicloud;
  vendor.script.next({ drop: 'after' });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(message.content).toMatch(neverSaid);
  expect(vendor.paidRequests).toHaveLength(1);
  expect(vendor.queue).toHaveLength(1);
  expect(logLines(stage)).toContainEqual(expect.objectContaining({ code: 'outcome_unknown', provider: 'gmicloud' }));
});

test('a request in the queue is followed across a restart', async () => {
  await using stage = await raiseStage({ vendors: ['gmicloud'], gmicloud: { processingMs: 600 } });
  const vendor = stage.gmicloud;
  const asked = run(stage, 'imagine', { prompt: 'a red fox' });
  await until(() => vendor.paidRequests[0]?.ended === 'answered', 'the request was queued');

  await stage.restart();

  const message = await ending(asked);
  expect(stage.discord.filesOf(message.id)).toMatchObject([{ sha256: vendor.queue[0]?.results[0]?.sha256 }]);
  expect(vendor.paidRequests).toHaveLength(1);
});

test.each([{}, { size: '1:1 · 1K' }])('the same picture costs the same, asked for with %j', async (size) => {
  const settings = { DEFAULT_LIMITS: 'user:usd:day:1' };
  await using stage = await raiseStage({ vendors: ['gmicloud'], gmicloud: { longestEdge: 1024 }, settings });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox', ...size });

  expect(message.content).toBe('**Version 1:** “a red fox”\n-# gpt-image-2 · 1024×1024 · $0.17');
  expect((await ask(stage, 'quota')).content).toContain('**$0.83 of $1.00 left**');
});
