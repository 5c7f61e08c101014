import type { Version } from '../../domain/chain/chain.ts';
import { originalOf, shownCopyId, thumbnailId, type UserId, type VersionId } from '../../domain/ids.ts';
import { isRefused } from '../../domain/pictures/refused-picture.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Pictures } from '../../ports/pictures.ts';
import type { ImageStore, LentFile } from '../../ports/store/image-store.ts';
import type { Scratch } from '../../ports/store/scratch.ts';
import type { TreeRow } from '../../ports/tree-picture.ts';
import type { Marking } from '../handing-out/marking.ts';
import type { LendAny } from '../likeness/lend-any.ts';

/** A row as it is asked for: its versions instead of files. */
export type AskedTreeRow = Omit<TreeRow, 'tiles'> & {
  readonly tiles: readonly { readonly record: Version; readonly name: string; readonly isCurrent: boolean }[];
};

/** Of its longer edge: twice what a picture of many shows of it. */
const thumbnailEdge = 256;

/**
 * The picture of a tree. Each version is decoded at its full size once: what is made of it in small is kept beside it, and
 * goes with it. Null where none can be drawn just now.
 */
export function createLendTree({
  images,
  lend,
  scratch,
  pictures,
  marking,
  clock,
}: {
  readonly images: Pick<ImageStore, 'has' | 'lend' | 'put' | 'remove'>;
  readonly lend: LendAny;
  readonly scratch: Scratch;
  readonly pictures: Pick<Pictures, 'asReference' | 'drawTree'>;
  readonly marking: Pick<Marking, 'lendMade'>;
  readonly clock: Pick<Clock, 'uuid'>;
}) {
  const isThere = async (version: VersionId) =>
    (await images.has(originalOf(version))) || images.has(shownCopyId(version));

  return async function lendTree(rows: readonly AskedTreeRow[], asker: UserId): Promise<LentFile | null> {
    await using lent = new AsyncDisposableStack();
    const ids = rows.flatMap(({ tiles }) => tiles.map(({ record }) => record.id));
    // Whatever becomes of one of them, all that are lent are given back.
    const found = await Promise.allSettled(ids.map((id) => inSmall(id, asker)));
    const files = new Map(found.map((each, place) => [ids[place], lent.use(fileIn(each))]));
    const failed = found.find((each) => each.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    const drawn = rows.map((row) => ({
      ...row,
      tiles: row.tiles.map(({ record, name, isCurrent }) => ({
        path: files.get(record.id)?.path ?? null,
        name,
        isCovered: record.spoiler === true,
        isCurrent,
      })),
    }));
    const name = `tree-${clock.uuid()}`;
    const path = scratch.path(`${name}.png`);
    if (isRefused(await pictures.drawTree(drawn, path, asker))) return null;
    await using picture = new AsyncDisposableStack();
    picture.defer(() => scratch.discard(path));
    const isMade = rows.some(({ tiles }) => tiles.some(({ record }) => record.kind === 'made'));
    const shown = isMade ? picture.use(await marking.lendMade('composite', path, `${name}-marked.png`)) : { path };
    const held = picture.move();
    return { path: shown.path, [Symbol.asyncDispose]: () => held.disposeAsync() };
  };

  async function inSmall(version: VersionId, asker: UserId): Promise<LentFile | null> {
    const id = thumbnailId(version);
    const known = await images.lend(id);
    if (known !== null) return known;
    const whole = await lend(version);
    if (whole === null) return null;
    await using held = new AsyncDisposableStack();
    held.use(whole);
    const made = await pictures.asReference(whole.path, thumbnailEdge, scratch.path(`${id}-${clock.uuid()}`), asker);
    if (isRefused(made)) return null;
    if (!made.changed) {
      held.move();
      return whole;
    }
    await images.put(id, made.path);
    // It was taken out of the store meanwhile.
    if (!(await isThere(version))) await images.remove(id);
    return images.lend(id);
  }
}

const fileIn = (found: PromiseSettledResult<LentFile | null>): LentFile | null =>
  found.status === 'fulfilled' ? found.value : null;
