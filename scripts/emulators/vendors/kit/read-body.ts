import { createHash } from 'node:crypto';
import { keepInput } from './input-picture.ts';
import type { RecordedField, RecordedFile } from './recorded.ts';

export interface ReadBody {
  readonly json: unknown;
  readonly fields: readonly RecordedField[];
  readonly files: readonly RecordedFile[];
  /** Null: neither JSON nor multipart, or broken. */
  readonly kind: 'json' | 'multipart' | null;
}

/** Reads a request's body as the vendor would: JSON or multipart, files to disk. */
export async function readBody(raw: Buffer<ArrayBuffer>, contentType: string, scratch: string): Promise<ReadBody> {
  if (/^application\/json\b/i.test(contentType)) {
    try {
      return { json: JSON.parse(raw.toString('utf8')), fields: [], files: [], kind: 'json' };
    } catch {
      return { json: undefined, fields: [], files: [], kind: null };
    }
  }
  if (!/^multipart\/form-data\b/i.test(contentType)) return { json: undefined, fields: [], files: [], kind: null };
  const form = await new Response(raw, { headers: { 'content-type': contentType } }).formData().catch(() => null);
  if (form === null) return { json: undefined, fields: [], files: [], kind: null };
  const fields: RecordedField[] = [];
  const files: RecordedFile[] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      fields.push({ name, value });
      continue;
    }
    const bytes = Buffer.from(await value.arrayBuffer());
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const path = await keepInput(bytes, scratch);
    files.push({ field: name, filename: value.name, contentType: value.type, size: bytes.length, sha256, path });
  }
  return { json: undefined, fields, files, kind: 'multipart' };
}
