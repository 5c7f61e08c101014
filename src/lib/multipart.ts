import { randomUUID } from 'node:crypto';
import { open, stat } from 'node:fs/promises';

/** A part of a form: a text field, or a file that is read from disk as it is sent. */
export type FormPart =
  | { readonly kind: 'text'; readonly name: string; readonly value: string }
  /** A file that is no longer than a text. */
  | {
      readonly kind: 'text file';
      readonly name: string;
      readonly value: string;
      readonly filename: string;
      readonly type: string;
    }
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly path: string;
      readonly filename: string;
      /** A media type. */
      readonly type: string;
    };

/**
 * A form as the body of a request. Each time it is iterated over its files are read anew, so that it may be sent again.
 *
 * What a piece holds is the reader's until they ask for the next one: then its memory is used again. Whoever writes to a
 * socket and goes on once that has taken the piece, as undici does, reads each file in one piece of memory; whoever keeps
 * pieces copies them.
 */
export interface MultipartBody extends AsyncIterable<Uint8Array> {
  readonly contentType: string;
  /** Bytes, all of them: {@link FileChanged} is thrown rather than anything else be sent. */
  readonly length: number;
}

/** A file is not what it was when the length of its form was told. */
export class FileChanged extends Error {
  readonly code = 'FILE_CHANGED';
  constructor() {
    super('A file changed its size while it was being sent.');
  }
}

/** Throws for a file that is not there. Written as browsers do it (WHATWG HTML, multipart/form-data encoding algorithm). */
export async function multipartBody(parts: readonly FormPart[]): Promise<MultipartBody> {
  const boundary = `form-${randomUUID()}`;
  const sections: (Buffer | SizedFile)[] = [];
  let text = '';
  for (const part of parts) {
    text += `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(withReturns(part.name))}"`;
    if (part.kind === 'text') {
      text += `\r\n\r\n${withReturns(part.value)}\r\n`;
      continue;
    }
    text += `; filename="${escaped(part.filename)}"\r\nContent-Type: ${part.type}\r\n\r\n`;
    if (part.kind === 'text file') {
      text += `${part.value}\r\n`;
      continue;
    }
    sections.push(Buffer.from(text), { path: part.path, length: (await stat(part.path)).size });
    text = '\r\n';
  }
  sections.push(Buffer.from(`${text}--${boundary}--\r\n`));
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: sections.reduce((sum, { length }) => sum + length, 0),
    [Symbol.asyncIterator]: () => piecesOf(sections),
  };
}

interface SizedFile {
  readonly path: string;
  /** Bytes. */
  readonly length: number;
}

async function* piecesOf(sections: readonly (Buffer | SizedFile)[]): AsyncGenerator<Uint8Array, void> {
  // One for all its files: with memory of its own for each piece, eight uploads of 64 MB held 100 MB of garbage.
  const memory = sections.some(({ length }) => length >= pieceBytes) ? Buffer.allocUnsafeSlow(pieceBytes) : nothing;
  for (const section of sections) {
    if ('path' in section) yield* bytesOf(section, memory);
    else yield section;
  }
}

async function* bytesOf({ path, length }: SizedFile, memory: Buffer): AsyncGenerator<Uint8Array, void> {
  const file = await open(path);
  try {
    const check = async () => {
      if ((await file.stat()).size !== length) throw new FileChanged();
    };
    await check();
    for (let left = length; left > 0; ) {
      // A small piece may wait in a socket's buffer together with the next one.
      const piece = left >= pieceBytes ? memory : Buffer.allocUnsafe(left);
      for (let at = 0; at < piece.length; ) {
        const { bytesRead } = await file.read(piece, at, piece.length - at);
        if (bytesRead === 0) throw new FileChanged();
        at += bytesRead;
      }
      left -= piece.length;
      // Before its end is sent: what is whole by its length would be taken for whole.
      if (left === 0) await check();
      yield piece;
    }
  } finally {
    await file.close();
  }
}

/** Far above what a socket holds back before it asks to wait. */
const pieceBytes = 1024 * 1024;
const nothing = Buffer.alloc(0);

const escaped = (name: string) => name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');

const withReturns = (text: string) => text.replace(/\r\n?|\n/g, '\r\n');
