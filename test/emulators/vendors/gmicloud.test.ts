import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EmulatedGmiCloud, startEmulatedGmiCloud } from '../../../scripts/emulators/vendors/index.ts';

let vendor: EmulatedGmiCloud;
beforeEach(async () => {
  vendor = await startEmulatedGmiCloud({ longestEdge: 128, organization: 'ours' });
});
afterEach(() => vendor.close());

const path = '/api/v1/ie/requestqueue/apikey/requests';
const keyed = () => ({ authorization: `Bearer ${vendor.key}` });
const submit = (model: string, payload: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(vendor.baseUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...keyed(), ...headers },
    body: JSON.stringify({ model, payload }),
  });
const generate = (more: object = {}) => submit('gpt-image-2-generate', { prompt: 'a fox', ...more });
const edit = (more: object = {}) => submit('gpt-image-2-edit', { prompt: 'a blue fox', image: square, ...more });
const question = async (id: string | undefined) => fetch(`${vendor.baseUrl}${path}/${id}`, { headers: keyed() });

/** As far as these tests read it. */
interface Body {
  readonly request_id?: string;
  readonly status?: string;
  readonly error?: string;
  readonly outcome?: { readonly media_urls?: readonly { readonly url: string }[] };
}
const bodyOf = async (response: Response | Promise<Response>) => (await (await response).json()) as Body;
const refusal = async (response: Promise<Response>) => [(await response).status, (await bodyOf(response)).error];
const rejected = [400, 'Generation rejected; please review the prompt and parameters'];

const canvas = (width: number, height: number, channels: 3 | 4, background: object | string) =>
  sharp({ create: { width, height, channels, background } });
const base64 = async (image: ReturnType<typeof canvas>) => (await image.png().toBuffer()).toString('base64');
const square = await base64(canvas(64, 64, 3, '#008000'));
const leftHalf = await base64(canvas(32, 64, 3, '#fff').extend({ right: 32, background: '#000' }));

describe('the emulated GMI Cloud', () => {
  test('takes a request into its queue, shows how far it is, and the picture lies where it says', async () => {
    vendor.script.next({ processingMs: 60 });
    const { request_id: id, status } = await bodyOf(generate());
    expect(status).toBe('created');
    await vendor.idle();
    const done = await bodyOf(question(id));
    expect(done).toMatchObject({ status: 'success', outcome: { media_urls: [{ id: '0' }] } });
    const bytes = Buffer.from(await (await fetch(done.outcome?.media_urls?.[0]?.url ?? '')).arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(vendor.queue[0]?.results[0]?.sha256);
    expect(vendor.queue[0]?.billed).toBe(1);
  });

  test('shows each of its words for being at work, in order', async () => {
    vendor.script.next({ processingMs: 60_000 });
    const { request_id: id, status } = await bodyOf(generate());
    const seen = [status];
    for (let each = 0; each < 4; each += 1) seen.push((await bodyOf(question(id))).status);
    expect(seen).toEqual(['created', 'queued', 'dispatched', 'processing', 'processing']);
  });

  test('may have ended by its first answer', async () => {
    vendor.script.next({ atOnce: true, success: 'completed', answer: 'strings' });
    const { status, outcome } = await bodyOf(generate());
    expect([status, outcome?.media_urls]).toEqual(['completed', [expect.stringContaining('/media/')]]);
  });

  test('edits one picture inside the body, and paints over what is white in the mask', async () => {
    expect((await edit({ mask: leftHalf, size: '1024x1024', quality: 'low', n: 2 })).status).toBe(200);
    await vendor.idle();
    const [request] = vendor.queue;
    expect(request).toMatchObject({ operation: 'edits', n: 2, inputs: [{ from: 'inline', width: 64 }], billed: 2 });
    const { data, info } = await sharp(await request?.results[0]?.bytes())
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const redAt = (part: number) =>
      data[(Math.round(info.height / 2) * info.width + Math.round(info.width * part)) * 3];
    // Magenta over green on the left, green on the right.
    expect(redAt(0.35)).toBeGreaterThan((redAt(0.65) ?? 0) + 40);
  });

  test.each([
    [{ seed: 1 }],
    [{ aspect_ratio: '1:1' }],
    [{ background: 'auto' }],
    [{ image: square }],
    [{ prompt: '' }],
    [{ size: '2048x2048' }],
    [{ size: 'auto' }],
    [{ quality: 'best' }],
    [{ n: '1' }],
    [{ output_format: 'webp' }],
  ])('rejects a generation with %j, with the one sentence it has', async (more) => {
    expect(await refusal(generate(more))).toEqual(rejected);
  });

  test.each([
    ['a data address', async () => ({ image: `data:image/png;base64,${square}` })],
    ['two pictures', async () => ({ image: [square, square] })],
    ['an address beyond loopback', async () => ({ image: 'https://example.invalid/a.png' })],
    ['no picture', async () => ({ image: Buffer.from('text').toString('base64') })],
    ['an output format', async () => ({ output_format: 'png' })],
    ['a mask of another size', async () => ({ mask: await base64(canvas(32, 64, 3, '#fff')) })],
    [
      'a mask that is transparent',
      async () => ({ mask: await base64(canvas(64, 64, 4, { r: 0, g: 0, b: 0, alpha: 0 })) }),
    ],
  ])('rejects an edit with %s', async (_what, more) => {
    expect(await refusal(edit(await more()))).toEqual(rejected);
    expect(vendor.queue).toEqual([]);
  });

  test('refuses in its own words', async () => {
    expect(await refusal(submit('gpt-image-2.5', {}))).toEqual([404, 'model gpt-image-2.5 not found']);
    expect((await refusal(generate({ prompt: 'forbidden' })))[1]).toMatch(/content policy/);
    expect((await submit('gpt-image-2-generate', { prompt: 'a' }, { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await submit('gpt-image-2-generate', { prompt: 'a' }, { 'x-organization-id': 'theirs' })).status).toBe(403);
    expect((await submit('gpt-image-2-generate', { prompt: 'a' }, { 'x-organization-id': 'ours' })).status).toBe(200);
    vendor.outOfBalance = true;
    expect(await refusal(generate())).toEqual([402, 'insufficient balance']);
    expect((await question('nobody')).status).toBe(404);
  });

  test('does what is scripted, once', async () => {
    vendor.script.next({ refuse: { status: 429, retryAfter: 3, spelled: 'detail' } });
    vendor.script.next({ fail: { status: 'cancelled', message: 'why', spelled: 'reason' } });
    const busy = await generate();
    expect([busy.status, busy.headers.get('retry-after'), await busy.json()]).toEqual([
      429,
      '3',
      { detail: 'refused' },
    ]);
    const { request_id: id } = await bodyOf(generate());
    await vendor.idle();
    expect(await bodyOf(question(id))).toMatchObject({ status: 'cancelled', reason: 'why' });
    expect(vendor.script.pending).toBe(0);
  });

  test('goes offline and comes back with everything it knew', async () => {
    const { request_id: id } = await bodyOf(generate());
    await vendor.goOffline();
    await expect(question(id)).rejects.toThrow();
    await vendor.comeBack();
    expect((await question(id)).status).toBe(200);
  });
});
