import { onTestFinished } from 'vitest';
import { jobId, requestId, traceId } from '../../../src/domain/ids.ts';
import type { CallContext, ProviderRequest } from '../../../src/ports/image-provider.ts';
import { createGmiCloud } from '../../../src/providers/gmicloud/provider.ts';
import { createUpstream } from '../../../src/providers/http/upstream.ts';
import { type Answering, json, startLocalServer } from '../local-server.ts';
import { temporaryDirectory } from '../temporary.ts';

export const key = 'gmi-fake-key-of-a-test';
export const queuePath = '/api/v1/ie/requestqueue/apikey/requests';
export const id = requestId(jobId('700'), 0);

export const generation: ProviderRequest = {
  id,
  operation: 'generate',
  model: 'gpt-image-2-generate',
  prompt: 'a cat\nin the rain',
  size: undefined,
  quality: undefined,
  background: undefined,
  format: undefined,
  sources: [],
  traceId: traceId('11111111-2222-4333-8444-555555555555'),
  callbackUrl: undefined,
};

/** The adapter in front of a plain server; `answer` may be the JSON that it always answers. */
export async function openAdapter(answer: Answering | object = { request_id: 'r-1', status: 'queued' }) {
  const answering: Answering =
    typeof answer === 'function' ? (answer as Answering) : (_, response) => json(response, 200, answer);
  const server = await startLocalServer(answering);
  const upstream = createUpstream();
  onTestFinished(() => upstream.close());
  const scratch = await temporaryDirectory();
  const context: CallContext = { signal: new AbortController().signal, scratch };
  return { server, scratch, context, provider: createGmiCloud({ upstream, baseUrl: server.origin, key }) };
}
