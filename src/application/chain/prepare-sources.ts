import type { IncomingPicture, Source } from '../../domain/asked/image-request.ts';
import type { Dimensions } from '../../domain/asked/size.ts';
import type { Version } from '../../domain/chain/chain.ts';
import type { Failure, FailureOf } from '../../domain/failure.ts';
import { type ChannelId, importedVersionId, originalOf, type VersionId } from '../../domain/ids.ts';
import type { Job, Warning } from '../../domain/jobs/job.ts';
import { isReadByVendors } from '../../domain/pictures/picture-type.ts';
import { isRefused, refusalOf } from '../../domain/pictures/refused-picture.ts';
import { type UnreadFile, unreadFile } from '../../domain/pictures/unread-file.ts';
import { createKeyedLock } from '../../lib/keyed-lock.ts';
import type { Clock } from '../../ports/clock.ts';
import type { PictureFiles } from '../../ports/picture-files.ts';
import type { Pictures } from '../../ports/pictures.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { Scratch } from '../../ports/store/scratch.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { PreparedMask, PrepareMask } from '../requests/prepare-mask.ts';
import type { FetchSource } from './fetch-source.ts';
import type { FetchShownCopy } from './shown-copy.ts';

export type Prepared =
  | { readonly kind: 'prepared'; readonly versions: readonly VersionId[]; readonly warnings: readonly Warning[] }
  | { readonly kind: 'again' | 'failed'; readonly failure: Failure };

type PreparedOne =
  /** `copy`: its original is gone, and the copy that was shown of it is there. */
  | { readonly kind: 'prepared'; readonly version: VersionId; readonly copy?: Dimensions }
  | { readonly kind: 'again' | 'failed'; readonly failure: Failure };

export type PrepareSources = (job: Job, signal: AbortSignal) => Promise<Prepared>;

/** No vendor takes more for one picture (reference, section 3.2: under 50 MB). */
const maxSourceBytes = 50_000_000;

/**
 * Brings the pictures that a job works on into our store, as imported root versions: their pixels, colour profile and
 * orientation byte for byte, and nothing else that their files say (contract, promise 6). Repeatable: what is there
 * already is left as it is.
 */
