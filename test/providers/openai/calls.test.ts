import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { bodyOf, formOf, sourcesIn } from '../acedatacloud/setup.ts';
import { png, secondPng } from '../pictures.ts';
import { key, openAdapter, openEmulated } from './setup.ts';

const everything = {
  size: '3840x2160',
  quality: 'high',
  background: 'transparent',
  format: 'webp',
  compression: 80,
  moderation: 'low',
  user: 'k3y3d-h4sh',
  previews: 2,
} as const;

describe('what OpenAI is sent', () => {
  test('a generation with nothing asked for: the model always, one picture, no stream', async () => {
    const { server, generate } = await openAdapter();
    await generate();
    expect(server.received).toMatchObject([{ method: 'POST', url: '/v1/images/generations' }]);
    expect(server.received[0]?.headers.authorization).toBe(`Bearer ${key}`);
    expect(bodyOf(server.received[0])).toEqual({ model: 'gpt-image-2', prompt: 'a cat in the rain', n: 1 });
  });

  test('everything that was asked for, in the vendor’s words, and nothing that GPT models refuse', async () => {
    const { server, generate } = await openAdapter();
    await generate(everything);
    expect(bodyOf(server.received[0])).toEqual({
      model: 'gpt-image-2',
      prompt: 'a cat in the rain',
      n: 1,
      size: '3840x2160',
      quality: 'high',
      background: 'transparent',
      output_format: 'webp',
      output_compression: 80,
      user: 'k3y3d-h4sh',
      stream: true,
      partial_images: 2,
      moderation: 'low',
    });
  });

  test('a complexity, where the catalogue names one, in JSON as in a form', async () => {
    const { server, scratch, generate } = await openAdapter();
    const asked = { model: 'gpt-image-2.6-flare', quality: 'max', complexity: 'high' } as const;
    await generate(asked);
    expect(bodyOf(server.received[0])).toEqual({ ...asked, prompt: 'a cat in the rain', n: 1 });
    await generate({ ...asked, operation: 'edit', sources: await sourcesIn(scratch, [null]) });
    expect(await formOf(server.received[1])).toContainEqual(['complexity', 'high']);
  });

  test.each([undefined, 'png'] as const)('no compression for the format %s, which takes none', async (format) => {
    const { server, generate } = await openAdapter();
    await generate({ format, compression: 50 });
    expect(bodyOf(server.received[0])).not.toHaveProperty('output_compression');
  });

  test('never more than three previews', async () => {
    const { server, generate } = await openAdapter();
    await generate({ previews: 9 });
    expect(bodyOf(server.received[0])).toMatchObject({ stream: true, partial_images: 3 });
  });

  test('an edit of one picture is a form with an image; moderation is not for forms', async () => {
    const { server, scratch, generate } = await openAdapter();
    const sources = await sourcesIn(scratch, ['https://bot.example.test/1']);
    await generate({ ...everything, operation: 'edit', sources });
    expect(server.received[0]).toMatchObject({ method: 'POST', url: '/v1/images/edits' });
    expect(await formOf(server.received[0])).toEqual([
      ['model', 'gpt-image-2'],
      ['prompt', 'a cat in the rain'],
      ['n', '1'],
      ['size', '3840x2160'],
      ['quality', 'high'],
      ['background', 'transparent'],
      ['output_format', 'webp'],
      ['output_compression', '80'],
      ['user', 'k3y3d-h4sh'],
      ['stream', 'true'],
      ['partial_images', '2'],
      ['image', '0.png', 'image/png', png],
    ]);
  });

  test('an edit of several pictures has an image[] for each, in order', async () => {
    const { server, scratch, generate } = await openAdapter();
    await generate({ operation: 'edit', sources: await sourcesIn(scratch, [null, null]) });
    expect(await formOf(server.received[0])).toEqual([
      ['model', 'gpt-image-2'],
      ['prompt', 'a cat in the rain'],
      ['n', '1'],
      ['image[]', '0.png', 'image/png', png],
      ['image[]', '1.png', 'image/png', secondPng],
    ]);
  });

  test('a masked edit has a PNG of the first picture’s size, see-through where it is to change; it is gone afterwards', async () => {
    const { vendor, scratch, generate } = await openEmulated();
    const [first, second] = await sourcesIn(scratch, [null, null]);
    if (first === undefined || second === undefined) throw new Error('no sources');
    const blank = { width: 40, height: 30, channels: 3 } as const;
    await sharp({ create: { ...blank, background: '#fff' } })
      .png()
      .toFile(first.path);
    const mask = join(scratch, 'coverage.png');
    const white = {
      input: { create: { width: 10, height: 30, channels: 3, background: '#fff' } },
      left: 0,
      top: 0,
    } as const;
    await sharp({ create: { ...blank, background: '#000' } })
      .composite([white])
      .toColourspace('b-w')
      .png()
      .toFile(mask);
    const before = await readdir(scratch);
    const outcome = await generate({ operation: 'edit', sources: [first, second], mask: { path: mask } });
    expect(outcome.kind).toBe('made');
    const files = vendor.paidRequests[0]?.files ?? [];
    expect(files.map(({ field }) => field)).toEqual(['image[]', 'image[]', 'mask']);
    const { data } = await sharp(files[2]?.path).extractChannel('alpha').raw().toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 40)]).toEqual([...Array(10).fill(0), ...Array(30).fill(255)]);
    expect(vendor.calls[0]?.mask).toMatchObject({ width: 40, height: 30 });
    expect((await readdir(scratch)).length).toBe(before.length + 1);
  });

  test('strokes go along as they are, and no mask with them; those of another size give way to the mask', async () => {
    const { vendor, scratch, generate } = await openEmulated();
    const [source] = await sourcesIn(scratch, [null]);
    if (source === undefined) throw new Error('no source');
    const size = { width: 40, height: 30 };
    const draw = async (name: string, background: object, channels: 3 | 4, more: object = {}) => {
      const path = join(scratch, name);
      await sharp({ create: { ...size, ...more, channels, background } })
        .png()
        .toFile(path);
      return { path };
    };
    await draw(source.filename, { r: 9, g: 9, b: 9 }, 3);
    const sources = [{ ...source, path: join(scratch, source.filename) }];
    const mask = await draw('coverage.png', { r: 255, g: 255, b: 255 }, 3);
    const markup = await draw('strokes.png', { r: 255, g: 0, b: 0, alpha: 0.5 }, 4);
    const larger = await draw('larger.png', { r: 255, g: 0, b: 0, alpha: 0.5 }, 4, { width: 41 });
    const edit = { operation: 'edit', model: 'gpt-image-2.6-flare', sources, mask } as const;

    for (const drawn of [markup, larger])
      expect(await generate({ ...edit, markup: drawn })).toMatchObject({ kind: 'made' });

    const sent = vendor.paidRequests.map(({ files }) => files.map(({ field, filename }) => [field, filename]));
    expect(sent).toEqual([
      [
        ['image', '0.png'],
        ['markup', 'markup.png'],
      ],
      [
        ['image', '0.png'],
        ['mask', 'mask.png'],
      ],
    ]);
    expect(await vendor.calls[0]?.markup?.bytes()).toEqual(await readFile(markup.path));
  });

  test('a form with strokes is exactly that', async () => {
    const { server, scratch, generate } = await openAdapter();
    const sources = await sourcesIn(scratch, [null]);
    const path = join(scratch, 'strokes.png');
    await writeFile(path, png);
    await generate({ operation: 'edit', model: 'gpt-image-2.6-sunburst', sources, mask: { path }, markup: { path } });
    expect(await formOf(server.received[0])).toEqual([
      ['model', 'gpt-image-2.6-sunburst'],
      ['prompt', 'a cat in the rain'],
      ['n', '1'],
      ['image', '0.png', 'image/png', png],
      ['markup', 'markup.png', 'image/png', png],
    ]);
  });

  test('a masked edit of what is no picture is sent nowhere', async () => {
    const { server, scratch, generate } = await openAdapter();
    const [source] = await sourcesIn(scratch, [null]);
    const broken = {
      ...source,
      path: join(import.meta.dirname, '../temporary.ts'),
      filename: 'a.png',
    } as typeof source;
    const sources = broken === undefined ? [] : [broken];
    const outcome = await generate({ operation: 'edit', sources, mask: { path: 'unread' } });
    expect(outcome).toEqual({ kind: 'failed', failure: { code: 'not_a_picture', filename: 'a.png' } });
    expect(server.received).toEqual([]);
  });
});

