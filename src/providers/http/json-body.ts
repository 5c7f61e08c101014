import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';

/** Stands in a JSON value for a file, as a string of its base64. */
export interface FileText {
  readonly [isFileText]: true;
  readonly path: string;
  /** Before the base64, e.g. `data:image/png;base64,`. */
  readonly prefix: string;
}

const isFileText = Symbol('a file as base64');

export const fileText = (path: string, prefix = ''): FileText => ({ [isFileText]: true, path, prefix });

/** How many letters a file's text has. */
export const fileTextLength = (bytes: number, prefix = ''): number => prefix.length + Math.ceil(bytes / 3) * 4;

export interface JsonBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string | Readable;
}

/** JSON in which files are read, and turned into base64, only as they are sent: no picture is ever held whole. */
export async function jsonBody(value: unknown): Promise<JsonBody> {
  const files = new Map<string, FileText>();
  const text = JSON.stringify(value, (_key, each: unknown) => {
    if (!isFile(each)) return each;
    const mark = randomUUID();
    files.set(mark, each);
    return mark;
  });
  const headers = { 'content-type': 'application/json' };
  if (files.size === 0) return { headers, content: text };

  // The marks stand in the order in which they were given, each once.
  const marks = [...files.keys()];
  const around = text.split(new RegExp(marks.join('|')));
  const pieces = around.flatMap((each, index) =>
    [each, files.get(marks[index] ?? '')].filter((one) => one !== undefined),
  );
  let length = 0;
  for (const piece of pieces) length += typeof piece === 'string' ? Buffer.byteLength(piece) : await lengthOf(piece);
  return {
    headers: { ...headers, 'content-length': String(length) },
    content: Readable.from(bytesOf(pieces), { objectMode: false }),
  };
}

const isFile = (value: unknown): value is FileText =>
  typeof value === 'object' && value !== null && isFileText in value;

async function lengthOf({ path, prefix }: FileText): Promise<number> {
  return fileTextLength((await stat(path)).size, prefix);
}

async function* bytesOf(pieces: readonly (string | FileText)[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) {
    if (typeof piece === 'string') yield Buffer.from(piece);
    else yield* base64Of(piece);
  }
}

/** Three bytes make four letters: what is left of a piece goes with the next. */
async function* base64Of({ path, prefix }: FileText): AsyncGenerator<Buffer> {
  yield Buffer.from(prefix);
  let rest: Buffer = Buffer.alloc(0);
  for await (const read of createReadStream(path, { highWaterMark: 3 * 16_384 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? read : Buffer.concat([rest, read]);
    const whole = bytes.length - (bytes.length % 3);
    rest = bytes.subarray(whole);
    if (whole > 0) yield Buffer.from(bytes.subarray(0, whole).toString('base64'), 'latin1');
  }
  if (rest.length > 0) yield Buffer.from(rest.toString('base64'), 'latin1');
}
