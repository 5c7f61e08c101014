import { fetchedPicture, inputPicture } from '../kit/input-picture.ts';
import type { ReadBody } from '../kit/read-body.ts';
import type { InputPicture } from '../kit/recorded.ts';

/** A paid call that passed the vendor's checks. */
export interface PaidCall {
  /** Through the vendor's own interface to nano-banana, not the one that is shaped like OpenAI's. */
  readonly isNative: boolean;
  readonly operation: 'generations' | 'edits';
  readonly model: string;
  readonly prompt: string;
  readonly size: string | undefined;
  readonly quality: string | undefined;
  readonly background: string | undefined;
  readonly format: 'png' | 'jpeg' | 'webp';
  readonly n: number;
  readonly inputs: readonly InputPicture[];
  readonly mask: InputPicture | undefined;
  readonly isAsync: boolean;
  readonly callbackUrl: string | undefined;
  readonly traceId: string | undefined;
  readonly wantsBase64: boolean;
}

/** A refusal with one of the vendor's own codes. */
export interface VendorRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

interface Reading {
  readonly operation: 'generations' | 'edits';
  readonly body: ReadBody;
  readonly scratch: string;
  readonly keepsMultipartTrace: boolean;
  readonly reach: (address: string) => string;
}

export const isRefusal = (value: unknown): value is VendorRefusal =>
  typeof value === 'object' && value !== null && 'status' in value && 'code' in value;

/** Checks a call as the vendor does (reference, sections 3 and 4). */
export async function readPaidCall(reading: Reading): Promise<PaidCall | VendorRefusal> {
  const { body, operation } = reading;
  if (body.kind === null) return bad('the body is neither JSON nor multipart');
  if (operation === 'generations' && body.kind !== 'json') return bad('generations takes JSON');
  const values = body.kind === 'json' ? jsonValues(body.json) : multipartValues(body);
  if (values === null) return bad('the body is not an object');
  const text = (name: string) => {
    const value = values.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  for (const name of [
    'model',
    'prompt',
    'size',
    'quality',
    'background',
    'output_format',
    'callback_url',
    'trace_id',
  ]) {
    if (values.has(name) && typeof values.get(name) !== 'string') return bad(`${name} must be a string`);
  }
  if (body.kind === 'json' && values.has('async') && typeof values.get('async') !== 'boolean')
    return bad('async must be a boolean');
  const model = text('model') ?? 'dall-e-3';
  const prompt = text('prompt');
  if (!models.has(model)) return { status: 400, code: 'api_not_implemented', message: `unknown model ${model}` };
  if (prompt === undefined) return bad('prompt is required');
  if (prompt.length > 32_000) return bad('prompt is too long');
  const isNano = model.startsWith('nano-banana');
  const size = text('size');
  if (!isNano && size !== undefined && size !== 'auto' && !isLegalSize(size)) return bad(`invalid size ${size}`);
  const quality = text('quality');
  if (!isNano && quality !== undefined && !qualities.has(quality)) return bad(`invalid quality ${quality}`);
  const format = text('output_format') ?? 'png';
  if (format !== 'png' && format !== 'jpeg' && format !== 'webp') return bad(`invalid output_format ${format}`);
  const background = text('background');
  if (background === 'transparent' && format === 'jpeg') return bad('transparent needs png or webp');
  const n = Number(values.get('n') ?? 1);
  if (!Number.isInteger(n) || n < 1 || n > 10) return bad('n must be from 1 to 10');

  const inputs = operation === 'edits' ? await readInputs(reading, values) : [];
  if (isRefusal(inputs)) return inputs;
  if (operation === 'edits' && inputs.length === 0) return bad('image is required');
  if (inputs.length > 16) return bad('at most 16 images');
  const maskFile = body.files.find((file) => file.field === 'mask');
  const mask = maskFile === undefined ? undefined : await inputPicture(maskFile.path, 'upload', undefined);
  if (mask === null) return bad('the mask cannot be read');
  if (/\bforbidden\b/i.test(prompt)) {
    return { status: 403, code: 'forbidden', message: `Our AI moderators refused: ${prompt}` };
  }
  const traceId = text('trace_id');
  return {
    isNative: false,
    operation,
    model,
    prompt,
    size: isNano ? undefined : size,
    quality,
    background,
    format: isNano ? 'jpeg' : format,
    n: isNano ? 1 : n,
    inputs,
    mask,
    isAsync: values.get('async') === true || values.get('async') === 'true' || text('callback_url') !== undefined,
    callbackUrl: text('callback_url'),
    traceId: body.kind === 'multipart' && !reading.keepsMultipartTrace ? undefined : traceId,
    wantsBase64: text('response_format') === 'b64_json',
  };
}

async function readInputs(
  { body, scratch, reach }: Reading,
  values: ReadonlyMap<string, unknown>,
): Promise<readonly InputPicture[] | VendorRefusal> {
  const inputs: InputPicture[] = [];
  for (const file of body.files.filter(({ field }) => field === 'image' || field === 'image[]')) {
    if (file.size >= 50_000_000) return { status: 413, code: 'bad_request', message: 'image too large' };
    const picture = await inputPicture(file.path, 'upload', undefined);
    if (picture === null) return bad('an image cannot be read');
    inputs.push(picture);
  }
  const named =
    body.kind === 'json' ? [values.get('image')].flat() : body.fields.filter(isImageField).map(({ value }) => value);
  for (const address of named) {
    if (address === undefined) continue;
    if (typeof address !== 'string' || !/^https?:\/\//.test(address)) return bad('image must be an address');
    const picture = await fetchedPicture(address, { scratch, reach });
    if (picture === null) return bad('an image cannot be fetched');
    inputs.push(picture);
  }
  return inputs;
}

const models = new Set([
  'gpt-image-2',
  'gpt-image-2:reverse',
  'gpt-image-2:official',
  // Neither bare nor `:reverse` (reference, section 2).
  'gpt-image-2.5-flare',
  'gpt-image-2.5-flare:official',
  'gpt-image-2.5-sunburst',
  'gpt-image-2.5-sunburst:official',
  'gpt-image-1.5',
  'gpt-image-1',
  'dall-e-3',
  'nano-banana',
  'nano-banana-2',
  'nano-banana-2-lite',
  'nano-banana-pro',
]);
const qualities = new Set(['auto', 'low', 'medium', 'high', 'standard']);

/** Section 4.1: multiples of 16, edge ≤ 3840, ratio ≤ 3, 655,360 to 8,294,400 pixels. */
function isLegalSize(size: string): boolean {
  const match = /^(\d+)x(\d+)$/.exec(size);
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  const longer = Math.max(width, height);
  return (
    width % 16 === 0 &&
    height % 16 === 0 &&
    longer <= 3840 &&
    longer <= 3 * Math.min(width, height) &&
    width * height >= 655_360 &&
    width * height <= 8_294_400
  );
}

function jsonValues(json: unknown): ReadonlyMap<string, unknown> | null {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? new Map(Object.entries(json)) : null;
}

const multipartValues = (body: ReadBody) =>
  new Map<string, unknown>(body.fields.map(({ name, value }) => [name, value]));
const isImageField = ({ name }: { readonly name: string }) => name === 'image' || name === 'image[]';
export const bad = (message: string): VendorRefusal => ({ status: 400, code: 'bad_request', message });
