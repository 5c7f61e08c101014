import { fetchedPicture, inputPicture, keepInput } from '../kit/input-picture.ts';
import type { InputPicture } from '../kit/recorded.ts';
import { bad, isRefusal, type PaidCall, type VendorRefusal } from './paid-call.ts';

interface Reading {
  readonly json: unknown;
  readonly scratch: string;
  readonly reach: (address: string) => string;
}

/** Checks a call of the vendor's native interface to nano-banana (reference, section 3). */
export async function readNativeCall({ json, scratch, reach }: Reading): Promise<PaidCall | VendorRefusal> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return bad('the body is not an object');
  const values = json as Readonly<Record<string, unknown>>;
  const { action, model, prompt, count = 1, aspect_ratio: ratio, resolution, image_urls: urls = [] } = values;
  if (action !== 'generate' && action !== 'edit') return bad('action must be generate or edit');
  if (typeof model !== 'string' || !models.test(model)) {
    return { status: 400, code: 'api_not_implemented', message: `unknown model ${String(model)}` };
  }
  if (typeof prompt !== 'string' || prompt === '') return bad('prompt is required');
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1) return bad('count must be a whole number');
  if (ratio !== undefined && !ratios.includes(String(ratio))) return bad(`invalid aspect_ratio ${String(ratio)}`);
  if (resolution !== undefined) {
    if (!resolutions.has(String(resolution))) return bad(`invalid resolution ${String(resolution)}`);
    if (action === 'edit' || !model.startsWith('nano-banana-pro')) return bad('resolution is not taken here');
  }
  for (const name of ['callback_url', 'trace_id']) {
    if (values[name] !== undefined && typeof values[name] !== 'string') return bad(`${name} must be a string`);
  }
  if (values['async'] !== undefined && typeof values['async'] !== 'boolean') return bad('async must be a boolean');
  if (!Array.isArray(urls) || (action === 'edit' && urls.length === 0)) return bad('image_urls is required');
  if (action === 'generate' && urls.length > 0) return bad('image_urls is for edits');
  const inputs = await readInputs(urls, { scratch, reach });
  if (isRefusal(inputs)) return inputs;
  if (/\bforbidden\b/i.test(prompt)) {
    return { status: 403, code: 'forbidden', message: `Our AI moderators refused: ${prompt}` };
  }
  const callbackUrl = values['callback_url'] as string | undefined;
  return {
    isNative: true,
    operation: action === 'edit' ? 'edits' : 'generations',
    model,
    prompt,
    size: ratio === undefined ? undefined : pixelsOf(String(ratio), resolutions.get(String(resolution)) ?? 1),
    quality: undefined,
    background: undefined,
    format: 'jpeg',
    n: count,
    inputs,
    mask: undefined,
    isAsync: values['async'] === true || callbackUrl !== undefined,
    callbackUrl,
    traceId: values['trace_id'] as string | undefined,
    wantsBase64: false,
  };
}

const models = /^nano-banana(-2|-2-lite|-pro)?(:official)?$/;
const ratios = ['1:1', '3:2', '2:3', '16:9', '9:16', '4:3', '3:4'];
const resolutions = new Map([
  ['1K', 1],
  ['2K', 2],
  ['4K', 4],
]);

/** Addresses, or data addresses of at most 10 MB each. */
async function readInputs(
  urls: readonly unknown[],
  place: Pick<Reading, 'scratch' | 'reach'>,
): Promise<readonly InputPicture[] | VendorRefusal> {
  const inputs: InputPicture[] = [];
  for (const url of urls) {
    if (typeof url !== 'string') return bad('image_urls must be strings');
    const [whole, data] = /^data:image\/\w+;base64,(.*)$/s.exec(url) ?? [];
    if (whole !== undefined && whole.length > 10_000_000)
      return { status: 413, code: 'bad_request', message: 'too large' };
    const picture =
      data === undefined
        ? /^https?:\/\//.test(url) && (await fetchedPicture(url, place))
        : await inputPicture(await keepInput(Buffer.from(data, 'base64'), place.scratch), 'inline', undefined);
    if (!picture) return bad('an image cannot be fetched or read');
    inputs.push(picture);
  }
  return inputs;
}

/** About a megapixel, four or sixteen, in this shape. */
function pixelsOf(ratio: string, scale: number): string {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  const edge = (of: number) => Math.round((1024 * scale * Math.sqrt(of)) / 16) * 16;
  return `${edge(width / height)}x${edge(height / width)}`;
}
