import sharp from 'sharp';
import { fetchedPicture, inputPicture, keepInput } from '../kit/input-picture.ts';
import type { InputPicture } from '../kit/recorded.ts';

/** A submission that passed the vendor's checks. */
export interface Submission {
  readonly operation: 'generations' | 'edits';
  readonly model: string;
  readonly prompt: string;
  readonly size: string | undefined;
  readonly quality: string | undefined;
  readonly n: number;
  readonly format: 'png' | 'jpeg';
  readonly inputs: readonly InputPicture[];
  readonly mask: InputPicture | undefined;
}

export interface VendorRefusal {
  readonly status: number;
  readonly message: string;
}

export interface Reading {
  readonly scratch: string;
  readonly otherSizes: boolean;
  readonly reach: (address: string) => string;
}

export const isRefusal = (value: object): value is VendorRefusal => 'status' in value && 'message' in value;

/** Checks `{model, payload}` as the vendor does (reference, sections 3, 4.3 and 6.2): whatever it does not know is refused. */
export async function readSubmission(json: unknown, reading: Reading): Promise<Submission | VendorRefusal> {
  if (!isObject(json) || Object.keys(json).some((key) => key !== 'model' && key !== 'payload')) return rejected;
  const { model, payload } = json;
  const operation = operations.get(model);
  if (operation === undefined) return { status: 404, message: `model ${String(model)} not found` };
  if (!isObject(payload)) return rejected;
  if (Object.keys(payload).some((key) => !keys[operation].includes(key))) return rejected;
  const { prompt, size, quality, n = 1, output_format: format = 'png' } = payload;
  if (typeof prompt !== 'string' || prompt === '') return rejected;
  if (size !== undefined && !isSize(size, reading.otherSizes)) return rejected;
  if (quality !== undefined && !isOneOf(quality, ['low', 'medium', 'high', 'auto'])) return rejected;
  if (typeof n !== 'number' || !Number.isInteger(n) || n < 1 || n > 10) return rejected;
  if (!isOneOf(format, ['png', 'jpeg'])) return rejected;
  if (/\bforbidden\b/i.test(prompt)) return { status: 400, message: 'Rejected by the content policy of the model' };

  const common = { operation, model: String(model), prompt, size, quality, n, format };
  if (operation === 'generations') return { ...common, inputs: [], mask: undefined };
  const image = await readImage(payload['image'], reading);
  if (image === null) return rejected;
  if (payload['mask'] === undefined) return { ...common, inputs: [image], mask: undefined };
  const mask = await readImage(payload['mask'], reading);
  if (mask === null || !(await isMaskOf(image, mask))) return rejected;
  return { ...common, inputs: [image], mask };
}

/** The vendor's answer to an unknown key and to policy alike. */
const rejected: VendorRefusal = {
  status: 400,
  message: 'Generation rejected; please review the prompt and parameters',
};

const operations: ReadonlyMap<unknown, Submission['operation']> = new Map([
  ['gpt-image-2-generate', 'generations'],
  ['gpt-image-2-edit', 'edits'],
] as const);

const keys: Readonly<Record<Submission['operation'], readonly string[]>> = {
  generations: ['prompt', 'n', 'size', 'quality', 'output_format'],
  edits: ['prompt', 'n', 'size', 'quality', 'image', 'mask'],
};

/** One picture: an address, or raw base64 without a `data:` prefix. */
async function readImage(value: unknown, { scratch, reach }: Reading): Promise<InputPicture | null> {
  if (typeof value !== 'string') return null;
  if (/^https?:\/\//.test(value)) return fetchedPicture(value, { scratch, reach });
  if (value === '' || value.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return null;
  return inputPicture(await keepInput(Buffer.from(value, 'base64'), scratch), 'inline', undefined);
}

/** As large as the picture, and black and white: here no transparency means anything (3.3). */
async function isMaskOf(image: InputPicture, mask: InputPicture): Promise<boolean> {
  const { hasAlpha } = await sharp(mask.path).metadata();
  return !hasAlpha && mask.width === image.width && mask.height === image.height;
}

function isSize(size: unknown, otherSizes: boolean): size is string {
  if (isOneOf(size, ['1024x1024', '1024x1536', '1536x1024'])) return true;
  const [, width, height] = /^(\d+)x(\d+)$/.exec(String(size)) ?? [];
  return otherSizes && width !== undefined && Number(width) % 16 === 0 && Number(height) % 16 === 0;
}

const isOneOf = <const Choice extends string>(value: unknown, choices: readonly Choice[]): value is Choice =>
  choices.some((choice) => choice === value);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