export function createPrepareSources({
  versions,
  index,
  images,
  scratch,
  pictures,
  pictureFiles,
  fetchSource,
  fetchShownCopy,
  prepareMask,
  clock,
}: {
  readonly versions: VersionStore;
  readonly index: ChainIndex;
  readonly images: ImageStore;
  readonly scratch: Scratch;
  readonly pictures: Pictures;
  readonly pictureFiles: Pick<PictureFiles, 'clean' | 'look'>;
  readonly fetchSource: FetchSource;
  readonly fetchShownCopy: FetchShownCopy;
  readonly prepareMask: PrepareMask;
  readonly clock: Clock;
}): PrepareSources {
  /** This process: of two who want the same picture one brings it, and the other finds it there. */
  const importing = createKeyedLock();

  return async function prepareSources(job, signal) {
    const prepared: VersionId[] = [];
    const warnings: Warning[] = [];
    const unread: Unread[] = [];
    let picture: (Dimensions & { readonly version: VersionId }) | null = null;
    let marks: Extract<PreparedMask, { kind: 'prepared' }> | null = null;
    for (const source of job.task?.sources ?? []) {
      if (picture !== null && mayBeMarks(job, source)) {
        const found = await prepareMask(job, picture, signal);
        if (found.kind !== 'prepared') return found;
        if (found.coverage !== null) {
          marks = found;
          continue;
        }
      }
      const outcome = await prepareOne(job, source, signal);
      if (outcome.kind === 'failed' && source.kind === 'picture' && outcome.failure.code === 'not_a_picture') {
        unread.push({ picture: source.picture, failure: outcome.failure });
        continue;
      }
      if (outcome.kind !== 'prepared') return outcome;
      prepared.push(outcome.version);
      const isToldAlready = warnings.some(({ kind }) => kind === 'original gone');
      if (outcome.copy !== undefined && !isToldAlready) warnings.push({ kind: 'original gone' });
      const version = await versions.find(outcome.version);
      if (source.kind === 'picture' && version !== null && (await isConverted(version))) {
        warnings.push({ kind: 'converted', filename: source.picture.filename });
      }
      const seen = outcome.copy ?? version;
      picture ??= seen === null ? null : { version: outcome.version, width: seen.width, height: seen.height };
    }
    if (unread.length > 0) {
      if (!areBesideOthers(job, unread)) return { kind: 'failed', failure: failureFor(unread) };
      warnings.push({ kind: 'left out', files: unread.map(fileOf) });
    }
    if (picture === null) return { kind: 'prepared', versions: prepared, warnings };
    const mask = marks ?? (isUnsure(job) ? noPart : await prepareMask(job, picture, signal));
    if (mask.kind !== 'prepared') return mask;
    return { kind: 'prepared', versions: prepared, warnings: [...warnings, ...mask.warnings] };
  };

  /** Whether a vendor gets something else than its asker might think: a still picture, of another type. */
  async function isConverted({ id, type }: Version): Promise<boolean> {
    if (!isReadByVendors(type)) return true;
    await using file = await images.lend(originalOf(id));
    return file !== null && (await pictureFiles.look(file.path))?.moves === true;
  }

  async function prepareOne(job: Job, source: Source, signal: AbortSignal): Promise<PreparedOne> {
    if (source.kind === 'picture') return importPicture(job, source.picture, signal);
    // Whoever still follows another request is not prepared.
    if (source.kind === 'job') return failed({ code: 'no_source' });
    const { version } = source;
    if ((await versions.find(version)) === null) return failed({ code: 'source_gone' });
    await versions.used(version);
    if (await images.has(originalOf(version))) return { kind: 'prepared', version };
    const copy = await fetchShownCopy(version, signal);
    return copy.kind === 'there' ? { kind: 'prepared', version, copy: copy.measured } : copy;
  }

  async function importPicture(job: Job, picture: IncomingPicture, signal: AbortSignal): Promise<PreparedOne> {
    const { channel, asker, audience } = job.address;
    const id = importedVersionId(picture.id, channel, audience === 'asker' ? asker : null);
    return importing.run(id, () => importAs(id, job, picture, signal));
  }

  async function importAs(
    id: VersionId,
    job: Job,
    picture: IncomingPicture,
    signal: AbortSignal,
  ): Promise<PreparedOne> {
    const { channel, guild, asker, audience } = job.address;
    const original = originalOf(id);
    if ((await versions.find(id)) !== null && (await images.has(original))) return { kind: 'prepared', version: id };

    if (!(await images.has(original))) {
      const fetched = await fetchSource(picture, scratch.path(id), signal);
      if (fetched.kind !== 'fetched') return fetched;
      const clean = await cleaned(fetched.path, scratch.path(`${id}.clean`));
      if (clean === null) return failed({ code: 'not_a_picture', filename: picture.filename });
      await images.put(original, clean);
    }
    await using file = await images.lend(original);
    const measured = file === null ? unreadable : await pictures.measure(file.path);
    const looked = isRefused(measured) || measured.bytes <= maxSourceBytes ? measured : tooLarge;
    if (isRefused(looked)) {
      await images.remove(original);
      return failed(refusalOf(looked, picture.filename));
    }
    // A private import belongs to whoever imported it, whoever posted the picture.
    const owner = audience === 'asker' ? asker : picture.owner;
    const version: Version = {
      schema: 1,
      id,
      kind: 'imported',
      channel,
      guild,
      owner,
      ...(owner === picture.owner ? {} : { sentBy: picture.owner }),
      audience,
      sources: [],
      recipe: null,
      model: null,
      type: looked.type,
      width: looked.width,
      height: looked.height,
      bytes: looked.bytes,
      madeAt: clock.now(),
      spoiler: picture.spoiler,
    };
    // The number first: a record that is there is taken for a picture that was imported whole.
    const { sentBy, madeAt } = version;
    await index.enter([{ version: id, channel, audience, owner, guild, sentBy, madeAt, ...shownIn(picture, channel) }]);
    await versions.put(version);
    return { kind: 'prepared', version: id };
  }

  /** Where the picture lies without its metadata; null: it is none. */
  async function cleaned(path: string, into: string): Promise<string | null> {
    const outcome = await pictureFiles.clean(path, into);
    if (outcome !== 'clean') await scratch.discard(path);
    return outcome === null ? null : outcome === 'clean' ? path : into;
  }
}

const isUnsure = ({ task }: Job) => task?.recipe.mask?.kind === 'marks' && !task.recipe.mask.sure;

/** Attached to a reply: a scribbled copy of what was replied to, or another picture. */
const mayBeMarks = (job: Job, source: Source): boolean => {
  const mask = job.task?.recipe.mask;
  return isUnsure(job) && mask?.kind === 'marks' && source.kind === 'picture' && source.picture.id === mask.picture.id;
};

const noPart = { kind: 'prepared', coverage: null, warnings: [] } as const;

interface Unread {
  readonly picture: IncomingPicture;
  readonly failure: FailureOf<'not_a_picture'>;
}

/**
 * What its bytes turn out to be no picture may be left out where its message shows another that is one. What was given
 * on purpose, or alone, is what the request is about.
 */
function areBesideOthers(job: Job, unread: readonly Unread[]): boolean {
  const isUnread = ({ id }: IncomingPicture) => unread.some(({ picture }) => picture.id === id);
  const others = (job.task?.sources ?? []).flatMap((each) => (each.kind === 'picture' ? [each.picture] : []));
  const readable = new Set(others.filter((each) => !isUnread(each)).map(({ message }) => message?.id));
  return unread.every(({ picture }) => picture.message !== undefined && readable.has(picture.message.id));
}

function failureFor(unread: readonly Unread[]): Failure {
  const [only, ...others] = unread;
  if (only !== undefined && others.length === 0) return only.failure;
  return { code: 'nothing_readable', files: unread.map(fileOf) };
}

const fileOf = ({ picture: { filename }, failure }: Unread): UnreadFile =>
  failure.heic === true ? { kind: 'heic', name: filename } : unreadFile(filename);

/** A link leads to a message of the chain's own channel only. */
const shownIn = ({ message }: IncomingPicture, channel: ChannelId) =>
  message?.channel === channel ? { message: message.id } : {};

const unreadable = { kind: 'refused', why: 'unreadable' } as const;
const tooLarge = { kind: 'refused', why: 'too large' } as const;

const failed = (failure: Failure): PreparedOne => ({ kind: 'failed', failure });
