import { createHash } from 'node:crypto';
import { refuse } from '../core/discord-error.ts';
import type { Json } from '../face/wire.ts';
import type { UploadPart } from '../messages/read-attachments.ts';

export interface ReadBody {
  readonly body: Json | undefined;
  readonly uploads: readonly UploadPart[];
}

/** JSON, or multipart with `files[n]` and `payload_json` (reference, section 2 and 10.14). */
export function readBody(raw: Buffer, contentType: string): ReadBody {
  if (raw.length === 0) return { body: undefined, uploads: [] };
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return { body: parseJson(raw), uploads: [] };
  let body: Json | undefined;
  const uploads: UploadPart[] = [];
  for (const { name, filename, bytes } of parts(raw, boundary)) {
    if (name === 'payload_json') body = parseJson(bytes);
    const index = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (index !== undefined && filename !== undefined) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      uploads.push({ index: Number(index), name: filename, bytes, sha256 });
    }
  }
  return { body: body ?? {}, uploads };
}

function parseJson(bytes: Buffer): Json {
  try {
    return JSON.parse(bytes.toString('utf8')) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) throw refuse('invalid JSON');
    throw error;
  }
}

interface Part {
  readonly name: string;
  readonly filename: string | undefined;
  /** A copy: the whole request is not kept alive by one small file. */
  readonly bytes: Buffer;
}

function* parts(raw: Buffer, boundary: string): Generator<Part> {
  const delimiter = Buffer.from(`--${boundary}`);
  let at = raw.indexOf(delimiter);
  while (at !== -1) {
    const start = at + delimiter.length;
    // Two dashes close the body.
    if (raw.toString('latin1', start, start + 2) === '--') return;
    const next = raw.indexOf(delimiter, start);
    const headersEnd = raw.indexOf('\r\n\r\n', start);
    if (next === -1 || headersEnd === -1 || headersEnd > next) throw refuse('invalid JSON');
    const headers = raw.toString('utf8', start + 2, headersEnd);
    const name = /\bname="([^"]*)"/i.exec(headers)?.[1] ?? '';
    const filename = /\bfilename="([^"]*)"/i.exec(headers)?.[1];
    yield {
      name,
      filename: filename && unescaped(filename),
      bytes: Buffer.from(raw.subarray(headersEnd + 4, next - 2)),
    };
    at = next;
  }
}

/** Names are escaped as browsers do it: quote, carriage return and line feed only. */
function unescaped(name: string): string {
  return name.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}
