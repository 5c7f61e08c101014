import type { FormPart } from '../../lib/multipart.ts';
import type { ProviderRequest } from '../../ports/image-provider.ts';
import type { UpstreamBody } from '../http/upstream.ts';
import type { Dialect } from './dialect.ts';

export interface PaidCall {
  readonly path: string;
  readonly body: UpstreamBody;
}

type Fields = Readonly<Record<string, string | number | boolean>>;

/** Where an edit may change something, as a PNG of the first source's size: one of both, never both (reference, 7.1). */
export interface NamedPart {
  /** `mask`: see-through where it is to change. `markup`: see-through but for a member's strokes. */
  readonly field: 'mask' | 'markup';
  readonly path: string;
}

/** The paid call in the vendor's words: a generation as JSON, an edit as a form whose files are streamed from disk. */
export function paidCall(request: ProviderRequest, part: NamedPart | null, dialect: Dialect): PaidCall {
  const { operation, sources, moderation } = request;
  // Documented for generations, and for edits as a form at AGCloud alone (reference, C19).
  const moderates = moderation !== undefined && (operation === 'generate' || dialect.moderatesEdits);
  const fields: Fields = { ...fieldsOf(request), ...(moderates ? { moderation } : {}) };
  if (operation === 'generate') return { path: '/images/generations', body: { kind: 'json', value: fields } };
  const texts = Object.entries(fields).map(([field, value]): FormPart => {
    // Numbers and booleans are strings in a form.
    return { kind: 'text', name: field, value: String(value) };
  });
  // `image` twice is refused (reference, C2).
  const field = sources.length === 1 ? 'image' : 'image[]';
  const files = sources.map(
    ({ path, filename, type }): FormPart => ({ kind: 'file', name: field, path, filename, type }),
  );
  const parts = [...texts, ...files, ...(part === null ? [] : [fileOf(part)])];
  return { path: dialect.editsPath, body: { kind: 'form', parts } };
}

const fileOf = ({ field, path }: NamedPart): FormPart => ({
  kind: 'file',
  name: field,
  path,
  filename: `${field}.png`,
  type: 'image/png',
});

/**
 * `model` and `n` always: the vendor's default model is a retired one. Never `response_format` or `input_fidelity`, which
 * GPT models refuse (reference, 3.1, 3.2, C7 and C18).
 */
function fieldsOf(request: ProviderRequest): Fields {
  const { model, prompt, size, background, format, compression, complexity, user, previews = 0 } = request;
  // The `-plus` models of AGCloud refuse it (reference, 3.2).
  const quality = model.endsWith('-plus') ? undefined : request.quality;
  const compresses = compression !== undefined && (format === 'jpeg' || format === 'webp');
  return {
    model,
    prompt,
    n: 1,
    ...(size === undefined ? {} : { size }),
    ...(quality === undefined ? {} : { quality }),
    ...(complexity === undefined ? {} : { complexity }),
    ...(background === undefined ? {} : { background }),
    ...(format === undefined ? {} : { output_format: format }),
    ...(compresses ? { output_compression: compression } : {}),
    ...(user === undefined ? {} : { user }),
    ...(previews > 0 ? { stream: true, partial_images: Math.min(previews, mostPartials) } : {}),
  };
}

/** The vendor's limit. */
const mostPartials = 3;
