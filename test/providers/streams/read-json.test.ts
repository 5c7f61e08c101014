import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson } from '../../../src/providers/streams/read-json.ts';
import { largePng } from '../pictures.ts';
import { temporaryDirectory } from '../temporary.ts';

async function* inPieces(text: string, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  let at = 0;
  for (let index = 0; at < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

describe('JSON whose long strings go to files', () => {
  test('any JSON is read as it is, in whatever pieces it arrives', async () => {
    const scratch = await temporaryDirectory();
    const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });
    const awkward = fc.string({ unit: fc.constantFrom('"', '\\', '\n', 'a', 'ä', '🦊', '{', 'u') });
    const value = fc.oneof(fc.jsonValue(), fc.array(awkward), fc.dictionary(awkward, awkward));
    await fc.assert(
      fc.asyncProperty(value, sizes, fc.boolean(), async (each, pieces, isIndented) => {
        const text = JSON.stringify(each, null, isIndented ? 2 : undefined);
        const read = await readJson(inPieces(text, pieces), scratch, ['long']);
        expect(read.value).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
    expect(await readdir(scratch)).toEqual([]);
  });

  test('a byte order mark before it means nothing', async () => {
    const scratch = await temporaryDirectory();
    expect((await readJson(inPieces('\ufeff{"a":"\ufeff"}', [1]), scratch, ['long'])).value).toEqual({ a: '\ufeff' });
  });

  test('half of it is no JSON, wherever it ends', async () => {
    const scratch = await temporaryDirectory();
    const text = JSON.stringify({ a: ['\\"', { b: 'c"' }], d: null });
    for (let length = 0; length < text.length; length += 1) {
      const read = await readJson(inPieces(text.slice(0, length), [3]), scratch, ['long']);
      expect(read.value).toBeUndefined();
    }
  });

  test('a long string becomes a file; a short one and the rest stay', async () => {
    const scratch = await temporaryDirectory();
    const picture = largePng(300_000);
    const short = 'A'.repeat(65_536);
    const long = picture.toString('base64');
    const text = JSON.stringify({ short, long, more: ['"', 1], echo: long, echoes: { long: [long] } });
    const read = await readJson(inPieces(text, [1000, 1]), scratch, ['long']);
    expect(read.value).toEqual({
      short,
      long: expect.stringMatching(/^data:;file,[\da-f-]{36}$/),
      more: ['"', 1],
      echo: '',
      echoes: { long: [expect.stringMatching(/^data:;file,/)] },
    });
    const [name] = await readdir(scratch);
    const mark = name?.slice(0, 36) ?? '';
    expect(name).toBe(`${mark}.part`);
    const file = read.file(mark) ?? '';
    expect(Buffer.compare(await readFile(file), picture)).toBe(0);
    expect(read.file('another')).toBeUndefined();
    await read[Symbol.asyncDispose]();
    expect(await readdir(scratch)).toEqual([]);
  });

  test('a vendor cannot name a file of ours', async () => {
    const scratch = await temporaryDirectory();
    const read = await readJson(inPieces('{"b64_json":"data:;file,../../etc/passwd"}', [100]), scratch, ['long']);
    expect(read.file('../../etc/passwd')).toBeUndefined();
    expect(read.file('__proto__')).toBeUndefined();
  });

  test('a body that breaks leaves nothing, and its error is the caller’s', async () => {
    const scratch = await temporaryDirectory();
    const fault = new Error('broken');
    async function* broken() {
      yield Buffer.from(`{"a":"${'A'.repeat(100_000)}`);
      throw fault;
    }
    await expect(readJson(broken(), scratch, ['long'])).rejects.toBe(fault);
    expect(await readdir(scratch)).toEqual([]);
  });

  test('a text without end is not read to its end', async () => {
    const scratch = await temporaryDirectory();
    let pieces = 0;
    async function* endless() {
      for (;;) {
        pieces += 1;
        yield Buffer.from(`{}"${'a'.repeat(60_000)}",`);
      }
    }
    expect((await readJson(endless(), scratch, ['long'])).value).toBeUndefined();
    expect(pieces).toBe(Math.ceil(8_000_000 / 60_005));
  });

  /** Ways to fill eight megabytes that are many times as large once they are built. */
  const tangles: Readonly<Record<string, string>> = {
    quotes: '"'.repeat(8_000_000),
    'empty texts': `[${'"",'.repeat(2_600_000)}""]`,
    'empty objects': `[${'{},'.repeat(2_600_000)}{}]`,
    'lists in lists': `${'['.repeat(4_000_000)}${']'.repeat(4_000_000)}`,
    members: `{${Array.from({ length: 700_000 }, (_, index) => `"${index}":1`).join(',')}}`,
  };
  test.each(Object.entries(tangles))('eight megabytes of %s are given up before they are built', async (_, text) => {
    const scratch = await temporaryDirectory();
    const bytes = Buffer.from(text);
    let read = 0;
    async function* pieces() {
      for (; read < bytes.length; read += 65_536) yield bytes.subarray(read, read + 65_536);
    }
    expect((await readJson(pieces(), scratch, ['long'])).value).toBeUndefined();
    expect(read).toBeLessThan(4_000_000);
    expect(await readdir(scratch)).toEqual([]);
  });

  test('an answer about hundreds of tasks is none of those', async () => {
    const scratch = await temporaryDirectory();
    const prompt = 'a cat '.repeat(2_000);
    const task = {
      id: 't',
      request: { prompt, image: ['a', 'b'] },
      response: { data: [{ url: 'u', more: [[[[1]]]] }] },
    };
    const value = { items: Array.from({ length: 500 }, () => task), count: 500 };
    expect((await readJson(inPieces(JSON.stringify(value), [65_536]), scratch, ['long'])).value).toEqual(value);
  });
});
