import { onTestFinished } from 'vitest';
import {
  type EmulatedOpenAi,
  type EmulatedOpenAiOptions,
  startEmulatedOpenAi,
} from '../../../scripts/emulators/vendors/index.ts';
import { jobId, requestId, traceId } from '../../../src/domain/ids.ts';
import type { MadePicture } from '../../../src/domain/jobs/job.ts';
import type { ProviderRequest } from '../../../src/ports/image-provider.ts';
import { agcloudDialect } from '../../../src/providers/agcloud/index.ts';
import { createUpstream } from '../../../src/providers/http/upstream.ts';
import { openAiDialect } from '../../../src/providers/openai/index.ts';
import { createOpenAi } from '../../../src/providers/openai/provider.ts';
import { openPictures } from '../../pictures/open-pictures.ts';
import { type Answering, json, startLocalServer } from '../local-server.ts';
import { temporaryDirectory } from '../temporary.ts';

export const key = 'sk-fake-key-of-a-test';

export const request: ProviderRequest = {
  id: requestId(jobId('700'), 0),
  operation: 'generate',
  model: 'gpt-image-2',
  prompt: 'a cat in the rain',
  size: undefined,
  quality: undefined,
  background: undefined,
  format: undefined,
  sources: [],
  traceId: traceId('11111111-2222-4333-8444-555555555555'),
  callbackUrl: undefined,
};

export interface Setup {
  readonly name?: 'openai' | 'agcloud';
  readonly editsPath?: string;
}

/** The adapter in front of a plain server, which always answers with one address where nothing else is said. */
export async function openAdapter(answer: Answering = answering({ data: [{ url }] }), setup: Setup = {}) {
  const server = await startLocalServer(answer);
  return { server, ...(await adapterFor({ baseUrl: `${server.origin}/v1`, key }, setup)) };
}

const url = 'https://pictures.test/a.png';

/** Answers this JSON. */
export const answering =
  (body: unknown): Answering =>
  (_, response) =>
    json(response, 200, body);

/** The adapter in front of the emulated vendor. */
export async function openEmulated(options: EmulatedOpenAiOptions = {}) {
  const vendor = await startEmulatedOpenAi({ longestEdge: 96, pictures: 'plain', ...options });
  onTestFinished(() => vendor.close());
  const { editsPath = '/images/edits', vendor: name = 'openai' } = options;
  return { vendor, ...(await adapterFor(vendor, { name, editsPath })) };
}

async function adapterFor(
  { baseUrl, key: itsKey }: Pick<EmulatedOpenAi, 'baseUrl' | 'key'>,
  { name = 'openai', editsPath = '/images/edits' }: Setup,
) {
  const upstream = createUpstream();
  onTestFinished(() => upstream.close());
  const scratch = await temporaryDirectory();
  const previews: MadePicture[] = [];
  const dialect = { ...(name === 'openai' ? openAiDialect : agcloudDialect), editsPath };
  const provider = createOpenAi({ upstream, pictures: openPictures(), dialect, baseUrl, key: itsKey });
  const generate = (changes: Partial<ProviderRequest> = {}, signal = new AbortController().signal) =>
    provider.generate(
      { ...request, ...changes },
      { signal, scratch, onPreview: (picture) => void previews.push(picture) },
    );
  return { scratch, previews, generate };
}
