import { appendFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FileChanged, type FormPart, type MultipartBody, multipartBody } from '../../src/lib/multipart.ts';
import { temporaryDirectory } from '../storage/temporary.ts';
import { heldOpen } from '../watched-files.ts';

const mebibyte = 1024 * 1024;

/** Bytes that differ from one mebibyte to the next. */
function bytes(length: number, seed = 1): Buffer {
  const made = Buffer.alloc(length);
  for (let at = 0; at < length; at += 1) made[at] = (at * 31 + Math.floor(at / mebibyte) * 7 + seed) % 251;
  return made;
}

async function wholeOf(body: MultipartBody): Promise<Buffer<ArrayBuffer>> {
  const pieces: Buffer[] = [];
  // A piece's memory is used again.
  for await (const piece of body) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

const parsed = async (body: MultipartBody) =>
  new Response(await wholeOf(body), { headers: { 'content-type': body.contentType } }).formData();

const file = (path: string, filename = 'a.png', name = 'image[]'): FormPart => ({
  kind: 'file',
  name,
  path,
  filename,
  type: 'image/png',
});

async function written(content: Uint8Array | string, name = 'picture'): Promise<string> {
  const path = join(await temporaryDirectory(), name);
  await writeFile(path, content);
  return path;
}

test('a text is a file without one on disk', async () => {
  const body = await multipartBody([
    {
      kind: 'text file',
      name: 'files[0]',
      filename: 'recipe.txt',
      type: 'text/plain; charset=utf-8',
      value: 'a\ncat 猫',
    },
    { kind: 'text', name: 'payload_json', value: '{}' },
  ]);
  expect((await wholeOf(body)).length).toBe(body.length);
  const form = await parsed(body);
  const sent = form.get('files[0]') as File;
  expect([sent.name, sent.type, await sent.text(), form.get('payload_json')]).toEqual([
    'recipe.txt',
    'text/plain; charset=utf-8',
    'a\ncat 猫',
    '{}',
  ]);
});

describe('a form', () => {
  test('is written as browsers write it', async () => {
    const path = await written('bytes');
    const body = await multipartBody([
      { kind: 'text', name: 'prompt', value: 'a\nb' },
      file(path, 'a "b" %22 ü\r\n.png', 'files[0]'),
      { kind: 'text', name: 'n "\n', value: '' },
    ]);
    const boundary = /^multipart\/form-data; boundary=(form-[\da-f-]{36})$/.exec(body.contentType)?.[1] ?? '';
    expect((await wholeOf(body)).toString()).toBe(
      [
        `--${boundary}`,
        'Content-Disposition: form-data; name="prompt"',
        '',
        'a\r\nb',
        `--${boundary}`,
        'Content-Disposition: form-data; name="files[0]"; filename="a %22b%22 %22 ü%0D%0A.png"',
        'Content-Type: image/png',
        '',
        'bytes',
        `--${boundary}`,
        'Content-Disposition: form-data; name="n %22%0D%0A"',
        '',
        '',
        `--${boundary}--`,
        '',
      ].join('\r\n'),
    );
  });

  test('without a part is only its end', async () => {
    const body = await multipartBody([]);
    expect((await wholeOf(body)).toString()).toMatch(/^--form-[\da-f-]{36}--\r\n$/);
    expect(body.length).toBe(47);
  });

  test('has the length that it says and comes back as it was, whatever is in it', async () => {
    const directory = await temporaryDirectory();
    const sizes = fc.oneof(fc.nat(100), fc.integer({ min: mebibyte - 2, max: mebibyte + 2 }), fc.nat(3 * mebibyte));
    const part = fc.oneof(
      fc.record({ kind: fc.constant('text' as const), text: fc.string({ unit: 'grapheme' }) }),
      fc.record({ kind: fc.constant('file' as const), size: sizes }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (wanted) => {
        const contents = wanted.map((each, index) => (each.kind === 'file' ? bytes(each.size, index) : each.text));
        const parts = await Promise.all(
          contents.map(async (content, index): Promise<FormPart> => {
            if (typeof content === 'string') return { kind: 'text', name: `${index}`, value: content };
            await writeFile(join(directory, `${index}`), content);
            return file(join(directory, `${index}`), `${index}.png`, `${index}`);
          }),
        );
        const body = await multipartBody(parts);
        expect((await wholeOf(body)).length).toBe(body.length);
        const form = await parsed(body);
        expect([...form.keys()]).toEqual(contents.map((_, index) => `${index}`));
        for (const [index, content] of contents.entries()) {
          const found = form.get(`${index}`);
          if (typeof content === 'string') expect(found).toBe(content.replace(/\r\n?|\n/g, '\r\n'));
          else expect(found instanceof File && content.equals(Buffer.from(await found.arrayBuffer()))).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('reads its files in pieces of a mebibyte, in one piece of memory, and only as it is sent', async () => {
    const path = await written(bytes(3 * mebibyte + 5));
    const body = await multipartBody([file(path), file(path)]);
    const sizes: number[] = [];
    const memory = new Set<ArrayBufferLike>();
    expect(heldOpen(path)).toBe(0);
    for await (const piece of body) {
      sizes.push(piece.length);
      if (piece.length === mebibyte) memory.add(piece.buffer);
      expect(heldOpen(path)).toBeLessThanOrEqual(1);
    }
    expect(sizes.filter((size) => size > 1_000)).toEqual(Array(6).fill(mebibyte));
    expect(memory.size).toBe(1);
    expect(heldOpen(path)).toBe(0);
  });

  test('may be sent again, and each time whole', async () => {
    const path = await written(bytes(mebibyte + 1));
    const body = await multipartBody([file(path)]);
    const broken = body[Symbol.asyncIterator]();
    await broken.next();
    await broken.next();
    expect(heldOpen(path)).toBe(1);
    await broken.return?.();
    expect(heldOpen(path)).toBe(0);
    expect((await wholeOf(body)).equals(await wholeOf(body))).toBe(true);
  });
});

describe('a file of a form', () => {
  test('that is not there is told before anything is sent', async () => {
    await expect(multipartBody([file('/nowhere/a.png')])).rejects.toThrow('ENOENT');
  });

  test.each([
    ['grew', (path: string) => appendFile(path, 'x')],
    ['shrank', (path: string) => truncate(path, 2 * mebibyte)],
    ['became empty', (path: string) => truncate(path, 0)],
  ])('that %s since its length was told is not sent', async (_, change) => {
    const path = await written(bytes(2 * mebibyte + 10));
    const body = await multipartBody([file(path)]);
    await change(path);
    await expect(wholeOf(body)).rejects.toThrow(FileChanged);
    expect(heldOpen(path)).toBe(0);
  });

  test.each([
    ['grows', (path: string) => appendFile(path, 'x')],
    ['shrinks', (path: string) => truncate(path, mebibyte + 10)],
  ])('that %s while it is sent breaks the form off before its end', async (_, change) => {
    const path = await written(bytes(2 * mebibyte + 10));
    const body = await multipartBody([file(path)]);
    let sent = 0;
    const sending = async () => {
      for await (const piece of body) {
        sent += piece.length;
        if (piece.length === mebibyte) await change(path);
      }
    };
    await expect(sending()).rejects.toThrow(FileChanged);
    expect(sent).toBeLessThan(body.length - 10);
    expect(heldOpen(path)).toBe(0);
  });

  test('that is taken away before it is read breaks it off, and one that is being read is read to its end', async () => {
    const [first, second] = [await written(bytes(10)), await written(bytes(2 * mebibyte))];
    const body = await multipartBody([file(first), file(second)]);
    await rm(second);
    await expect(wholeOf(body)).rejects.toThrow('ENOENT');

    const third = await written(bytes(2 * mebibyte + 3));
    const other = await multipartBody([file(third)]);
    let sent = 0;
    for await (const piece of other) {
      sent += piece.length;
      if (piece.length === mebibyte) await rm(third, { force: true });
    }
    expect(sent).toBe(other.length);
  });
});
