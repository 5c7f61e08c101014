import { access, readFile, stat, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KeptOriginal } from '../../src/domain/chain/retention.ts';
import { versionId } from '../../src/domain/ids.ts';
import type { ImageStore } from '../../src/ports/store/image-store.ts';

export interface OpenedImageStore {
  readonly store: ImageStore;
  close(): Promise<void>;
}

/** What every image store promises. `open` gives an empty one. */
export function describeImageStore(name: string, open: () => Promise<OpenedImageStore>): void {
  describe(`the image store: ${name}`, () => {
    let opened: OpenedImageStore;
    let store: ImageStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.close());

    const id = versionId('100-0-0');
    const scratch = async (bytes: string, name = '100-0') => {
      const path = store.scratchPath(name);
      await writeFile(path, bytes);
      return path;
    };
    const read = (of = id) => store.withFile(of, (path) => readFile(path, 'utf8'));

    test('an original is kept byte for byte, and its scratch file is gone', async () => {
      const path = await scratch('the picture');
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
      await store.put(id, await scratch('first'));
      const second = await scratch('second');
      await store.put(id, second);
      await store.put(id, second);
      expect(await read()).toBe('first');
      await expect(stat(second)).rejects.toThrow('ENOENT');
    });

    test('two puts of one id at once keep one of them whole', async () => {
      const paths = await Promise.all(['one', 'two'].map((each) => scratch(each, each)));
      await Promise.all(paths.map((path) => store.put(id, path)));
      expect(await read()).toBe('one');
    });

    test('a file that is not there cannot be put', async () => {
      await expect(store.put(id, store.scratchPath('missing'))).rejects.toThrow('ENOENT');
      expect(await store.has(id)).toBe(false);
    });

    test('a removed original is gone, and may be put again', async () => {
      await store.put(id, await scratch('first'));
      await store.remove(id);
      await store.remove(id);
      expect(await store.has(id)).toBe(false);
      await store.put(id, await scratch('second'));
      expect(await read()).toBe('second');
    });

    test('all originals are listed with their bytes and since when, and growth is what came less what went', async () => {
      const other = versionId('200-0-0');
      expect(store.growth()).toBe(0);
      await store.put(id, await scratch('first'));
      await store.put(other, await scratch('the second'));
      await store.put(other, await scratch('never kept'));
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

    test('an original is not taken away under whoever it is lent to', async () => {
      await store.put(id, await scratch('lent'));
      const order: string[] = [];
      let removing: Promise<void> = Promise.resolve();
      await store.withFile(id, async (path) => {
        removing = store.remove(id).then(() => void order.push('removed'));
        // Nobody else is lent it any more, and whoever asks does not wait.
        expect(await read()).toBeNull();
        expect(await store.has(id)).toBe(false);
        order.push(await readFile(path, 'utf8'));
      });
      await removing;
      expect(order).toEqual(['lent', 'removed']);
    });

    test('what fails with a lent file fails for its borrower only', async () => {
      await store.put(id, await scratch('lent'));
      await expect(store.withFile(id, () => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
      expect(await read()).toBe('lent');
    });

    test('a file of the scratch may be given up, and nothing else', async () => {
      const path = await scratch('unfinished', 'preview');
      await store.discard(path);
      await expect(access(path)).rejects.toThrow('ENOENT');
      await store.discard(path);
      await store.put(id, await scratch('kept'));
      await store.withFile(id, async (original) => {
        for (const elsewhere of [original, `${store.scratch}/../x`, '/etc/passwd']) {
          await expect(store.discard(elsewhere)).rejects.toThrow('Not a file of the scratch');
        }
      });
      expect(await read()).toBe('kept');
    });

    test.each(['../escape', '..', '.', '', 'a/b', '/etc/passwd', 'a\\b', 'a\0b', '.hidden', 'x'.repeat(300)])(
      'the name %j leads nowhere',
      async (name) => {
        expect(() => store.scratchPath(name)).toThrow('Not a name');
        await expect(store.has(versionId(name))).rejects.toThrow('Not a name');
        await expect(store.put(versionId(name), await scratch('x'))).rejects.toThrow('Not a name');
        await expect(read(versionId(name))).rejects.toThrow('Not a name');
        await expect(store.remove(versionId(name))).rejects.toThrow('Not a name');
      },
    );
  });
}
