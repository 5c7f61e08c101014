import { access, open as openFile, readFile, stat, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KeptOriginal } from '../../src/domain/chain/retention.ts';
import { originalId } from '../../src/domain/ids.ts';
import type { ImageStore } from '../../src/ports/store/image-store.ts';
import type { Scratch } from '../../src/ports/store/scratch.ts';

export interface OpenedImageStore {
  readonly store: ImageStore;
  /** What the store takes its files from. */
  readonly scratch: Scratch;
  /** How many files are lent; what nobody borrows any more takes no room. */
  lent(): Promise<number>;
  close(): Promise<void>;
}

/** What every image store promises, and the scratch beside it. `open` gives an empty one. */
export function describeImageStore(name: string, open: () => Promise<OpenedImageStore>): void {
  describe(`the image store: ${name}`, () => {
    let opened: OpenedImageStore;
    let store: ImageStore;
    let scratch: Scratch;
    beforeEach(async () => {
      opened = await open();
      ({ store, scratch } = opened);
    });
    afterEach(() => opened.close());

    const id = originalId('100-0-0');
    const written = async (bytes: string, name = '100-0') => {
      const path = scratch.path(name);
      await writeFile(path, bytes);
      return path;
    };
    const read = async (of = id) => {
      await using file = await store.lend(of);
      return file === null ? null : await readFile(file.path, 'utf8');
    };

    test('an original is kept byte for byte, and its scratch file is gone', async () => {
      const path = await written('the picture');
      await store.put(id, path);
      expect(await store.has(id)).toBe(true);
      expect(await read()).toBe('the picture');
      await expect(stat(path)).rejects.toThrow('ENOENT');
    });

    test('what was never put is not there and lends nothing', async () => {
      expect(await store.has(id)).toBe(false);
      expect(await read()).toBeNull();
    });

    test('putting the same id twice keeps the first, also when the second file is gone already', async () => {
      await store.put(id, await written('first'));
      const second = await written('second');
      await store.put(id, second);
      await store.put(id, second);
      expect(await read()).toBe('first');
      await expect(stat(second)).rejects.toThrow('ENOENT');
    });

    test('two puts of one id at once keep one of them whole', async () => {
      const paths = await Promise.all(['one', 'two'].map((each) => written(each, each)));
      await Promise.all(paths.map((path) => store.put(id, path)));
      expect(await read()).toBe('one');
    });

    test('a file that is not there cannot be put', async () => {
      await expect(store.put(id, scratch.path('missing'))).rejects.toThrow('ENOENT');
      expect(await store.has(id)).toBe(false);
    });

    test('a removed original is gone, and may be put again', async () => {
      await store.put(id, await written('first'));
      await store.remove(id);
      await store.remove(id);
      expect(await store.has(id)).toBe(false);
      await store.put(id, await written('second'));
      expect(await read()).toBe('second');
    });

    test('all originals are listed with their bytes and since when, and growth is what came less what went', async () => {
      const other = originalId('200-0-0');
      expect(store.growth()).toBe(0);
      await store.put(id, await written('first'));
      await store.put(other, await written('the second'));
      await store.put(other, await written('never kept'));
      expect(store.growth()).toBe(15);
      const listed: KeptOriginal[] = [];
      for await (const each of store.list()) listed.push(each);
      expect(listed.toSorted((one, another) => one.bytes - another.bytes)).toEqual([
        { id, bytes: 5, storedAt: expect.any(Number) },
        { id: other, bytes: 10, storedAt: expect.any(Number) },
      ]);
      await store.remove(id);
      await store.remove(id);
      expect(store.growth()).toBe(10);
    });

    test('removing waits for no reader, and whom it is lent to still reads the whole file, late and more than once', async () => {
      await store.put(id, await written('lent'));
      await using file = await store.lend(id);
      await store.remove(id);
      // Nobody else is lent it any more.
      expect(await read()).toBeNull();
      expect(await store.has(id)).toBe(false);
      expect(store.growth()).toBe(0);
      expect(await readFile(file?.path ?? '', 'utf8')).toBe('lent');
      expect(await readFile(file?.path ?? '', 'utf8')).toBe('lent');
    });

    test('what comes under the name of a removed original is not what its borrower has', async () => {
      await store.put(id, await written('first'));
      await using before = await store.lend(id);
      await store.remove(id);
      await store.put(id, await written('second'));
      await using after = await store.lend(id);
      expect(await readFile(before?.path ?? '', 'utf8')).toBe('first');
      expect(await readFile(after?.path ?? '', 'utf8')).toBe('second');
    });

    test('a file that is held open is read to its end after it was given back and removed', async () => {
      const large = 'x'.repeat(3_000_000);
      await store.put(id, await written(large));
      const file = await store.lend(id);
      await using opened = await openFile(file?.path ?? '');
      await opened.read(Buffer.alloc(10), 0, 10);
      await file?.[Symbol.asyncDispose]();
      await store.remove(id);
      expect((await opened.readFile('utf8')).length).toBe(large.length - 10);
    });

    test('each borrower has a path of their own, which goes when they have done', async () => {
      await store.put(id, await written('lent'));
      const [one, other] = [await store.lend(id), await store.lend(id)];
      expect(one?.path).not.toBe(other?.path);
      expect(await opened.lent()).toBe(2);
      await one?.[Symbol.asyncDispose]();
      await one?.[Symbol.asyncDispose]();
      await expect(access(one?.path ?? '')).rejects.toThrow('ENOENT');
      expect(await readFile(other?.path ?? '', 'utf8')).toBe('lent');
      await other?.[Symbol.asyncDispose]();
      expect(await opened.lent()).toBe(0);
      expect(await read()).toBe('lent');
    });

    test('what fails with a lent file fails for its borrower only, and gives it back', async () => {
      await store.put(id, await written('lent'));
      const failing = async () => {
        await using _file = await store.lend(id);
        throw new Error('mine');
      };
      await expect(failing()).rejects.toThrow('mine');
      expect(await opened.lent()).toBe(0);
      expect(await read()).toBe('lent');
    });

    test('a file of the scratch may be given up, and nothing else', async () => {
      const path = await written('unfinished', 'preview');
      await scratch.discard(path);
      await expect(access(path)).rejects.toThrow('ENOENT');
      await scratch.discard(path);
      await store.put(id, await written('kept'));
      await using original = await store.lend(id);
      for (const elsewhere of [original?.path ?? '', `${scratch.directory}/../x`, '/etc/passwd']) {
        await expect(scratch.discard(elsewhere)).rejects.toThrow('Not a file of the scratch');
      }
      expect(await read()).toBe('kept');
    });

    test.each(['../escape', '..', '.', '', 'a/b', '/etc/passwd', 'a\\b', 'a\0b', '.hidden', 'x'.repeat(300)])(
      'the name %j leads nowhere',
      async (name) => {
        expect(() => scratch.path(name)).toThrow('Not a name');
        await expect(store.has(originalId(name))).rejects.toThrow('Not a name');
        await expect(store.put(originalId(name), await written('x'))).rejects.toThrow('Not a name');
        await expect(read(originalId(name))).rejects.toThrow('Not a name');
        await expect(store.remove(originalId(name))).rejects.toThrow('Not a name');
      },
    );
  });
}
