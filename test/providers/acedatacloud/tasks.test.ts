import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { json, type Received } from '../local-server.ts';
import { bodyOf, id, openProvider, trace } from './setup.ts';
import { handle, made, record, url } from './task-record.ts';

describe('how far a task is', () => {
  test.each([
    ['running', { ...record }],
    ['running', { ...record, finished_at: null }],
    ['running', { ...record, response: null, finished_at: null }],
    ['running', { ...record, response: {}, finished_at: null }],
    ['running', { ...record, response: 'soon' }],
    // A remark in the middle of it.
    ['running', { ...record, response: { error: 'retrying' }, finished_at: null }],
    ['running', { ...record, response: { error: 'retrying' } }],
    ['running', { ...record, response: { error: { message: 'retrying' } }, finished_at: null }],
    // Not over before it says so.
    ['running', { ...record, response: { success: true, data: [{ url }] }, finished_at: null }],
    ['absent', {}],
    ['absent', { ...record, id: 'somebody-else', finished_at: 3, response: { data: [{ url }] } }],
  ])('%s: %j', async (kind, answer) => {
    const { context, polled } = await openProvider(answer);
    expect(await polled().check(handle, id, context)).toEqual({ kind });
  });

  test.each([
    { ...record, finished_at: 3.5, elapsed: 1, response: { success: true, data: [{ url }] } },
    { ...record, finished_at: 3.5, response: { success: true, data: { created: 1, data: [{ url }] } } },
    { ...record, finished_at: 3.5, response: { data: [{ image_url: url }] } },
    { ...record, finished_at: 3.5, response: { data: [{ url }], error: {} } },
    // A record without that field is over when its answer is there.
    { ...record, response: { success: true, data: [{ url }] } },
    // Without ids, too: we asked for this one.
    { finished_at: 3.5, response: { data: [{ url }] } },
  ])('made: %j', async (answer) => {
    const { context, polled } = await openProvider(answer);
    expect(await polled().check(handle, id, context)).toEqual(made);
    expect(await polled().find?.(trace, id, context)).toEqual(made);
  });

  test.each([
    ['task_failed', { ...record, finished_at: 3.5, response: { success: false, error: { code: 'api_error' } } }],
    ['task_failed', { ...record, finished_at: null, response: { error: { code: 'timeout', message: 'm' } } }],
    ['task_failed', { ...record, finished_at: 3.5, response: { error: 'broken' } }],
    ['task_failed', { ...record, finished_at: 3.5, response: { success: false } }],
    ['task_failed', { ...record, response: { success: false } }],
    ['moderated', { ...record, finished_at: 3.5, response: { error: { code: 'forbidden', message: 'p' } } }],
    ['moderated', { ...record, finished_at: 3.5, response: { error: 'moderation' } }],
    ['out_of_balance', { ...record, finished_at: 3.5, response: { error: { code: 'used_up' } } }],
    ['no_image', { ...record, finished_at: 3.5, response: { success: true, data: [] } }],
    ['no_image', { ...record, finished_at: 3.5, response: { success: true } }],
    ['no_image', { ...record, finished_at: 3.5, response: null }],
    ['no_image', { ...record, finished_at: 3.5 }],
  ])('%s: %j', async (code, answer) => {
    const { context, polled } = await openProvider(answer);
    expect(await polled().check(handle, id, context)).toMatchObject({ kind: 'failed', failure: { code } });
  });

  test.each([
    ['a gateway', (response: ServerResponse) => response.writeHead(502).end('<html>')],
    ['the key', (response: ServerResponse) => json(response, 401, { error: { code: 'invalid_token' } })],
    ['nothing at all', (response: ServerResponse) => response.destroy()],
  ])('cannot be said because of %s: asked again later, never failed', async (_, answer) => {
    const { context, polled } = await openProvider((__: Received, response: ServerResponse) => answer(response));
    expect(await polled().check(handle, id, context)).toMatchObject({ kind: 'unanswered' });
    expect(await polled().find?.(trace, id, context)).toMatchObject({ kind: 'unanswered' });
    expect(await polled().checkMany?.([{ handle, id }], context)).toMatchObject([{ kind: 'unanswered' }]);
  });

  test('too many questions: asked again when it is welcome', async () => {
    const { context, polled } = await openProvider((_: Received, response: ServerResponse) => {
      json(response, 429, { error: { code: 'too_many_requests' } }, { 'retry-after': '11' });
    });
    expect(await polled().check(handle, id, context)).toMatchObject({
      kind: 'unanswered',
      failure: { code: 'rate_limited', retryAfterMs: 11_000 },
    });
  });

  test('a vendor that says so in words knows no such task', async () => {
    const { context, polled } = await openProvider((_: Received, response: ServerResponse) => {
      json(response, 404, { error: { code: 'task_not_found', message: 'm' } });
    });
    expect(await polled().check(handle, id, context)).toEqual({ kind: 'absent' });
  });
});

