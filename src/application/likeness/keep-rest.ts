import { shownIn, type Version } from '../../domain/chain/chain.ts';
import { chainOf } from '../../domain/chain/heads.ts';
import { versionName } from '../../domain/chain/version-name.ts';
import { originalOf, restVersionId, type VersionId } from '../../domain/ids.ts';
import { isRefused } from '../../domain/pictures/refused-picture.ts';
import { createKeyedLock } from '../../lib/keyed-lock.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Likeness } from '../../ports/likeness.ts';
import type { PictureAnswer, UsedPicture } from '../../ports/messenger.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { Scratch } from '../../ports/store/scratch.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { Place } from '../asking.ts';
import type { ShowPictures } from '../handing-out/show-pictures.ts';
import type { RulesOfServers } from '../server/rules.ts';
import type { RulesNow } from '../server/rules-now.ts';
import type { Services } from '../services.ts';
import type { Drift } from './drift.ts';
import type { LendAny } from './lend-any.ts';
import type { LikenessServices, RestNotKept } from './likeness-services.ts';

/**
 * Puts back what an edit changed without being asked. Each step may be done again with the same effect, and so may all of
 * it: a crash costs its member another press.
 */
export function createKeepRest({
  version: visible,
  versions,
  index,
  images,
  scratch,
  likeness,
  lend,
  showPictures,
  rules,
  drift,
  setIn,
  clock,
}: Pick<Services, 'version'> & {
  readonly versions: VersionStore;
  readonly index: ChainIndex;
  readonly images: ImageStore;
  readonly scratch: Scratch;
  readonly likeness: Pick<Likeness, 'keepRest' | 'compare'>;
  readonly lend: LendAny;
  readonly showPictures: ShowPictures;
  readonly rules: RulesOfServers;
  readonly drift: Pick<Drift, 'look' | 'offeredWith'>;
  /** What the server has set. */
  readonly setIn: RulesNow;
  readonly clock: Pick<Clock, 'now'>;
}): Pick<LikenessServices, 'mayKeepRest' | 'keepRest' | 'shown'> {
  /** This process: of two who press at once one does it, and the other finds it done. */
  const oneAfterTheOther = createKeyedLock();
  return { mayKeepRest, keepRest, shown };

  async function shown(...[message, version]: Parameters<LikenessServices['shown']>): Promise<void> {
    await index.showIn(message, [version]);
    await drift.look(version);
  }

  async function mayKeepRest(id: VersionId, place: Place): Promise<boolean> {
    const version = await visible(id, place);
    const [source] = version?.sources ?? [];
    if (version === null || source === undefined || !isWholeEdit(version)) return false;
    if ((await versions.find(restVersionId(id))) !== null) return false;
    await using before = await lend(source);
    await using after = await lend(id);
    if (before === null || after === null) return false;
    const reading = await likeness.compare(before.path, after.path, place.user);
    return !isRefused(reading) && reading.kind === 'one area' && reading.changed >= least && reading.changed <= most;
  }

  async function keepRest(
    ...[id, press, place, limit]: Parameters<LikenessServices['keepRest']>
  ): ReturnType<LikenessServices['keepRest']> {
    const version = await visible(id, place);
    if (version === null || version.sources.length === 0) return 'gone';
    // Some of what it was made from is shown once more.
    const used = [id, ...version.sources.slice(0, 1)].map((each) => ({ kind: 'version', version: each }) as const);
    const failure = await rules.refusal(place, { sources: used });
    if (failure !== null) return { kind: 'refused', failure };
    const kept = await oneAfterTheOther.run(id, () => makeOnce(version, place));
    if (typeof kept === 'string') return kept;
    const { channel, guild, parent } = place;
    const mover = {
      chain: chainOf({ channel, guild, parent }),
      user: place.user,
      audience: kept.audience,
      by: 'choice',
    } as const;
    await versions.moveHead(mover, { version: kept.id, movedBy: press });
    await using files = new AsyncDisposableStack();
    const pictures = await showPictures(
      [{ version: kept.id, width: kept.width, height: kept.height }],
      { limit, asker: place.user },
      files,
    );
    const answer = await answerOf(kept, version, pictures);
    const lent = files.move();
    return { version: kept.id, answer, [Symbol.asyncDispose]: () => lent.disposeAsync() };
  }

  /** The record is written last: what has one lies in the store. */
  async function makeOnce(version: Version, { user }: Place): Promise<Version | RestNotKept> {
    const id = restVersionId(version.id);
    const known = await versions.find(id);
    if (known !== null) return known;
    const [source] = version.sources;
    await using before = source === undefined ? null : await lend(source);
    await using after = await lend(version.id);
    if (before === null || after === null) return 'gone';
    const into = scratch.path(`${id}.laid`);
    const type = version.type === 'image/webp' ? 'image/webp' : 'image/png';
    const laid = await likeness.keepRest({ source: before.path, result: after.path }, type, into, user);
    if (isRefused(laid)) return 'gone';
    if (laid.kind !== 'laid') return laid.kind;
    await images.put(originalOf(id), into);
    const { width, height, bytes } = laid;
    const covered = (await setIn(version.guild)).spoiler === true;
    const record: Version = {
      ...version,
      spoiler: covered ? true : version.spoiler,
      // Whoever asks for it again means this picture.
      recipe: version.recipe === null ? null : { ...version.recipe, compared: undefined },
      ...{ id, owner: user, type: laid.type, width, height, bytes, restOf: version.id, madeAt: clock.now() },
      cost: 0,
    };
    const { channel, audience, guild, madeAt } = record;
    await index.enter([{ version: id, channel, audience, owner: user, guild, madeAt }]);
    await versions.put(record);
    return record;
  }

  async function answerOf(kept: Version, of: Version, pictures: PictureAnswer['pictures']): Promise<PictureAnswer> {
    const entry = await index.byVersion(of.id);
    const used: UsedPicture | null =
      entry === null
        ? null
        : {
            version: of.id,
            name: versionName(entry),
            message: entry.message,
            channel: shownIn(of),
            kind: 'made',
            others: 0,
          };
    if (kept.recipe === null) throw new Error(`version ${kept.id} was made from no recipe`);
    return {
      kind: 'pictures',
      operation: 'edit',
      recipe: kept.recipe,
      pictures,
      used,
      warnings: [{ kind: 'rest kept' }],
      offersOriginal: await drift.offeredWith(kept, kept.sources[0]),
      cost: 0,
    };
  }
}

/** An edit of the whole picture, which was not put back yet. */
const isWholeEdit = ({ kind, recipe, restOf }: Version) =>
  kind === 'made' &&
  recipe !== null &&
  recipe.mask === undefined &&
  recipe.rework === undefined &&
  restOf === undefined;

/** Of the picture. */
const least = 0.005;
const most = 0.45;
