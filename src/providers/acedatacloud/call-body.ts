import type { FormPart } from '../../lib/multipart.ts';
import type { ProviderRequest } from '../../ports/image-provider.ts';
import type { UpstreamBody } from '../http/upstream.ts';

export interface PaidCall {
  readonly path: string;
  readonly body: UpstreamBody;
}

/** Whether the vendor answers with a task at once, and calls back if it is given an address. */
export type Manner = 'held open' | 'as a task';

/**
 * The paid call in the vendor's words. An edit goes as JSON when every picture has an address (the documented form in
 * which our trace id is kept), otherwise, and always with a mask, as files (reference, 3.2, 3.3, C2 and section 9).
 * `mask`: the path of the alpha mask of the first picture.
 */
export function paidCall(request: ProviderRequest, manner: Manner, mask: string | null = null): PaidCall {
  const fields = fieldsOf(request, manner);
  if (request.operation === 'generate') return { path: generations, body: { kind: 'json', value: fields } };
  const addresses = request.sources.flatMap(({ address }) => address ?? []);
  if (mask !== null || addresses.length < request.sources.length) {
    return { path: edits, body: formOf(fields, request, mask) };
  }
  const image = addresses.length === 1 ? addresses[0] : addresses;
  return { path: edits, body: { kind: 'json', value: { ...fields, image } } };
}

const generations = '/openai/images/generations';
const edits = '/openai/images/edits';

/**
 * `model` always: the vendor's own default is a retired one. `n` always: it is billed for each picture, and documents
 * disagree on what happens without it (C4); not to nano-banana, which does not read it (reference, 3.2). Neither `response_format` (addresses are the default) nor `stream`.
 */
function fieldsOf(request: ProviderRequest, manner: Manner): Readonly<Record<string, string | number | boolean>> {
  const { model, prompt, size, quality, background, format, traceId } = request;
  return {
    model,
    prompt,
    ...(model.startsWith('nano-banana') ? {} : { n: 1 }),
    ...(size === undefined ? {} : { size }),
    ...(quality === undefined ? {} : { quality }),
    ...(background === undefined ? {} : { background }),
    ...(format === undefined ? {} : { output_format: format }),
    trace_id: traceId,
    ...manners(request, manner),
  };
}

/** How it is to be answered. */
export function manners({ callbackUrl }: ProviderRequest, manner: Manner): Readonly<Record<string, string | true>> {
  if (manner === 'held open') return {};
  return { async: true, ...(callbackUrl === undefined ? {} : { callback_url: callbackUrl }) };
}

/** Numbers and booleans are strings in a form. */
function formOf(
  fields: Readonly<Record<string, string | number | boolean>>,
  request: ProviderRequest,
  mask: string | null,
): UpstreamBody {
  const texts = Object.entries(fields).map(([name, value]): FormPart => ({ kind: 'text', name, value: String(value) }));
  const files = request.sources.map(
    ({ path, filename, type }): FormPart => ({ kind: 'file', name: 'image[]', path, filename, type }),
  );
  const masks: readonly FormPart[] =
    mask === null ? [] : [{ kind: 'file', name: 'mask', path: mask, filename: 'mask.png', type: 'image/png' }];
  return { kind: 'form', parts: [...texts, ...files, ...masks] };
}
