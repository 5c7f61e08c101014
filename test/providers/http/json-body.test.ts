import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileText, fileTextLength, jsonBody } from '../../../src/providers/http/json-body.ts';
import { temporaryDirectory } from '../temporary.ts';

test('JSON without files is a plain string', async () => {
  expect(await jsonBody({ prompt: 'a fox', n: 1 })).toEqual({
    headers: { 'content-type': 'application/json' },
    content: '{"prompt":"a fox","n":1}',
  });
});

test('files stand in it as base64, where and as often as they are named, and its length is said before', async () => {
  const directory = await temporaryDirectory();
  const path = join(directory, 'file');
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 100 }),
      fc.array(fc.string(), { maxLength: 3 }),
      async (bytes, texts) => {
        await writeFile(path, bytes);
        const value = {
          texts,
          list: [fileText(path), 'é', fileText(path, 'data:image/png;base64,')],
          mask: fileText(path),
        };
        const { headers, content } = await jsonBody(value);
        const sent = typeof content === 'string' ? content : await readAll(content);
        const letters = Buffer.from(bytes).toString('base64');
        expect(JSON.parse(sent)).toEqual({
          texts,
          list: [letters, 'é', `data:image/png;base64,${letters}`],
          mask: letters,
        });
        expect(headers['content-length']).toBe(String(Buffer.byteLength(sent)));
        expect(fileTextLength(bytes.length, 'x')).toBe(letters.length + 1);
      },
    ),
    { numRuns: 50 },
  );
});

test('a large file is never held whole', async () => {
  const path = join(await temporaryDirectory(), 'large');
  const bytes = randomBytes(1_000_001);
  await writeFile(path, bytes);
  const { content } = await jsonBody({ image: fileText(path) });
  let largest = 0;
  const pieces: Buffer[] = [];
  for await (const piece of content as AsyncIterable<Buffer>) {
    largest = Math.max(largest, piece.length);
    pieces.push(piece);
  }
  expect(largest).toBeLessThan(100_000);
  expect(Buffer.concat(pieces).toString()).toBe(JSON.stringify({ image: bytes.toString('base64') }));
});

test('a file that is not there fails before anything is sent', async () => {
  await expect(jsonBody({ image: fileText('/nowhere/at/all') })).rejects.toThrow('ENOENT');
});
