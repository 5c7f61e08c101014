import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createBase64File } from './base64-file.ts';
import { createLongStrings } from './long-strings.ts';

/** JSON whose pictures were put into files, so that none passes through memory. */
export interface FiledJson extends AsyncDisposable {
  /** The JSON, with a `data:` address in the place of each picture that was put into a file; undefined: it is no JSON. */
  readonly value: unknown;
  /** The file behind such an address, by what follows its comma. It may be moved away. */
  file(mark: string): string | undefined;
  /** Takes away the files that were not moved. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Reads JSON as it arrives. A long string that is the value of one of `fields` is decoded from base64 to a file in
 * `scratch`; any other is emptied (what we sent may be echoed to us, and no vendor's text is as long).
 */
export async function readJson(
  body: AsyncIterable<Uint8Array>,
  scratch: string,
  fields: readonly string[],
): Promise<FiledJson> {
  const files = new Map<string, string>();
  const discard = async () => {
    for (const path of files.values()) await rm(path, { force: true });
  };
  const strings = createLongStrings({
    async open(before) {
      if (!fields.includes(before)) return null;
      const mark = randomUUID();
      const path = join(scratch, `${mark}.part`);
      files.set(mark, path);
      return { replacement: `data:;file,${mark}`, sink: await createBase64File(path) };
    },
  });
  let isSenseless = false;
  try {
    for await (const piece of body) {
      await strings.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
      isSenseless = strings.bytes() > longestText || strings.isTangled();
      if (isSenseless) break;
    }
  } catch (error) {
    await strings.close();
    await discard();
    throw error;
  }
  await strings.close();
  return {
    value: isSenseless ? undefined : parse(strings.text()),
    file: (mark) => files.get(mark),
    [Symbol.asyncDispose]: discard,
  };
}

/** An answer that is longer than this without its long strings is none of ours; nor is one that is tangled. */
const longestText = 8_000_000;

function parse(text: string): unknown {
  try {
    // Some programs put a byte order mark before all that they write.
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
