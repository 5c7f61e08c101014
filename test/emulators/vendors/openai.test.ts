// Longer than 250 lines: cases of one subject that share their stage and little else.

import { readFile } from 'node:fs/promises';
import OpenAI, { APIError, toFile } from 'openai';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EmulatedOpenAi, startEmulatedOpenAi } from '../../../scripts/emulators/vendors/index.ts';

let vendor: EmulatedOpenAi;
let client: OpenAI;
beforeEach(async () => {
  vendor = await startEmulatedOpenAi({ longestEdge: 128 });
  client = clientFor(vendor);
});
afterEach(() => vendor.close());

/** The vendor's own library, which nobody here wrote. */
const clientFor = ({ baseUrl, key }: EmulatedOpenAi) => new OpenAI({ baseURL: baseUrl, apiKey: key, maxRetries: 0 });

const generate = (more: object = {}) =>
  client.images.generate({ model: 'gpt-image-2', prompt: 'a fox', ...more, stream: false });
const bytesOf = (base64: string | undefined) => Buffer.from(base64 ?? '', 'base64');
const picture = (width = 64, height = 64, background = '#c00') =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
const file = (bytes: Buffer, name = 'one.png', type = 'image/png') => toFile(bytes, name, { type });
const mask = (width = 64, height = 64) =>
  sharp({ create: { width, height, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .png()
    .toBuffer();

/** What the library says of a refusal. */
async function refusal(asked: Promise<unknown>) {
  const error = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof APIError)) throw new Error('It was not refused.');
  const { status, code, type, param, requestID } = error;
  expect(requestID).toMatch(/^req_/);
  return { status, code, type, param };
}

describe("the vendor's own library against the emulated OpenAI", () => {
  test('generates: base64, what it really was, and its usage', async () => {
    const answer = await generate({ size: '1024x1024', quality: 'high', user: 'a member' });
    const bytes = bytesOf(answer.data?.[0]?.b64_json);
    expect(Buffer.compare(bytes, Buffer.from((await vendor.calls[0]?.results[0]?.bytes()) ?? []))).toBe(0);
    expect(answer).toMatchObject({ quality: 'high', background: 'opaque', output_format: 'png', size: '128x128' });
    // 7,024 tokens at $30 a million: the published $0.211.
    expect(answer.usage).toMatchObject({ output_tokens: 7024, input_tokens: 2, total_tokens: 7026 });
    expect(vendor.calls).toMatchObject([{ user: 'a member', streams: false, billed: 1 }]);
  });

  test('2.5 and 2.6 have finer qualities, and 2.6 a complexity; they count their own tokens', async () => {
    const size = '1024x1024';
    const tokens = async (model: string, quality: string, more: object = {}) =>
      (await generate({ model, size, quality, ...more })).usage?.output_tokens;
    expect(await tokens('gpt-image-2.5-flare', 'low')).toBe(196);
    expect(await tokens('gpt-image-2.5-sunburst', 'xhigh')).toBe(3122);
    expect(await tokens('gpt-image-2.6-flare', 'low', { complexity: 'high' })).toBe(784);
    expect(await tokens('gpt-image-2.6-sunburst', 'max')).toBe(7024);
  });

  test('edits several pictures with a mask', async () => {
    const [first, second] = [await picture(), await picture(32, 48, '#0c0')];
    const answer = await client.images.edit({
      model: 'gpt-image-2',
      prompt: 'a blue fox',
      image: [await file(first), await file(second, 'two.png')],
      mask: await file(await mask(), 'mask.png'),
    });
    expect(answer.data).toHaveLength(1);
    expect(vendor.paidRequests[0]?.files.map(({ field }) => field).sort()).toEqual(['image[]', 'image[]', 'mask']);
    expect(vendor.calls).toMatchObject([
      { operation: 'edits', inputs: [{ width: 64 }, { width: 32, height: 48 }], mask: { width: 64 } },
    ]);
    // 2 by 2 patches and 1 by 2.
    expect(answer.usage?.input_tokens_details.image_tokens).toBe(6);
  });

  test('edits one picture, and the part that may change can be seen in the drawing', async () => {
    const half = await sharp(await mask())
      .composite([{ input: await picture(32, 64, '#000'), left: 0, top: 0 }])
      .png()
      .toBuffer();
    const edit = async (more: object) => {
      const form = { model: 'gpt-image-2', prompt: 'x', image: await file(await picture()), ...more };
      const answer = await client.images.edit({ ...form, stream: false });
      const { data, info } = await sharp(bytesOf(answer.data?.[0]?.b64_json))
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const at = (x: number) => [...data.subarray((20 * info.width + x) * 3, (20 * info.width + x) * 3 + 3)];
      return { kept: at(16), changed: at(48) };
    };
    const without = await edit({});
    const masked = await edit({ mask: await file(half, 'mask.png') });
    expect(vendor.paidRequests[0]?.files.map(({ field }) => field)).toEqual(['image']);
    expect(masked.kept).toEqual(without.kept);
    expect(masked.changed).not.toEqual(without.changed);
  });

  test('streams a generation: partial pictures, then the whole one', async () => {
    vendor.script.next({ processingMs: 60 });
    const stream = await client.images.generate({
      model: 'gpt-image-2',
      prompt: 'a fox',
      stream: true,
      partial_images: 2,
    });
    const seen: string[] = [];
    for await (const event of stream) {
      const which = event.type === 'image_generation.partial_image' ? ` ${event.partial_image_index}` : '';
      seen.push(event.type + which);
      const call = vendor.calls[0];
      const made = event.type === 'image_generation.completed' ? call?.results[0] : call?.partials.at(-1);
      expect(Buffer.compare(bytesOf(event.b64_json), Buffer.from((await made?.bytes()) ?? []))).toBe(0);
      if (event.type === 'image_generation.completed') expect(event.usage.output_tokens).toBe(1756 + 200);
    }
    expect(seen).toEqual([
      'image_generation.partial_image 0',
      'image_generation.partial_image 1',
      'image_generation.completed',
    ]);
  });

  test.each([
    { newline: '\r\n', pieceBytes: 1009, comments: true },
    { newline: '\r', end: 'done' },
    { splitData: true, pieceBytes: 4096, end: 'done' },
    { named: 'by type', partials: 1 },
  ] as const)('streams an edit, however it is written: %j', async (stream) => {
    vendor.script.next({ stream });
    const events = await client.images.edit({
      model: 'gpt-image-2',
      prompt: 'a fox',
      image: await file(await picture()),
      stream: true,
      partial_images: 2,
    });
    const seen: string[] = [];
    for await (const event of events) seen.push(event.type);
    const partials = 'partials' in stream ? ['image_edit.partial_image'] : Array(2).fill('image_edit.partial_image');
    expect(seen).toEqual([...partials, 'image_edit.completed']);
  });

  test('streams a frame of several megabytes', async () => {
    vendor.script.next({ bytes: 6_000_000 });
    const stream = await client.images.generate({ model: 'gpt-image-2', prompt: 'a fox', stream: true });
    const sizes: number[] = [];
    for await (const event of stream) sizes.push(bytesOf(event.b64_json).length);
    expect(sizes).toEqual([6_000_000]);
  });

  test.each(['event: error', 'data.error'] as const)('is told of an error in the stream by "%s"', async (spelled) => {
    vendor.script.next({ stream: { error: { after: 1, code: 'moderation_blocked', spelled } } });
    const stream = await client.images.generate({
      model: 'gpt-image-2',
      prompt: 'a fox',
      stream: true,
      partial_images: 1,
    });
    const reading = (async () => {
      for await (const event of stream) expect(event.type).toBe('image_generation.partial_image');
    })();
    await expect(reading).rejects.toMatchObject({ code: 'moderation_blocked' });
  });
});

describe('the emulated OpenAI refuses', () => {
  const invalid = 'invalid_request_error';
  const user = 'image_generation_user_error';
  test.each([
    [{ response_format: 'b64_json' }, 400, 'unknown_parameter', invalid, 'response_format'],
    [{ style: 'vivid' }, 400, 'unknown_parameter', invalid, 'style'],
    [{ model: 'gpt-image-1' }, 404, 'model_not_found', invalid, 'model'],
    [{ model: undefined }, 404, 'model_not_found', invalid, 'model'],
    [{ size: '1920x1080' }, 400, 'invalid_value', user, 'size'],
    [{ size: '4096x4096' }, 400, 'invalid_value', user, 'size'],
    [{ quality: 'best' }, 400, 'invalid_value', invalid, 'quality'],
    [{ quality: 'max' }, 400, 'invalid_value', invalid, 'quality'],
    [{ complexity: 'high' }, 400, 'unknown_parameter', invalid, 'complexity'],
    [{ model: 'gpt-image-2.5-flare', complexity: 'high' }, 400, 'unknown_parameter', invalid, 'complexity'],
    [{ model: 'gpt-image-2.6-flare', complexity: 'max' }, 400, 'invalid_value', invalid, 'complexity'],
    [{ n: 11 }, 400, 'integer_above_max_value', invalid, 'n'],
    [{ n: '2' }, 400, 'invalid_type', invalid, 'n'],
    [{ partial_images: 4 }, 400, 'integer_above_max_value', invalid, 'partial_images'],
    [{ background: 'transparent', output_format: 'jpeg' }, 400, 'invalid_value', invalid, 'background'],
    [{ output_compression: 50 }, 400, 'invalid_png_output_compression', invalid, 'output_compression'],
    [{ prompt: 'something forbidden' }, 400, 'moderation_blocked', user, null],
    [{ prompt: '' }, 400, 'empty_string', invalid, 'prompt'],
  ])('%j', async (more, status, code, type, param) => {
    expect(await refusal(generate(more))).toEqual({ status, code, type, param });
    expect(vendor.calls).toEqual([]);
  });

  test('strokes that are no PNG with transparency, not as large, with a mask, or for a model that takes none', async () => {
    const drawn = await sharp(await picture())
      .ensureAlpha(0.5)
      .png()
      .toBuffer();
    const parts = async (markup: Buffer, { model = 'gpt-image-2.6-flare', also = '' } = {}) => {
      const form = new FormData();
      const fields = { model, prompt: 'a hat' };
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      if (also !== 'no image') form.set('image', await file(await picture()));
      form.set('markup', await file(markup, 'markup.png'));
      if (also === 'mask') form.set('mask', await file(await mask(), 'mask.png'));
      const headers = { authorization: `Bearer ${vendor.key}` };
      const answer = await fetch(`${vendor.baseUrl}/images/edits`, { method: 'POST', headers, body: form });
      const body: unknown = await answer.json();
      return body;
    };
    const wrong = { error: { code: 'invalid_markup_image_format', param: 'markup' } };
    for (const markup of [await picture(), await mask(64, 63), Buffer.from('no picture')]) {
      expect(await parts(markup)).toMatchObject(wrong);
    }
    expect(await parts(drawn, { also: 'mask' })).toMatchObject(wrong);
    expect(await parts(drawn, { also: 'no image' })).toMatchObject({ error: { param: 'image' } });
    for (const model of ['gpt-image-2', 'gpt-image-2.5-flare']) {
      expect(await parts(drawn, { model })).toMatchObject({ error: { code: 'unknown_parameter', param: 'markup' } });
    }
    expect(vendor.calls).toEqual([]);
    expect(await parts(drawn)).toHaveProperty('data');
    expect(vendor.calls).toMatchObject([{ mask: undefined, markup: { width: 64, height: 64 } }]);
  });

  test('an edit with a field, a file or a mask that it does not take', async () => {
    const image = await file(await picture());
    const edit = (more: object) =>
      refusal(client.images.edit({ model: 'gpt-image-2', prompt: 'x', image, ...more, stream: false }));
    expect(await edit({ input_fidelity: 'high' })).toMatchObject({ code: 'invalid_input_fidelity_model' });
    expect(await edit({ moderation: 'low' })).toMatchObject({ code: 'unknown_parameter', param: 'moderation' });
    expect(await edit({ image: Array(17).fill(image) })).toMatchObject({ code: 'array_above_max_length' });
    expect(await edit({ image: await file(Buffer.from('GIF89a'), 'a.gif', 'image/gif') })).toMatchObject({
      code: 'unsupported_file_mimetype',
    });
    expect(await edit({ image: await file(Buffer.from('no picture')) })).toMatchObject({ code: 'invalid_image_file' });
    for (const wrong of [await picture(), await mask(64, 63), Buffer.from('no picture')]) {
      expect(await edit({ mask: await file(wrong, 'mask.png') })).toMatchObject({ code: 'invalid_mask_image_format' });
    }
    expect(vendor.calls).toEqual([]);
  });

  test('several pictures under the name of one', async () => {
    const form = new FormData();
    form.append('model', 'gpt-image-2');
    form.append('prompt', 'x');
    for (const name of ['one', 'two']) {
      form.append('image', new Blob([new Uint8Array(await picture())], { type: 'image/png' }), name);
    }
    const headers = { authorization: `Bearer ${vendor.key}` };
    const response = await fetch(`${vendor.baseUrl}/images/edits`, { method: 'POST', headers, body: form });
    expect(await response.json()).toMatchObject({ error: { code: 'duplicate_parameter', param: 'image' } });
  });

  test('a wrong key, no key, an empty balance, an unknown path', async () => {
    const wrong = new OpenAI({ baseURL: vendor.baseUrl, apiKey: 'sk-wrong', maxRetries: 0 });
    expect(await refusal(wrong.images.generate({ prompt: 'x' }))).toMatchObject({
      status: 401,
      code: 'invalid_api_key',
    });
    expect(await refusal(wrong.models.list())).toMatchObject({ status: 401, code: 'invalid_api_key' });
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(['gpt-image-2']);
    expect(await refusal(client.files.list())).toMatchObject({ status: 404, code: null });
    vendor.outOfQuota = true;
    expect(await refusal(generate())).toMatchObject({ status: 429, code: 'insufficient_quota' });
  });
});

describe('the emulated OpenAI does what is scripted', () => {
  test('an error with its headers, once', async () => {
    const scripted = vendor.script.next({ refuse: { status: 429, code: 'rate_limit_exceeded', retryAfterMs: 20 } });
    const patient = new OpenAI({ baseURL: vendor.baseUrl, apiKey: vendor.key, maxRetries: 1 });
    await patient.images.generate({ model: 'gpt-image-2', prompt: 'a fox' });
    expect([scripted.uses, vendor.script.pending, vendor.calls.length, vendor.requests.length]).toEqual([1, 0, 1, 2]);
  });

  test('addresses in the place of base64, which lead to the picture', async () => {
    vendor.script.next({ answer: 'url' });
    const { data } = await generate();
    const response = await fetch(data?.[0]?.url ?? '');
    const made = vendor.calls[0]?.results[0];
    expect(Buffer.from(await response.arrayBuffer())).toEqual(await readFile(made?.path ?? ''));
  });

  test('plain JSON although a stream was asked for', async () => {
    vendor.script.next({ stream: { as: 'json' } });
    const response = await fetch(`${vendor.baseUrl}/images/generations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${vendor.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-image-2', prompt: 'a fox', stream: true }),
    });
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toMatchObject({ data: [{}] });
  });

  test('a stream that is cut: the call was taken and is billed', async () => {
    vendor.script.next({ stream: { stop: { after: 1, how: 'cut', inside: true } } });
    const stream = await client.images.generate({
      model: 'gpt-image-2',
      prompt: 'a fox',
      stream: true,
      partial_images: 1,
    });
    const seen: string[] = [];
    const reading = (async () => {
      for await (const event of stream) seen.push(event.type);
    })();
    await expect(reading).rejects.toThrow();
    await vendor.idle();
    expect(seen).toEqual(['image_generation.partial_image']);
    expect(vendor.calls).toMatchObject([{ state: 'succeeded', billed: 1 }]);
    expect(vendor.paidRequests[0]?.ended).toBe('dropped');
  });

  test('offline, and back with everything it knew', async () => {
    await generate();
    await vendor.goOffline();
    await expect(generate()).rejects.toThrow();
    await vendor.comeBack();
    await generate();
    expect(vendor.calls).toHaveLength(2);
  });
});

describe('the emulated AGCloud', () => {
  test('has its own path for edits, takes moderation there, and no quality for its plus models', async () => {
    const relay = await startEmulatedOpenAi({ vendor: 'agcloud', editsPath: '/image/edits', longestEdge: 64 });
    const send = async (more: Readonly<Record<string, string>>, path = '/image/edits') => {
      const form = new FormData();
      const fields = { model: 'gpt-image-2', prompt: 'a fox', ...more };
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append('image', new Blob([new Uint8Array(await picture())], { type: 'image/png' }), 'one.png');
      const headers = { authorization: `Bearer ${relay.key}` };
      const response = await fetch(relay.baseUrl + path, { method: 'POST', headers, body: form });
      const { error } = (await response.json()) as { readonly error?: { readonly param: string } };
      return [response.status, error?.param];
    };
    try {
      expect(await send({ moderation: 'low', quality: 'low', user: 'someone' })).toEqual([200, undefined]);
      expect(await send({ model: 'gpt-image-2-plus' })).toEqual([200, undefined]);
      expect(await send({ model: 'gpt-image-2-plus', quality: 'low' })).toEqual([400, 'quality']);
      expect(await send({ background: 'transparent' })).toEqual([400, 'background']);
      expect(await send({}, '/images/edits')).toEqual([404, null]);
    } finally {
      await relay.close();
    }
  });
});
