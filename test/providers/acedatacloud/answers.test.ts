import { readdir } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { json, type Received } from '../local-server.ts';
import { openProvider, request } from './setup.ts';

describe('what AceDataCloud answers to a paid call', () => {
  const url = 'https://platform.cdn.acedata.cloud/gpt-image/x_0.png';
  const made = { kind: 'made', pictures: [{ kind: 'address', url }] };

  test.each([
    [
      'flat',
      { success: true, task_id: 't', trace_id: 'x', created: 1, data: [{ url, revised_prompt: 'a cat in the rain' }] },
    ],
    ['nested', { success: true, task_id: 't', data: { created: 1, data: [{ url }] } }],
    ['bare, as for nano-banana', { created: 0, data: [{ url, revised_prompt: 'a cat in the rain' }] }],
    ['native nano-banana', { success: true, task_id: 't', data: [{ prompt: 'p', image_url: url }] }],
    ['an empty error beside it', { error: null, data: [{ url }] }],
    ['an empty error object beside it', { error: {}, data: [{ url, b64_json: null }] }],
    ['fields of unexpected types', { success: 'yes', task_id: 5, trace_id: {}, elapsed: [], data: [{ url }, 7, null] }],
  ])('a picture, %s', async (_, answer) => {
    const { context, immediate, polled } = await openProvider(answer);
    expect(await immediate().generate(request, context)).toEqual(made);
    // Answered with the picture at once though a task was asked for.
    expect(await polled().submit(request, context)).toEqual(made);
  });

  test('a prompt that the vendor wrote anew stands beside its picture, and is cut where it is longer than a member’s', async () => {
    const long = 'a cat, '.repeat(1_000);
    const { context, immediate, polled } = await openProvider({ data: [{ url, revised_prompt: long }] });
    const pictures = [{ kind: 'address', url, revisedPrompt: long.slice(0, 4_000) }];
    expect(await immediate().generate(request, context)).toEqual({ kind: 'made', pictures });
    expect(await polled().submit(request, context)).toEqual({ kind: 'made', pictures });
  });

  test.each([
    ['bad_request', { success: false, error: { code: 'bad_request', message: 'p' } }],
    ['moderated', { success: false, task_id: 't', data: [], error: { code: 'forbidden', message: 'p' } }],
    ['moderated', { success: false, error: 'blocked by moderation' }],
    ['out_of_balance', { error: { code: 'used_up' } }],
    ['moderated', { success: false, message: '内容审核未通过' }],
    ['moderated', { code: 1, msg: 'Запрещённый контент' }],
    ['task_failed', { success: false, task_id: 't-1', trace_id: 'x' }],
    ['task_failed', { success: true, data: [{ url }], error: { code: 'api_error' } }],
    ['task_failed', { error: 'something', data: [{ url }] }],
    ['task_failed', { error: true }],
    ['no_image', { success: true, data: [] }],
    ['no_image', { success: true, data: [{ revised_prompt: 'p' }, { url: '' }] }],
    ['no_image', { success: true, data: { created: 1, data: [] } }],
  ])('200 that is %s: %j', async (code, answer) => {
    const { context, immediate, polled } = await openProvider(answer);
    expect(await immediate().generate(request, context)).toMatchObject({ kind: 'failed', failure: { code } });
    expect(await polled().submit(request, context)).toMatchObject({ kind: 'failed', failure: { code } });
  });

  test('200 without a task or a word about pictures leaves the outcome open', async () => {
    const { context, immediate, polled } = await openProvider({ hello: 'world' });
    expect(await immediate().generate(request, context)).toMatchObject({ kind: 'unknown' });
    expect(await polled().submit(request, context)).toMatchObject({ kind: 'unknown' });
  });

  test('a call that was held open and succeeded without a word about pictures has none', async () => {
    const { context, immediate } = await openProvider({ success: true });
    expect(await immediate().generate(request, context)).toEqual({ kind: 'failed', failure: { code: 'no_image' } });
  });

  test('a call that was to be held open but is answered with a task is waited for', async () => {
    const { context, immediate } = await openProvider({ task_id: 't-9', trace_id: 'x' });
    expect(await immediate().generate(request, context)).toEqual({ kind: 'accepted', handle: '{"task":"t-9"}' });
  });

  test.each([
    ['garbage', 'Welcome'],
    ['nothing', ''],
    ['half an answer', '{"success":true,"data":[{"url":"https://cdn'],
    ['JSON of another kind', '[]'],
    ['a page that is too long', ' '.repeat(9_000_000)],
  ])('200 with %s leaves the outcome open', async (_, text) => {
    const { context, immediate, polled, scratch } = await openProvider((__: Received, response: ServerResponse) => {
      response.end(text);
    });
    const unknown = {
      kind: 'unknown',
      failure: { code: 'outcome_unknown', seen: { vendorCode: 'no sense', status: 200 } },
    };
    expect(await immediate().generate(request, context)).toEqual(unknown);
    expect(await polled().submit(request, context)).toEqual(unknown);
    expect(await readdir(scratch)).toEqual([]);
  });

  test('refusals say what is wrong and where, not what was asked', async () => {
    const { context, polled } = await openProvider((_: Received, response: ServerResponse) => {
      const error = { code: 'too_many_requests', message: `slow down with ${request.prompt}` };
      json(response, 429, { error, trace_id: 'vendor-trace' }, { 'retry-after': '9' });
    });
    expect(await polled().submit(request, context)).toEqual({
      kind: 'failed',
      failure: {
        code: 'rate_limited',
        retryAfterMs: 9000,
        seen: { vendorCode: 'too_many_requests', status: 429, vendorTrace: 'vendor-trace' },
      },
    });
  });

  test('504 timeout may still end well; 500 api_error was refused by the vendor itself', async () => {
    let status = 504;
    const { context, polled } = await openProvider((_: Received, response: ServerResponse) => {
      json(response, status, {
        error: { code: status === 504 ? 'timeout' : 'api_error', message: 'm' },
        trace_id: 't',
      });
    });
    expect(await polled().submit(request, context)).toMatchObject({
      kind: 'unknown',
      failure: { seen: { vendorCode: 'timeout' } },
    });
    status = 500;
    expect(await polled().submit(request, context)).toMatchObject({
      kind: 'failed',
      failure: { code: 'provider_failed' },
    });
  });

  test('a redirect is not followed', async () => {
    const { server, context, polled } = await openProvider((_: Received, response: ServerResponse) => {
      response.writeHead(308, { location: '/openai/elsewhere' }).end();
    });
    expect(await polled().submit(request, context)).toMatchObject({ failure: { code: 'model_unavailable' } });
    expect(server.received).toHaveLength(1);
  });
});
