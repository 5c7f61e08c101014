import { stat } from 'node:fs/promises';
import type { ProviderRequest } from '../../ports/image-provider.ts';
import { fileText, fileTextLength } from '../http/json-body.ts';
import type { Manner, PaidCall } from './call-body.ts';
import { manners } from './call-body.ts';

/**
 * A call of the vendor's native interface to nano-banana, which knows ratios and resolutions (reference, 3.1): for
 * whatever asks for one of those. Null: a picture is over its 10 MB, as the data address that it would be sent as.
 */
export async function nativeCall(request: ProviderRequest, manner: Manner): Promise<PaidCall | null> {
  const { model, prompt, operation, aspect, sources, traceId } = request;
  for (const { address, path, type } of sources) {
    if (address === null && fileTextLength((await stat(path)).size, prefixOf(type)) > mostLetters) return null;
  }
  const value = {
    action: operation,
    model,
    prompt,
    count: 1,
    ...(aspect === undefined ? {} : { aspect_ratio: aspect.ratio }),
    ...(aspect?.resolution === undefined ? {} : { resolution: aspect.resolution }),
    ...(operation === 'edit'
      ? { image_urls: sources.map(({ address, path, type }) => address ?? fileText(path, prefixOf(type))) }
      : {}),
    trace_id: traceId,
    ...manners(request, manner),
  };
  return { path: '/nano-banana/images', body: { kind: 'json', value } };
}

const mostLetters = 10_000_000;

const prefixOf = (type: string) => `data:${type};base64,`;
