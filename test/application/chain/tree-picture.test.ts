import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { address } from '../../../scripts/sample-records.ts';
import { createLendTree } from '../../../src/application/chain/tree-picture.ts';
import { createLendAny } from '../../../src/application/likeness/lend-any.ts';
import { createEraseVersion } from '../../../src/application/privacy/erase-version.ts';
import { shownCopyId, thumbnailId, versionId } from '../../../src/domain/ids.ts';
import type { Pictures } from '../../../src/ports/pictures.ts';
import type { TreeRow } from '../../../src/ports/tree-picture.ts';
import { sampleVersion } from '../../contract/version-store.ts';
import { openStores } from '../stage.ts';

/** Real stores; of the pictures only what was asked of them. */
async function stage() {
  const stores = await openStores();
  const made: string[] = [];
  const drawn: (readonly TreeRow[])[] = [];
  const pictures: Pick<Pictures, 'asReference' | 'drawTree'> = {
    async asReference(path, _edge, into) {
      made.push(path);
      await writeFile(`${into}.jpg`, 'in small');
      return { path: `${into}.jpg`, changed: true, smaller: true, type: 'image/jpeg', width: 1, height: 1, bytes: 8 };
    },
    async drawTree(rows, into) {
      drawn.push(rows);
      await writeFile(into, 'a tree');
      return 'written';
    },
  };
  const lendTree = createLendTree({
    ...stores,
    lend: createLendAny(stores.images),
    pictures,
    marking: { lendMade: async (_made, path) => ({ path, [Symbol.asyncDispose]: async () => undefined }) },
  });
  const draw = async (...versions: readonly { readonly id: string; readonly spoiler?: boolean }[]) => {
    const tiles = versions.map(({ id, spoiler }) => ({
      record: sampleVersion(id, { spoiler }),
      name: id,
      isCurrent: false,
    }));
    const rows = [{ tiles, parent: null, origin: null, asked: '', notes: [] }];
    await using lent = await lendTree(rows, address.asker);
    expect(lent).not.toBeNull();
    return drawn.at(-1)?.[0]?.tiles;
  };
  return { ...stores, made, draw };
}

test('each picture is decoded at its full size once, and what was made of it is shown from then on', async () => {
  const { keepFile, made, draw, images } = await stage();
  await keepFile('1-0-0');
  await keepFile(shownCopyId(versionId('2-0-0')));

  const first = await draw({ id: '1-0-0' }, { id: '2-0-0', spoiler: true }, { id: '3-0-0' });
  await draw({ id: '1-0-0' }, { id: '2-0-0' });

  expect(made).toHaveLength(2);
  expect(first?.map(({ path, isCovered }) => [path !== null, isCovered])).toEqual([
    [true, false],
    [true, true],
    [false, false],
  ]);
  expect(await images.has(thumbnailId(versionId('1-0-0')))).toBe(true);
});

test('what was made in small goes when its version is erased', async () => {
  const { keepFile, draw, images, ...stores } = await stage();
  await keepFile('1-0-0');
  await draw({ id: '1-0-0' });

  await createEraseVersion({ ...stores, images }).erase(versionId('1-0-0'), () => true);

  expect(await images.has(thumbnailId(versionId('1-0-0')))).toBe(false);
});