describe('a vendor that answers about tasks, and makes no sense', () => {
  const brief = { 'content-encoding': 'gzip' };
  test.each([
    ['no JSON', (response: ServerResponse) => response.end('hello')],
    ['half of it', (response: ServerResponse) => response.end('{"id":"t-1","finished_at":')],
    ['another kind of JSON', (response: ServerResponse) => response.end('[]')],
    ['a broken coding', (response: ServerResponse) => response.writeHead(200, brief).end(JSON.stringify(record))],
    [
      'a coding of nobody',
      (response: ServerResponse) => response.writeHead(200, { 'content-encoding': 'x' }).end('{}'),
    ],
    ['a page in place of it', (response: ServerResponse) => response.writeHead(404).end('<html>')],
    ['a move', (response: ServerResponse) => response.writeHead(302, { location: '/login' }).end()],
  ])('makes no sense because of %s: never failed, and not waited for as for one that is away', async (_, answer) => {
    const { server, context, polled } = await openProvider((__: Received, response: ServerResponse) =>
      answer(response),
    );
    const senseless = { kind: 'senseless', failure: { code: 'outcome_unknown' } };
    expect(await polled().check(handle, id, context)).toMatchObject(senseless);
    expect(await polled().find?.(trace, id, context)).toMatchObject(senseless);
    const calls = Array.from({ length: 5 }, () => ({ handle, id }));
    const before = server.received.length;
    // Fewer are asked about then, and at last one alone.
    expect(await polled().checkMany?.(calls, context)).toEqual(calls.map(() => ({ kind: 'left off' })));
    expect(server.received).toHaveLength(before + 1);
  });

  test('a relay that knows no batches is asked about fewer, and answers about one alone', async () => {
    const { server, context, polled } = await openProvider(({ body }: Received, response: ServerResponse) => {
      const { action } = JSON.parse(body.toString());
      return json(response, 200, action === 'retrieve' ? record : { error: null });
    });
    const calls = Array.from({ length: 3 }, () => ({ handle, id }));
    expect(await polled().checkMany?.(calls, context)).toEqual(calls.map(() => ({ kind: 'left off' })));
    expect(await polled().check(handle, id, context)).toEqual({ kind: 'running' });
    expect(server.received).toHaveLength(2);
  });
});

describe('a call that is looked for by our trace id', () => {
  test('that runs is known by the vendor’s id from then on', async () => {
    const { context, polled, immediate } = await openProvider(record);
    expect(await polled().find?.(trace, id, context)).toEqual({ kind: 'running', handle });
    expect(await immediate().find?.(trace, id, context)).toEqual({ kind: 'running', handle });
  });

  test('that runs without an id is asked for by the trace id again', async () => {
    const { server, context, polled } = await openProvider({ trace_id: trace, started_at: 1 });
    const found = await polled().find?.(trace, id, context);
    expect(found).toEqual({ kind: 'running', handle: `{"trace":"${trace}"}` });
    await polled().check(`{"trace":"${trace}"}`, id, context);
    expect(server.received.map(bodyOf)).toEqual(Array(2).fill({ action: 'retrieve', trace_id: trace }));
  });

  test('that is somebody else’s is not ours', async () => {
    const { context, polled } = await openProvider({
      ...record,
      trace_id: 'another',
      finished_at: 1,
      response: { data: [{ url }] },
    });
    expect(await polled().find?.(trace, id, context)).toEqual({ kind: 'absent' });
  });
});

describe('the prompt in a task’s record', () => {
  const finished = (revised: string) => ({
    ...record,
    finished_at: 3.5,
    response: { success: true, data: [{ url, revised_prompt: revised }] },
  });

  test('is told where the vendor wrote it anew', async () => {
    const { context, polled } = await openProvider(finished('p, in oil'));
    const pictures = [{ kind: 'address', url, revisedPrompt: 'p, in oil' }];
    expect(await polled().check(handle, id, context)).toEqual({ kind: 'made', pictures });
    expect(await polled().find?.(trace, id, context)).toEqual({ kind: 'made', pictures });
  });

  test('is nothing to tell where it is what was sent', async () => {
    const { context, polled } = await openProvider(finished(' p\n'));
    expect(await polled().check(handle, id, context)).toEqual(made);
  });
});
