import type { Json } from '../face/wire.ts';
import { DiscordError } from './discord-error.ts';

/**
 * Reads a JSON body the way Discord does: every wrong field is noted under its path, and all of them come back together
 * as 50035 with a tree of `_errors` (reference, section 7).
 */
export interface Form {
  readonly root: Field;
  /** Throws 50035 if anything was noted. */
  check(): void;
}

export interface Limits {
  readonly min?: number;
  readonly max?: number;
  readonly required?: boolean;
}

export interface Field {
  readonly value: Json | undefined;
  /** Neither missing nor null. */
  readonly present: boolean;
  readonly path: readonly string[];
  get(key: string): Field;
  /** Elements of an array; empty where there is none. */
  items(limits?: Limits): readonly Field[];
  /** Length counted in characters. */
  text(limits?: Limits): string | undefined;
  integer(limits?: Limits): number | undefined;
  number(limits?: Limits): number | undefined;
  truth(): boolean | undefined;
  /** Whether it is an object; notes it as wrong where it is something else. */
  isObject(required?: boolean): boolean;
  note(code: string, message: string): void;
}

export function createForm(body: Json | undefined): Form {
  const noted: { path: readonly string[]; code: string; message: string }[] = [];
  return {
    root: createField(body, [], (path, code, message) => noted.push({ path, code, message })),
    check() {
      if (noted.length > 0) throw new DiscordError(400, 50035, 'Invalid Form Body', errorTree(noted));
    },
  };
}

function createField(
  value: Json | undefined,
  path: readonly string[],
  noteAt: (path: readonly string[], code: string, message: string) => void,
): Field {
  const note = (code: string, message: string): void => noteAt(path, code, message);
  const present = value !== undefined && value !== null;
  const missing = (limits: Limits | undefined): undefined => {
    if (limits?.required) note('BASE_TYPE_REQUIRED', 'This field is required');
    return undefined;
  };
  const within = (amount: number, limits: Limits | undefined, unit: string): void => {
    const { min, max } = limits ?? {};
    if ((min === undefined || amount >= min) && (max === undefined || amount <= max)) return;
    if (min !== undefined && max !== undefined)
      note('BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max}${unit}.`);
    else if (max !== undefined) note('BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer${unit}.`);
    else note('BASE_TYPE_MIN_LENGTH', `Must be ${min} or more${unit}.`);
  };
  const number = (limits: Limits | undefined, whole: boolean): number | undefined => {
    if (!present) return missing(limits);
    // "Integers may be sent as strings" (reference 10, OpenAPI).
    const read = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
    if (typeof read !== 'number' || (whole && !Number.isInteger(read))) {
      note('NUMBER_TYPE_COERCE', `Value "${JSON.stringify(value)}" is not ${whole ? 'int' : 'float'}.`);
      return undefined;
    }
    within(read, limits, '');
    return read;
  };
  return {
    value,
    present,
    path,
    get: (key) => createField(isRecord(value) ? value[key] : undefined, [...path, key], noteAt),
    items(limits) {
      if (!present) {
        missing(limits);
        return [];
      }
      if (!isList(value)) {
        note('LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
        return [];
      }
      within(value.length, limits, ' in length');
      return value.map((item, index) => createField(item, [...path, String(index)], noteAt));
    },
    text(limits) {
      if (!present) return missing(limits);
      if (typeof value !== 'string') {
        note('STRING_TYPE_CONVERT', `Could not interpret "${JSON.stringify(value)}" as string.`);
        return undefined;
      }
      within([...value].length, limits, ' in length');
      return value;
    },
    integer: (limits) => number(limits, true),
    number: (limits) => number(limits, false),
    truth() {
      if (!present) return undefined;
      if (typeof value === 'boolean') return value;
      note('BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
      return undefined;
    },
    isObject(required = false) {
      if (!present) {
        missing({ required });
        return false;
      }
      if (isRecord(value)) return true;
      note('DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
      return false;
    },
    note,
  };
}

export function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

const ERRORS = '_errors';

interface Tree {
  [key: string]: Tree | { code: string; message: string }[];
}

function errorTree(noted: readonly { path: readonly string[]; code: string; message: string }[]): Json {
  const tree: Tree = {};
  for (const { path, code, message } of noted) {
    let at = tree;
    for (const step of path) {
      const below = at[step];
      const next: Tree = below && !Array.isArray(below) ? below : {};
      at[step] = next;
      at = next;
    }
    const errors = at[ERRORS];
    at[ERRORS] = [...(Array.isArray(errors) ? errors : []), { code, message }];
  }
  return tree as Json;
}
