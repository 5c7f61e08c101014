import { readdir, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jobId, requestId } from '../../../src/domain/ids.ts';
import { json, type Received } from '../local-server.ts';
import { largePng } from '../pictures.ts';
import { bodyOf, id, openProvider } from './setup.ts';
import { handle, made, record, url } from './task-record.ts';

describe('several tasks at once', () => {
  const large = largePng(200_000);
  const inside = { success: true, data: [{ b64_json: large.toString('base64') }] };

  test('are answered each in its place, whatever order the records come in', async () => {
    const items = [
      { ...record, id: 't-3', finished_at: null },
      'nonsense',
      {},
      { ...record, id: 't-2', finished_at: 1, response: inside },
      { ...record, id: 't-1', finished_at: 1, response: { data: [{ url }] } },
    ];
    const { scratch, context, polled } = await openProvider({ items, count: 5 });
    const calls = ['t-1', 't-2', 't-3', 't-4'].map((task, index) => ({
      handle: JSON.stringify({ task }),
      id: requestId(jobId('700'), index),
    }));
    const path = join(scratch, '700-1-0.answer');
    expect(await polled().checkMany?.(calls, context)).toEqual([
      made,
      { kind: 'made', pictures: [{ kind: 'file', path }] },
      { kind: 'running' },
      { kind: 'absent' },
    ]);
    expect(Buffer.compare(await readFile(path), large)).toBe(0);
    expect(await readdir(scratch)).toEqual(['700-1-0.answer']);
  });

  test('a record that echoes what it was given leaves nothing behind', async () => {
    const image = `data:image/png;base64,${large.toString('base64')}`;
    const { scratch, context, polled } = await openProvider({ ...record, request: { image: [image, image] } });
    expect(await polled().check(handle, id, context)).toEqual({ kind: 'running' });
    expect(await readdir(scratch)).toEqual([]);
  });

  test('a picture that is not taken leaves nothing behind', async () => {
    for (const answer of [
      { ...record, finished_at: null, response: inside },
      { ...record, id: 'somebody-else', finished_at: 1, response: inside },
    ]) {
      const { scratch, context, polled } = await openProvider(answer);
      await polled().check(handle, id, context);
      expect(await readdir(scratch)).toEqual([]);
    }
  });

  const callsOf = (many: number, handleOf = (index: number) => JSON.stringify({ task: `t-${index}` })) =>
    Array.from({ length: many }, (_, index) => ({ handle: handleOf(index), id: requestId(jobId('700'), index) }));
  const leftOff = { kind: 'left off' };

  test('are one question, with a page as large as what is asked for', async () => {
    const { server, context, polled } = await openProvider({ items: [] });
    expect(await polled().checkMany?.(callsOf(200), context)).toEqual(Array(200).fill({ kind: 'absent' }));
    const ids = Array.from({ length: 200 }, (_, index) => `t-${index}`);
    expect(server.received.map(bodyOf)).toEqual([{ action: 'retrieve_batch', ids, offset: 0, limit: 200 }]);
  });

  test('by our trace ids, and at the native interface, are one question there', async () => {
    const { server, context, polled } = await openProvider({ items: [{ ...record, trace_id: 'one' }] });
    const traces = callsOf(2, (index) => JSON.stringify({ trace: ['one', 'two'][index], native: true }));
    expect(await polled().checkMany?.(traces, context)).toEqual([{ kind: 'running' }, { kind: 'absent' }]);
    expect(server.received.map((each) => [each.url, bodyOf(each)])).toEqual([
      ['/nano-banana/tasks', { action: 'retrieve_batch', trace_ids: ['one', 'two'], offset: 0, limit: 2 }],
    ]);
    const kinds = ['{"task":"1"}', '{"trace":"1"}', '{"task":"1","native":true}', '{"task":"2"}'].map((each) =>
      polled().kindOf?.(each),
    );
    expect(kinds).toEqual(['plain id', 'plain trace_id', 'native id', 'plain id']);
  });

  test.each([
    ['by its own count', 3, 20],
    ['as far as a page may go that it does not name', 12, undefined],
  ])('of which an answer holds fewer, %s: what is missing was left off, and is not unknown', async (_, many, count) => {
    const items = Array.from({ length: many }, (_item, index) => ({ ...record, id: `t-${index}` }));
    const { context, polled } = await openProvider({ items, count });
    const outcomes = await polled().checkMany?.(callsOf(20), context);
    expect(outcomes).toEqual([...Array(many).fill({ kind: 'running' }), ...Array(20 - many).fill(leftOff)]);
  });

  test.each([
    ['somebody else’s', { ...record, id: 't-9', finished_at: 1, response: { data: [{ url }] } }],
    ['one that names nobody', { ...record, id: undefined, trace_id: undefined, finished_at: null }],
    ['one twice', { ...record, id: 't-0' }],
  ])('with %s among them, are no answer to what was asked: what is missing is asked about alone', async (_, item) => {
    const { context, polled } = await openProvider({ items: [{ ...record, id: 't-0' }, item], count: 2 });
    expect(await polled().checkMany?.(callsOf(2), context)).toEqual([{ kind: 'running' }, leftOff]);
  });

  test('that are too much for one answer, or for the vendor, were all left off', async () => {
    const { server, context, polled } = await openProvider((received: Received, response: ServerResponse) => {
      const { limit } = JSON.parse(received.body.toString());
      if (limit === 2) response.writeHead(200, { 'content-length': '300000000' }).flushHeaders();
      else json(response, 400, { error: { code: 'bad_request', message: 'limit' } });
    });
    expect(await polled().checkMany?.(callsOf(2), context)).toEqual([leftOff, leftOff]);
    expect(await polled().checkMany?.(callsOf(13), context)).toEqual(Array(13).fill(leftOff));
    expect(await polled().checkMany?.(callsOf(12), context)).toEqual(Array(12).fill(leftOff));
    expect(server.received).toHaveLength(3);
  });

  test('none at all is no question', async () => {
    const { server, context, polled } = await openProvider({});
    expect(await polled().checkMany?.([], context)).toEqual([]);
    expect(server.received).toEqual([]);
  });
});
