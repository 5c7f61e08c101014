import { describe, expect, test } from 'vitest';
import { jobId, requestId } from '../../../src/domain/ids.ts';
import { png, secondPng } from '../pictures.ts';
import { bodyOf, formOf, id, openProvider, request, sourcesIn, token, trace } from './setup.ts';

describe('what AceDataCloud is sent', () => {
  test('a generation with nothing asked for: the model always, our trace id always, one picture', async () => {
    const { server, context, polled } = await openProvider();
    expect(await polled().submit(request, context)).toEqual({ kind: 'accepted', handle: '{"task":"t-1"}' });
    expect(server.received[0]).toMatchObject({ method: 'POST', url: '/openai/images/generations' });
    expect(server.received[0]?.headers.authorization).toBe(`Bearer ${token}`);
    expect(bodyOf(server.received[0])).toEqual({
      model: 'gpt-image-2',
      prompt: 'a cat\nin the rain',
      n: 1,
      trace_id: trace,
      async: true,
    });
  });

  test('everything that was asked for, in the vendor’s words', async () => {
    const { server, context, polled } = await openProvider();
    const callbackUrl = 'https://bot.example.test/callbacks/1?s=2';
    const asked = { size: '3840x2160', quality: 'high', background: 'transparent', format: 'webp' } as const;
    await polled('callback').submit({ ...request, ...asked, callbackUrl }, context);
    expect(bodyOf(server.received[0])).toEqual({
      model: 'gpt-image-2',
      prompt: 'a cat\nin the rain',
      n: 1,
      size: '3840x2160',
      quality: 'high',
      background: 'transparent',
      output_format: 'webp',
      trace_id: trace,
      async: true,
      callback_url: callbackUrl,
    });
  });

  test('a call that is held open is no task and is given nowhere to call', async () => {
    const { server, context, immediate } = await openProvider({ data: [{ url: 'https://cdn.test/a.png' }] });
    await immediate().generate({ ...request, callbackUrl: 'https://bot.example.test/x' }, context);
    expect(bodyOf(server.received[0])).toEqual({
      model: 'gpt-image-2',
      prompt: 'a cat\nin the rain',
      n: 1,
      trace_id: trace,
    });
  });

  test('an edit of files is a form: flags and numbers as text, each picture an image[]', async () => {
    const { server, scratch, context, polled } = await openProvider();
    const sources = await sourcesIn(scratch, ['https://bot.example.test/pictures/1', null]);
    const edit = { ...request, operation: 'edit', prompt: 'darker', quality: 'low', sources } as const;
    await polled('callback').submit({ ...edit, callbackUrl: 'https://bot.example.test/x' }, context);
    expect(server.received[0]).toMatchObject({ method: 'POST', url: '/openai/images/edits' });
    expect(await formOf(server.received[0])).toEqual([
      ['model', 'gpt-image-2'],
      ['prompt', 'darker'],
      ['n', '1'],
      ['quality', 'low'],
      ['trace_id', trace],
      ['async', 'true'],
      ['callback_url', 'https://bot.example.test/x'],
      ['image[]', '0.png', 'image/png', png],
      ['image[]', '1.png', 'image/png', secondPng],
    ]);
  });

  test('an edit of addresses is JSON: one as a string, several as a list', async () => {
    const { server, scratch, context, polled } = await openProvider();
    const sources = await sourcesIn(scratch, ['https://bot.example.test/1', 'https://bot.example.test/2']);
    const edit = { ...request, operation: 'edit' } as const;
    await polled().submit({ ...edit, sources: sources.slice(0, 1) }, context);
    await polled().submit({ ...edit, sources }, context);
    const common = { model: 'gpt-image-2', prompt: request.prompt, n: 1, trace_id: trace, async: true };
    expect(server.received.map(({ url }) => url)).toEqual(['/openai/images/edits', '/openai/images/edits']);
    expect(server.received.map(bodyOf)).toEqual([
      { ...common, image: 'https://bot.example.test/1' },
      { ...common, image: ['https://bot.example.test/1', 'https://bot.example.test/2'] },
    ]);
  });

  test('questions about tasks: by our trace id, by the vendor’s id, and as many as there are with one', async () => {
    const { server, context, polled } = await openProvider({ items: [] });
    const provider = polled();
    await provider.find?.(trace, id, context);
    await provider.check('{"task":"t-1"}', id, context);
    await provider.check(`{"trace":"${trace}"}`, id, context);
    const calls = Array.from({ length: 13 }, (_, index) => ({
      handle: `{"task":"t-${index}"}`,
      id: requestId(jobId('700'), index),
    }));
    await provider.checkMany?.(calls, context);
    expect(server.received.map(({ url }) => url)).toEqual(Array(4).fill('/openai/tasks'));
    const tasks = calls.map((_, index) => `t-${index}`);
    expect(server.received.map(bodyOf)).toEqual([
      { action: 'retrieve', trace_id: trace },
      { action: 'retrieve', id: 't-1' },
      { action: 'retrieve', trace_id: trace },
      { action: 'retrieve_batch', ids: tasks, offset: 0, limit: 13 },
    ]);
  });

  test('what it says of itself', async () => {
    const { polled, immediate } = await openProvider();
    expect(polled('callback')).toMatchObject({ name: 'acedatacloud', answers: 'polled', takesCallback: true });
    expect(polled('poll')).toMatchObject({ takesCallback: false, takesAddresses: true });
    expect(immediate()).toMatchObject({ answers: 'immediate', takesCallback: false });
    const { deadlineMs } = polled();
    expect(deadlineMs(null)).toBe(600_000);
    expect(deadlineMs({ width: 2560, height: 1440 })).toBe(600_000);
    expect(deadlineMs({ width: 2560, height: 1456 })).toBe(900_000);
  });
});
