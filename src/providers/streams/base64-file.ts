import { type FileHandle, open } from 'node:fs/promises';
import { createGatheredWrites } from '../../lib/gathered-writes.ts';
import type { StringSink } from './long-strings.ts';

/** Decodes base64 (plain or URL-safe, with or without a `data:` prefix, line breaks or JSON escapes) into a new file. */
export async function createBase64File(path: string): Promise<StringSink> {
  const file: FileHandle = await open(path, 'wx');
  const gathered = createGatheredWrites(file);
  /** An escape whose end has not arrived. */
  let unfinished = '';
  /** Fewer than four letters: they decode only together. */
  let rest = '';
  let isBeginning = true;

  return {
    async push(raw) {
      const text = unfinished + Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1');
      unfinished = /\\(u[\da-f]{0,3})?$/i.exec(text)?.[0] ?? '';
      let letters = withoutEscapes(unfinished === '' ? text : text.slice(0, -unfinished.length));
      if (isBeginning) letters = letters.replace(/^data:[^,]*,/, '');
      isBeginning = false;
      if (/[^\w+/=-]/.test(letters)) letters = letters.replace(/[^\w+/=-]+/g, '');
      rest += letters;
      const whole = rest.length - (rest.length % 4);
      await write(rest.slice(0, whole));
      rest = rest.slice(whole);
    },

    async finish() {
      await write(rest);
      await gathered.flush();
    },

    close: () => file.close(),
  };

  async function write(letters: string): Promise<void> {
    if (letters !== '') await gathered.write(Buffer.from(letters, 'base64'));
  }
}

/** Encoders escape the slash, and some the plus sign; escaped line breaks mean nothing. */
function withoutEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u([\da-f]{4})|(.))/gi, (_, code: string | undefined, letter: string) =>
    code === undefined ? (letter === '/' ? '/' : '') : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
