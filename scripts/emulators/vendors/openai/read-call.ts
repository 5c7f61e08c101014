import sharp from 'sharp';
import { inputPicture } from '../kit/input-picture.ts';
import type { ReadBody } from '../kit/read-body.ts';
import type { InputPicture, RecordedFile } from '../kit/recorded.ts';
import { type Fields, isNewest, type Operation, readFields, type Vendor } from './fields.ts';
import { badField, isRefusal, type VendorRefusal } from './refusal.ts';

/** A paid call that passed the vendor's checks. */
export interface PaidCall extends Fields {
  readonly operation: Operation;
  readonly inputs: readonly InputPicture[];
  readonly mask: InputPicture | undefined;
  /** Strokes instead of a mask. */
  readonly markup: InputPicture | undefined;
}

/** Checks a whole call: a generation's JSON, or an edit's form. */
export async function readCall(
  body: ReadBody,
  { vendor, operation }: { readonly vendor: Vendor; readonly operation: Operation },
): Promise<PaidCall | VendorRefusal> {
  const expected = operation === 'generations' ? 'json' : 'multipart';
  if (body.kind !== expected) return badField(null, 'unsupported_content_type', `Expected ${expected}.`);
  const values = body.kind === 'json' ? jsonValues(body.json) : formValues(body);
  if (isRefusal(values)) return values;
  const fields = readFields(values, { vendor, operation });
  if (isRefusal(fields)) return fields;
  if (operation === 'generations') return { ...fields, operation, inputs: [], mask: undefined, markup: undefined };
  const inputs = await readInputs(body.files, { vendor, model: fields.model });
  if (isRefusal(inputs)) return inputs;
  const mask = await readMask(body.files, inputs[0]);
  if (isRefusal(mask)) return mask;
  const markup = await readMarkup(body.files, inputs[0]);
  if (isRefusal(markup)) return markup;
  return { ...fields, operation, inputs, mask, markup };
}

function jsonValues(json: unknown): ReadonlyMap<string, unknown> | VendorRefusal {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return badField(null, 'invalid_json', 'The body is not an object.');
  }
  // Null is as good as left out.
  return new Map(Object.entries(json).filter(([, value]) => value !== null));
}

/** Text is what a form holds; what reads as a number or a boolean is one. */
function formValues({ fields }: ReadBody): ReadonlyMap<string, unknown> | VendorRefusal {
  const values = new Map<string, unknown>();
  for (const { name, value } of fields) {
    if (values.has(name)) return duplicate(name);
    const isNumber = /^(n|output_compression|partial_images)$/.test(name) && /^\d+$/.test(value);
    const isBoolean = name === 'stream' && /^(true|false)$/.test(value);
    values.set(name, isNumber ? Number(value) : isBoolean ? value === 'true' : value);
  }
  return values;
}

/** One picture as `image`, several as `image[]`: never `image` twice, nor both. */
async function readInputs(
  files: readonly RecordedFile[],
  { vendor, model }: { readonly vendor: Vendor; readonly model: string },
): Promise<readonly InputPicture[] | VendorRefusal> {
  const parts = vendor === 'openai' && isNewest(model) ? ['mask', 'markup'] : ['mask'];
  const other = files.find(({ field }) => !['image', 'image[]', ...parts].includes(field));
  if (other !== undefined) return badField(other.field, 'unknown_parameter', `Unknown parameter: '${other.field}'.`);
  const images = files.filter(({ field }) => !parts.includes(field));
  const alone = images.filter(({ field }) => field === 'image');
  if (alone.length > 1 || (alone.length === 1 && images.length > 1)) return duplicate('image');
  if (images.length === 0) return badField('image', 'missing_required_parameter', 'Missing: image.');
  if (images.length > 16) return badField('image', 'array_above_max_length', 'At most 16 images.');
  const inputs: InputPicture[] = [];
  for (const file of images) {
    if (!['image/png', 'image/jpeg', 'image/webp'].includes(file.contentType)) {
      return badField('image', 'unsupported_file_mimetype', `Unsupported mimetype ('${file.contentType}').`);
    }
    if (file.size >= 50_000_000) return badField('image', 'image_too_large', 'Images must be below 50 MB.');
    const picture = await inputPicture(file.path, 'upload', undefined);
    if (picture === null) {
      const which = `Invalid image file or mode for image ${inputs.length + 1}, please check your image file.`;
      return badField('image', 'invalid_image_file', which);
    }
    inputs.push(picture);
  }
  return inputs;
}

async function readMask(
  files: readonly RecordedFile[],
  first: InputPicture | undefined,
): Promise<InputPicture | undefined | VendorRefusal> {
  const [file, another] = files.filter(({ field }) => field === 'mask');
  if (file === undefined) return undefined;
  if (another !== undefined) return duplicate('mask');
  const wrong = (message: string) => badField('mask', 'invalid_mask_image_format', message);
  if (file.size >= 4_000_000) return wrong('The mask must be below 4 MB.');
  const mask = await inputPicture(file.path, 'upload', undefined);
  if (mask === null || mask.contentType !== 'image/png') return wrong('The mask must be a PNG.');
  const { hasAlpha } = await sharp(file.path).metadata();
  if (!hasAlpha) return wrong('The mask has no alpha channel.');
  // As its pixels lie there: decoders of gateways do not turn them (reference, 7.2).
  if (mask.width !== first?.width || mask.height !== first.height) {
    return wrong('The size of the mask does not match the size of the image.');
  }
  return mask;
}

/** Where somebody scribbled (reference, 7.1). How it is refused, nobody has published. */
async function readMarkup(
  files: readonly RecordedFile[],
  first: InputPicture | undefined,
): Promise<InputPicture | undefined | VendorRefusal> {
  const [file, another] = files.filter(({ field }) => field === 'markup');
  if (file === undefined) return undefined;
  if (another !== undefined) return duplicate('markup');
  const wrong = (message: string) => badField('markup', 'invalid_markup_image_format', message);
  if (files.some(({ field }) => field === 'mask')) return wrong('markup and mask cannot go together.');
  const markup = await inputPicture(file.path, 'upload', undefined);
  if (markup === null || markup.contentType !== 'image/png') return wrong('The markup must be a PNG.');
  if ((await sharp(file.path).stats()).isOpaque) return wrong('The markup has no transparency.');
  if (markup.width !== first?.width || markup.height !== first.height) {
    return wrong('The size of the markup does not match the size of the image.');
  }
  return markup;
}

const duplicate = (name: string) =>
  badField(name, 'duplicate_parameter', `Duplicate parameter: '${name}'. Use the array syntax '${name}[]'.`);
