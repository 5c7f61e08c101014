import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { jobId, requestId, traceId } from '../../../src/domain/ids.ts';
import type { CallContext, ProviderRequest, ProviderSource } from '../../../src/ports/image-provider.ts';
import { createAceDataCloud } from '../../../src/providers/acedatacloud/provider.ts';
import { createUpstream } from '../../../src/providers/http/upstream.ts';
import { openPictures } from '../../pictures/open-pictures.ts';
import { type Answering, json, type Received, startLocalServer } from '../local-server.ts';
import { png, secondPng } from '../pictures.ts';
import { temporaryDirectory } from '../temporary.ts';

const pictures = openPictures();

export const token = 'fake-token-of-a-test';
export const id = requestId(jobId('700'), 0);
export const trace = traceId('11111111-2222-4333-8444-555555555555');

export const request: ProviderRequest = {
  id,
  operation: 'generate',
  model: 'gpt-image-2',
  prompt: 'a cat\nin the rain',
  size: undefined,
  quality: undefined,
  background: undefined,
  format: undefined,
  sources: [],
  traceId: trace,
  callbackUrl: undefined,
};

/** The provider in front of a plain server; `answer` may be the JSON that it always answers. */
export async function openProvider(answer: Answering | Parameters<typeof json>[2] = { task_id: 't-1' }) {
  const server = await startLocalServer(
    typeof answer === 'function' ? (answer as Answering) : (_, response) => json(response, 200, answer),
  );
  const upstream = createUpstream();
  onTestFinished(() => upstream.close());
  const scratch = await temporaryDirectory();
  const context: CallContext = { signal: new AbortController().signal, scratch };
  const create = <Mode extends 'sync' | 'poll' | 'callback'>(mode: Mode) =>
    createAceDataCloud({ upstream, pictures, baseUrl: server.origin, token, mode });
  const polled = (mode: 'poll' | 'callback' = 'poll') => {
    const provider = create(mode);
    if (provider.answers !== 'polled') throw new Error('not polled');
    return provider;
  };
  const immediate = () => {
    const provider = create('sync');
    if (provider.answers !== 'immediate') throw new Error('not immediate');
    return provider;
  };
  return { server, scratch, context, polled, immediate };
}

export const bodyOf = (received: Received | undefined): unknown => JSON.parse(received?.body.toString() ?? 'null');

export async function formOf(received: Received | undefined) {
  const headers = { 'content-type': received?.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(received?.body ?? []), { headers }).formData();
  const entries = [...form.entries()].map(async ([name, value]) =>
    typeof value === 'string' ? [name, value] : [name, value.name, value.type, Buffer.from(await value.bytes())],
  );
  return Promise.all(entries);
}

export async function sourcesIn(
  scratch: string,
  addresses: readonly (string | null)[],
): Promise<readonly ProviderSource[]> {
  return Promise.all(
    addresses.map(async (address, index) => {
      const path = join(scratch, `source-${index}`);
      await writeFile(path, index === 0 ? png : secondPng);
      return { path, address, filename: `${index}.png`, type: 'image/png' as const };
    }),
  );
}
