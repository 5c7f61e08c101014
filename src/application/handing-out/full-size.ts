import { versionName } from '../../domain/chain/version-name.ts';
import { originalOf } from '../../domain/ids.ts';
import { extensionOf } from '../../domain/pictures/picture-type.ts';
import { isRefused } from '../../domain/pictures/refused-picture.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Pictures } from '../../ports/pictures.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { Scratch } from '../../ports/store/scratch.ts';
import { coveredName } from '../chain/covered.ts';
import type { RulesNow } from '../server/rules-now.ts';
import type { Services } from '../services.ts';
import { type Marking, roomForMark } from './marking.ts';

/** The original of a version for a member who may see it, made smaller only where it must be. */
export function createLendFullSize({
  version: visible,
  index,
  images,
  scratch,
  pictures,
  marking,
  setIn,
  clock,
}: Pick<Services, 'version'> & {
  readonly index: Pick<ChainIndex, 'byVersion'>;
  readonly images: Pick<ImageStore, 'lend'>;
  readonly scratch: Scratch;
  readonly pictures: Pick<Pictures, 'fit'>;
  readonly marking: Marking;
  /** What the server has set. */
  readonly setIn: RulesNow;
  readonly clock: Pick<Clock, 'uuid'>;
}): Services['lendFullSize'] {
  return async function lendFullSize(id, viewer, limit) {
    const version = await visible(id, viewer);
    if (version === null) return null;
    await using files = new AsyncDisposableStack();
    const original = files.use(await images.lend(originalOf(id)));
    if (original === null) return null;
    const entry = await index.byVersion(id);
    // Each of those who press at once has a file of their own, which goes when they have it.
    const name = `${id}.full-${clock.uuid()}`;
    const fitted = await pictures.fit(original.path, limit - roomForMark, scratch.path(name), viewer.user);
    if (isRefused(fitted)) return null;
    if (fitted.changed) files.defer(() => scratch.discard(fitted.path));
    const marked = files.use(await marking.lend(version, fitted.path, `${name}-marked`));
    const covered = version.spoiler === true || (await setIn(version.guild)).spoiler;
    const lent = files.move();
    return {
      path: marked.path,
      filename: coveredName(
        `retouch-${entry === null ? 'picture' : versionName(entry)}-full.${extensionOf(fitted.type)}`,
        covered,
      ),
      original: !fitted.changed,
      [Symbol.asyncDispose]: () => lent.disposeAsync(),
    };
  };
}
