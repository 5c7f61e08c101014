import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EmulatedAceDataCloud, startEmulatedAceDataCloud } from '../../../scripts/emulators/vendors/index.ts';

let vendor: EmulatedAceDataCloud;
beforeEach(async () => {
  vendor = await startEmulatedAceDataCloud({ longestEdge: 128 });
});
afterEach(() => vendor.close());

const post = (path: string, body: unknown, authorization = `Bearer ${vendor.token}`) =>
  fetch(vendor.baseUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(body),
  });
const generate = (more: object = {}) =>
  post('/openai/images/generations', { model: 'gpt-image-2', prompt: 'a fox', ...more });

/** As far as these tests read it. */
interface Body {
  readonly error?: { readonly code: string };
  readonly task_id?: string;
  readonly data?: readonly { readonly url: string }[];
}
const bodyOf = async (response: Response) => (await response.json()) as Body;
const asked = async (response: Promise<Response>) => {
  const answer = await response;
  return { status: answer.status, code: (await bodyOf(answer)).error?.code };
};

describe('the emulated AceDataCloud', () => {
  test('makes a picture whose address leads to it', async () => {
    const answer = await bodyOf(await generate());
    expect(answer).toMatchObject({ success: true, data: [{ revised_prompt: 'a fox' }] });
    const bytes = Buffer.from(await (await fetch(answer.data?.[0]?.url ?? '')).arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(vendor.tasks[0]?.results[0]?.sha256);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  });

  test('takes an edit as files, under both of its paths', async () => {
    await generate();
    const bytes = await vendor.tasks[0]?.results[0]?.bytes();
    for (const path of ['/openai/images/edits', '/v1/images/edits']) {
      const form = new FormData();
      form.append('model', 'gpt-image-2');
      form.append('prompt', 'a blue fox');
      form.append('image[]', new Blob([Buffer.from(bytes ?? [])], { type: 'image/png' }), 'fox.png');
      const headers = { authorization: `Bearer ${vendor.token}` };
      const response = await fetch(vendor.baseUrl + path, { method: 'POST', headers, body: form });
      expect(response.status).toBe(200);
    }
    expect(vendor.tasks.at(-1)?.inputs).toMatchObject([
      { from: 'upload', sha256: vendor.tasks[0]?.results[0]?.sha256 },
    ]);
  });

  test('answers an asynchronous call with a task that can be asked about, by id, trace and in batches', async () => {
    vendor.script.next({ processingMs: 60 });
    const { task_id } = await bodyOf(await generate({ async: true, trace_id: 'ours' }));
    const ask = async (more: object) => (await post('/openai/tasks', { action: 'retrieve', ...more })).json();
    expect(await ask({ id: task_id })).toMatchObject({ id: task_id, trace_id: 'ours', finished_at: null });
    await vendor.idle();
    expect(await ask({ trace_id: 'ours' })).toMatchObject({ id: task_id, response: { success: true } });
    expect(await ask({ id: 'nobody' })).toEqual({});
    const batch = await (await post('/openai/tasks', { action: 'retrieve_batch', ids: [task_id] })).json();
    expect(batch).toMatchObject({ count: 1, items: [{ id: task_id }] });
  });

  test.each([
    [{}, 12],
    [{ tasksPerPage: 5 }, 5],
  ])('several tasks come in pages; with %j of them smaller than asked for, without a word', async (options, most) => {
    await vendor.close();
    vendor = await startEmulatedAceDataCloud({ longestEdge: 32, pictures: 'plain', ...options });
    const ids: (string | undefined)[] = [];
    while (ids.length < 14) ids.push((await bodyOf(await generate({ async: true }))).task_id);
    const page = async (more: object) => {
      const answer = await post('/openai/tasks', { action: 'retrieve_batch', ids, ...more });
      const { items, count } = (await answer.json()) as { readonly items: { id: string }[]; readonly count: number };
      return [items.map(({ id }) => ids.indexOf(id)), count];
    };
    const all = Array.from({ length: 14 }, (_, index) => index);
    expect(await page({})).toEqual([all.slice(0, most), 14]);
    expect(await page({ limit: 14 })).toEqual([most < 12 ? all.slice(0, most) : all, 14]);
    expect(await page({ offset: 12, limit: 14 })).toEqual([all.slice(12), 14]);
  });

  test.each([
    [{ model: 'gpt-image-3' }, 400, 'api_not_implemented'],
    [{ prompt: '' }, 400, 'bad_request'],
    [{ size: '4096x4096' }, 400, 'bad_request'],
    [{ size: '1920x1080' }, 400, 'bad_request'],
    [{ quality: 'best' }, 400, 'bad_request'],
    [{ prompt: 'something forbidden' }, 403, 'forbidden'],
    [{ async: 'true' }, 400, 'bad_request'],
  ])('refuses %j', async (more, status, code) => {
    expect(await asked(generate(more))).toEqual({ status, code });
    expect(vendor.tasks).toEqual([]);
  });

  test('refuses a wrong key, no key, an empty balance and an unknown path', async () => {
    expect(await asked(post('/openai/images/generations', {}, 'Bearer wrong'))).toEqual({
      status: 401,
      code: 'invalid_token',
    });
    expect(await asked(post('/openai/images/variations', {}))).toEqual({ status: 404, code: 'no_api' });
    vendor.usedUp = true;
    expect(await asked(generate())).toEqual({ status: 403, code: 'used_up' });
  });

  test('has an interface of its own for nano-banana, whose tasks are known there alone', async () => {
    const native = (more: object) =>
      post('/nano-banana/images', { model: 'nano-banana-pro', prompt: 'a fox', ...more });
    const made = { action: 'generate', aspect_ratio: '16:9', resolution: '2K', trace_id: 'ours', async: true };
    const { task_id: id } = await bodyOf(await native(made));
    await vendor.idle();
    const ask = async (path: string) => (await post(path, { action: 'retrieve', id })).json();
    expect(await ask('/openai/tasks')).toEqual({});
    const record = await ask('/nano-banana/tasks');
    expect(record).toMatchObject({ trace_id: 'ours', response: { success: true, data: [{ prompt: 'a fox' }] } });
    expect(vendor.tasks).toMatchObject([{ size: '2736x1536', results: [{ contentType: 'image/jpeg' }] }]);
    const bytes = Buffer.from((await vendor.tasks[0]?.results[0]?.bytes()) ?? []).toString('base64');
    const edit = { action: 'edit', model: 'nano-banana', aspect_ratio: '3:4' };
    expect((await native({ ...edit, image_urls: [`data:image/jpeg;base64,${bytes}`] })).status).toBe(200);
    expect(vendor.tasks.at(-1)).toMatchObject({ operation: 'edits', inputs: [{ from: 'inline' }] });
  });

  test.each([
    [{ action: 'draw' }],
    [{ aspect_ratio: '21:9' }],
    [{ resolution: '8K' }],
    [{ model: 'nano-banana', resolution: '2K' }],
    [{ count: '1' }],
    [{ action: 'edit' }],
    [{ action: 'edit', image_urls: ['https://example.invalid/a.png'] }],
    [{ action: 'edit', image_urls: [`data:image/png;base64,${'A'.repeat(10_000_000)}`] }],
  ])('refuses a native call with %o', async (more) => {
    const response = await post('/nano-banana/images', {
      action: 'generate',
      model: 'nano-banana-pro',
      prompt: 'a',
      ...more,
    });
    expect([response.status >= 400, (await bodyOf(response)).error?.code]).toEqual([true, 'bad_request']);
  });

  test('does what is scripted, once, and counts it', async () => {
    const scripted = vendor.script.next({ refuse: { status: 429, code: 'too_many_requests', retryAfter: 3 } });
    const refused = await generate();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3']);
    expect((await generate()).status).toBe(200);
    expect([scripted.uses, vendor.script.pending, vendor.tasks.length]).toEqual([1, 0, 1]);
  });

  test('cuts the connection after taking a call: the task exists and is billed', async () => {
    vendor.script.next({ drop: 'after' });
    await expect(generate({ async: true, trace_id: 'lost' })).rejects.toThrow();
    await vendor.idle();
    expect(vendor.tasks).toMatchObject([{ traceId: 'lost', state: 'succeeded', billed: 1 }]);
  });

  test('goes offline and comes back with everything it knew', async () => {
    await generate();
    await vendor.goOffline();
    await expect(generate()).rejects.toThrow();
    await vendor.comeBack();
    expect((await generate()).status).toBe(200);
    expect(vendor.tasks).toHaveLength(2);
  });
});
