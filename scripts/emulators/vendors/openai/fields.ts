import { badField, userError, type VendorRefusal } from './refusal.ts';

export type Vendor = 'openai' | 'agcloud';
export type Operation = 'generations' | 'edits';

/** The fields of a call, as values: numbers and booleans, also where a form could only hold text. */
export interface Fields {
  readonly model: string;
  readonly prompt: string;
  readonly n: number;
  readonly size: string | undefined;
  readonly quality: string | undefined;
  readonly background: string | undefined;
  readonly format: 'png' | 'jpeg' | 'webp';
  readonly streams: boolean;
  readonly partials: number;
  readonly user: string | undefined;
}

/** Checks every field as the vendor does (reference, sections 3 and 4). */
export function readFields(
  values: ReadonlyMap<string, unknown>,
  { vendor, operation }: { readonly vendor: Vendor; readonly operation: Operation },
): Fields | VendorRefusal {
  const refused =
    unknownField(values, vendor, operation) ?? wrongType(values) ?? wrongModel(values) ?? wrongValue(values, vendor);
  if (refused !== undefined) return refused;
  const text = (name: string) => values.get(name) as string | undefined;
  const number = (name: string) => values.get(name) as number | undefined;
  const prompt = text('prompt') ?? '';
  if (/\bforbidden\b/i.test(prompt)) {
    const message = 'Your request was rejected by the safety system. safety_violations=[violence].';
    return userError(null, 'moderation_blocked', message);
  }
  return {
    model: text('model') ?? '',
    prompt,
    n: number('n') ?? 1,
    size: text('size'),
    quality: text('quality'),
    background: text('background'),
    format: (text('output_format') ?? 'png') as Fields['format'],
    streams: values.get('stream') === true,
    partials: number('partial_images') ?? 0,
    user: text('safety_identifier') ?? text('user'),
  };
}

const common = [
  'model',
  'prompt',
  'n',
  'size',
  'quality',
  'background',
  'output_format',
  'output_compression',
  'stream',
  'partial_images',
  'user',
  'complexity',
];

/** `moderation` in an edit's form is AGCloud's alone (C19); `safety_identifier` is OpenAI's (its library, 7.57). */
const taken: Readonly<Record<Vendor, Readonly<Record<Operation, readonly string[]>>>> = {
  openai: {
    generations: [...common, 'moderation', 'safety_identifier'],
    edits: [...common, 'input_fidelity', 'safety_identifier'],
  },
  agcloud: {
    generations: [...common, 'moderation'],
    edits: [...common, 'moderation', 'input_fidelity'],
  },
};

function unknownField(values: ReadonlyMap<string, unknown>, vendor: Vendor, operation: Operation) {
  const isTaken = (name: string) =>
    taken[vendor][operation].includes(name) && (name !== 'complexity' || isNewest(String(values.get('model'))));
  const unknown = [...values.keys()].find((name) => !isTaken(name));
  return unknown === undefined ? undefined : badField(unknown, 'unknown_parameter', `Unknown parameter: '${unknown}'.`);
}

/** 2.6 alone takes `complexity` and `markup` (reference, 7.1). */
export const isNewest = (model: string): boolean => /^gpt-image-2\.6-/.test(model);

const numbers = new Set(['n', 'output_compression', 'partial_images']);

function wrongType(values: ReadonlyMap<string, unknown>): VendorRefusal | undefined {
  for (const [name, value] of values) {
    const expected = name === 'stream' ? 'boolean' : numbers.has(name) ? 'number' : 'string';
    if (typeof value !== expected) return badField(name, 'invalid_type', `Invalid type for '${name}'.`);
  }
  return undefined;
}

/** Retired ids are as unknown as others; without one the vendor takes a retired one (reference, section 2). */
function wrongModel(values: ReadonlyMap<string, unknown>): VendorRefusal | undefined {
  const model = String(values.get('model') ?? 'dall-e-2');
  if (/^gpt-image-(2|2\.[56]-(flare|sunburst))(-\d{4}-\d\d-\d\d)?(-plus)?$/.test(model)) return undefined;
  return { ...badField('model', 'model_not_found', `The model '${model}' does not exist.`), status: 404 };
}

function wrongValue(values: ReadonlyMap<string, unknown>, vendor: Vendor): VendorRefusal | undefined {
  const prompt = values.get('prompt');
  if (prompt === undefined) return badField('prompt', 'missing_required_parameter', 'Missing: prompt.');
  if (prompt === '') return badField('prompt', 'empty_string', 'Invalid: prompt is empty.');
  if (String(prompt).length > 32_000) return badField('prompt', 'string_above_max_length', 'The prompt is too long.');
  const model = String(values.get('model'));
  const format = values.get('output_format') ?? 'png';
  const isSecond = /^gpt-image-2(-\d|-plus|$)/.test(model);
  const quality = isSecond ? ['auto', 'low', 'medium', 'high'] : ['auto', 'low', 'medium', 'high', 'xhigh', 'max'];
  const background = vendor === 'agcloud' ? ['auto', 'opaque'] : ['auto', 'opaque', 'transparent'];
  if (values.has('input_fidelity')) {
    return badField('input_fidelity', 'invalid_input_fidelity_model', `${model} does not take input_fidelity.`);
  }
  if (model.endsWith('-plus') && values.has('quality')) return notOneOf('quality', 'none for this model');
  const size = values.get('size');
  if (size !== undefined && size !== 'auto' && !isLegalSize(String(size))) {
    return userError('size', 'invalid_value', `Invalid size '${String(size)}'.`);
  }
  const compression = values.get('output_compression');
  if (compression !== undefined && format === 'png' && compression !== 100) {
    return badField('output_compression', 'invalid_png_output_compression', 'PNG takes no compression.');
  }
  if (values.get('background') === 'transparent' && format === 'jpeg') {
    return badField('background', 'invalid_value', 'Transparent needs png or webp.');
  }
  return (
    choice(values, 'quality', quality) ??
    choice(values, 'complexity', ['low', 'medium', 'high']) ??
    choice(values, 'background', background) ??
    choice(values, 'moderation', ['auto', 'low']) ??
    choice(values, 'output_format', ['png', 'jpeg', 'webp']) ??
    range(values, 'n', 1, 10) ??
    range(values, 'partial_images', 0, 3) ??
    range(values, 'output_compression', 0, 100)
  );
}

function choice(values: ReadonlyMap<string, unknown>, name: string, choices: readonly string[]) {
  const value = values.get(name);
  return value === undefined || choices.includes(String(value)) ? undefined : notOneOf(name, choices.join(', '));
}

function range(values: ReadonlyMap<string, unknown>, name: string, least: number, most: number) {
  const value = values.get(name);
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return undefined;
  const code = Number(value) > most ? 'integer_above_max_value' : 'integer_below_min_value';
  return badField(name, code, `Invalid '${name}': must be a whole number from ${least} to ${most}.`);
}

const notOneOf = (name: string, choices: string) =>
  badField(name, 'invalid_value', `Invalid value for '${name}'. Supported values: ${choices}.`);

/** Section 4.1. */
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