describe('what AGCloud is sent', () => {
  const agcloud = { name: 'agcloud', editsPath: '/image/edits' } as const;

  test('edits go to the path that is set, and may be moderated', async () => {
    const { server, scratch, generate } = await openAdapter(undefined, agcloud);
    await generate({ operation: 'edit', sources: await sourcesIn(scratch, [null]), moderation: 'low', user: 'u' });
    expect(server.received[0]?.url).toBe('/v1/image/edits');
    expect(await formOf(server.received[0])).toEqual([
      ['model', 'gpt-image-2'],
      ['prompt', 'a cat in the rain'],
      ['n', '1'],
      ['user', 'u'],
      ['moderation', 'low'],
      ['image', '0.png', 'image/png', png],
    ]);
  });

  test('generations go to OpenAI’s path', async () => {
    const { server, generate } = await openAdapter(undefined, agcloud);
    await generate({ previews: 2 });
    expect(server.received[0]?.url).toBe('/v1/images/generations');
    expect(bodyOf(server.received[0])).toEqual({
      model: 'gpt-image-2',
      prompt: 'a cat in the rain',
      n: 1,
      stream: true,
      partial_images: 2,
    });
  });

  test('its plus models are told no quality', async () => {
    const { vendor, scratch, generate } = await openEmulated({ vendor: 'agcloud' });
    const plus = { model: 'gpt-image-2-plus', quality: 'high' } as const;
    expect(await generate(plus)).toMatchObject({ kind: 'made' });
    const sources = await sourcesIn(scratch, [null]);
    expect(await generate({ ...plus, operation: 'edit', sources })).toMatchObject({ kind: 'made' });
    expect(vendor.calls.map(({ quality }) => quality)).toEqual([undefined, undefined]);
  });
});
