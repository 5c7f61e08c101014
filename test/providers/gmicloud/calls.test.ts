import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ProviderSource } from '../../../src/ports/image-provider.ts';
import type { Received } from '../local-server.ts';
import { largePng, png, secondPng } from '../pictures.ts';
import { generation, key, openAdapter, queuePath } from './setup.ts';

const bodyOf = (received: Received | undefined): unknown => JSON.parse(received?.body.toString() ?? 'null');
const prompt = 'a cat\nin the rain';

async function sourceIn(scratch: string, address: string | null, bytes: Buffer = png): Promise<ProviderSource> {
  const path = join(scratch, 'source');
  await writeFile(path, bytes);
  return { path, address, filename: 'source.png', type: 'image/png' };
}

describe('what GMI Cloud is sent', () => {
  test('a generation with nothing asked for: the quality all the same, and nothing that it does not know', async () => {
    const { server, context, provider } = await openAdapter();
    expect(await provider.submit(generation, context)).toEqual({ kind: 'accepted', handle: '{"request":"r-1"}' });
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toMatchObject({ method: 'POST', url: queuePath });
    expect(server.received[0]?.headers).toMatchObject({
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
    });
    expect(bodyOf(server.received[0])).toEqual({
      model: 'gpt-image-2-generate',
      payload: { prompt, n: 1, quality: 'auto' },
    });
  });

  test('everything that was asked for; a background, a ratio and an address to call are none of it', async () => {
    const { server, context, provider } = await openAdapter();
    const asked = { size: '1536x1024', quality: 'high', format: 'jpeg', background: 'opaque' } as const;
    const more = { aspect: { ratio: '3:2', resolution: '1K' }, callbackUrl: 'https://bot.example.test/x' } as const;
    await provider.submit({ ...generation, ...asked, ...more }, context);
    expect(bodyOf(server.received[0])).toEqual({
      model: 'gpt-image-2-generate',
      payload: { prompt, n: 1, size: '1536x1024', quality: 'high', output_format: 'jpeg' },
    });
  });

  test('a picture goes as raw base64, and the mask as it is: white is edited here', async () => {
    const { server, scratch, context, provider } = await openAdapter();
    const mask = { path: join(scratch, 'mask') };
    await writeFile(mask.path, secondPng);
    const sources = [await sourceIn(scratch, null)];
    const edit = { ...generation, operation: 'edit', model: 'gpt-image-2-edit', quality: 'low' } as const;
    await provider.submit({ ...edit, sources, mask }, context);
    expect(bodyOf(server.received[0])).toEqual({
      model: 'gpt-image-2-edit',
      payload: { prompt, n: 1, quality: 'low', image: png.toString('base64'), mask: secondPng.toString('base64') },
    });
    expect(server.received[0]?.headers).toMatchObject({ 'content-length': String(server.received[0]?.body.length) });
  });

  test('a picture that has an address goes as that', async () => {
    const { server, scratch, context, provider } = await openAdapter();
    const sources = [await sourceIn(scratch, 'https://bot.example.test/pictures/1')];
    await provider.submit({ ...generation, operation: 'edit', model: 'gpt-image-2-edit', sources }, context);
    expect(bodyOf(server.received[0])).toMatchObject({ payload: { image: 'https://bot.example.test/pictures/1' } });
  });

  test('a large picture arrives whole', async () => {
    const { server, scratch, context, provider } = await openAdapter();
    const bytes = largePng(5_000_001);
    await provider.submit(
      { ...generation, operation: 'edit', sources: [await sourceIn(scratch, null, bytes)] },
      context,
    );
    const { payload } = bodyOf(server.received[0]) as { payload: { image: string } };
    expect(Buffer.from(payload.image, 'base64').equals(bytes)).toBe(true);
  });

  test('two pictures are sent to nobody: it would take one and say nothing', async () => {
    const { server, scratch, context, provider } = await openAdapter();
    const source = await sourceIn(scratch, null);
    const outcome = await provider.submit({ ...generation, operation: 'edit', sources: [source, source] }, context);
    expect(outcome).toEqual({ kind: 'failed', failure: { code: 'too_many_sources', most: 1 } });
    expect(server.received).toEqual([]);
  });

  test('a question names the request, and carries the key but no body', async () => {
    const { server, context, provider } = await openAdapter({ request_id: 'r/1', status: 'processing' });
    expect(await provider.check('{"request":"r/1"}', generation.id, context)).toEqual({ kind: 'running' });
    expect(server.received[0]).toMatchObject({ method: 'GET', url: `${queuePath}/r%2F1` });
    expect(server.received[0]?.headers.authorization).toBe(`Bearer ${key}`);
    expect(server.received[0]?.body).toHaveLength(0);
  });
});
