import { parentOf } from '../../domain/chain/chain.ts';
import { versionName } from '../../domain/chain/version-name.ts';
import { isRefused } from '../../domain/pictures/refused-picture.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Likeness } from '../../ports/likeness.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { Scratch } from '../../ports/store/scratch.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { RulesNow } from '../server/rules-now.ts';
import type { Services } from '../services.ts';
import type { Drift } from './drift.ts';
import type { LendAny } from './lend-any.ts';
import type { LikenessServices } from './likeness-services.ts';
import { pathOf } from './origin.ts';

/** Looks at a version beside what it came from. Only when somebody asks: no picture is decoded for it before. */
export function createWhatChanged({
  version: visible,
  versions,
  index,
  lend,
  scratch,
  likeness,
  drift,
  setIn,
  clock,
}: Pick<Services, 'version'> & {
  readonly versions: Pick<VersionStore, 'find'>;
  readonly index: Pick<ChainIndex, 'byVersion'>;
  readonly lend: LendAny;
  readonly scratch: Scratch;
  readonly likeness: Pick<Likeness, 'compare' | 'drawChange'>;
  readonly drift: Pick<Drift, 'note' | 'offeredWith'>;
  /** What the server has set. */
  readonly setIn: RulesNow;
  readonly clock: Pick<Clock, 'uuid'>;
}): LikenessServices['whatChanged'] {
  return async function whatChanged(id, place) {
    const version = await visible(id, place);
    if (version === null) return 'gone';
    const parent = parentOf(version);
    if (parent === null) return 'no parent';
    await using files = new AsyncDisposableStack();
    const [before, after] = [files.use(await lend(parent)), files.use(await lend(id))];
    if (before === null || after === null) return 'gone';
    const reading = await likeness.compare(before.path, after.path, place.user);
    if (isRefused(reading)) return 'gone';

    const chain = await pathOf(version, versions);
    const first = chain.at(-1)?.id ?? id;
    const begun = first === parent ? null : files.use(await lend(first));
    const whole = begun === null ? null : await likeness.compare(begun.path, after.path, place.user);

    const path = scratch.path(`${id}.changed-${clock.uuid()}.png`);
    const sinceFirst = whole === null || isRefused(whole) ? null : whole;
    const hasDrifted = sinceFirst !== null && (await drift.note(chain, sinceFirst));

    const drawn = await likeness.drawChange(before.path, after.path, reading, path, place.user);
    if (!isRefused(drawn)) files.defer(() => scratch.discard(path));
    const covered = version.spoiler === true || (await setIn(version.guild)).spoiler === true;
    const entry = await index.byVersion(parent);
    const lent = files.move();
    const dispose = () => lent.disposeAsync();
    return {
      since: { parent: reading, parentName: entry === null ? null : versionName(entry) },
      first: sinceFirst,
      offersOriginal: hasDrifted && (await drift.offeredWith(version, id)),
      spoiler: covered,
      picture: isRefused(drawn) ? null : { path, [Symbol.asyncDispose]: () => Promise.resolve() },
      [Symbol.asyncDispose]: dispose,
    };
  };
}
