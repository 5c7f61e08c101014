import type { ProviderRequest } from '../../ports/image-provider.ts';
import { fileText } from '../http/json-body.ts';

/**
 * A submission in the vendor's words (reference, 3.1, 3.2 and 9). Its payload is strict: one key too many and all of it
 * is refused, so nothing stands in it that is not documented. The quality always: here it is not `auto` where it is left
 * out (C28). A picture goes as an address where it has one, else as raw base64, without the `data:` prefix that somebody
 * needed as a fallback. The mask is ours as it is: black and white, white is edited, as large as the picture (3.3).
 */
export function submission(request: ProviderRequest): Readonly<Record<string, unknown>> {
  const { model, prompt, size, quality = 'auto', format, sources, mask } = request;
  const [source] = sources;
  const payload = {
    prompt,
    n: 1,
    ...(size === undefined ? {} : { size }),
    quality,
    ...(format === undefined ? {} : { output_format: format }),
    ...(source === undefined ? {} : { image: source.address ?? fileText(source.path) }),
    ...(mask === undefined ? {} : { mask: fileText(mask.path) }),
  };
  return { model, payload };
}
