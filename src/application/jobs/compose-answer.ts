import { operationOf } from '../../domain/asked/image-request.ts';
import { shownIn } from '../../domain/chain/chain.ts';
import { versionName } from '../../domain/chain/version-name.ts';
import { shownMarksId, type VersionId } from '../../domain/ids.ts';
import { bugIn } from '../../domain/jobs/bug.ts';
import type { Job, JobWork, StoredPicture, Warning } from '../../domain/jobs/job.ts';
import { settle } from '../../domain/money/settlement.ts';
import type { Catalogue } from '../../domain/offers/provider.ts';
import type { Audit } from '../../domain/server/server-rules.ts';
import type { Answer, UsedPicture } from '../../ports/messenger.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { ShowPictures } from '../handing-out/show-pictures.ts';
import type { Drift } from '../likeness/drift.ts';
import type { FindUnchanged } from '../likeness/unchanged.ts';
import { comparedIn } from './compared.ts';

/** `audit`: what it says that it is told in; null: nothing. `deleted`: what it leaves out. */
export type ComposeAnswer = (
  work: JobWork,
  audit: Audit | null,
  deleted: ReadonlySet<VersionId>,
) => Promise<LentAnswer>;

/** An answer with its pictures' files, until it is disposed of. */
export interface LentAnswer extends AsyncDisposable {
  readonly answer: Answer;
}

/** A message created by the bot may be at most 25 MiB in all (reference, Discord section 2); a word of room for its text. */
const maxMessageBytes = 24 * 1024 * 1024;

/** Puts together what the answer's message shows: each picture in the best form that fits, and what it was made from. */
export function createComposeAnswer({
  versions,
  index,
  images,
  showPictures,
  findUnchanged,
  drift,
  catalogue,
}: {
  readonly versions: Pick<VersionStore, 'find'>;
  readonly index: Pick<ChainIndex, 'byVersion'>;
  readonly images: Pick<ImageStore, 'lend'>;
  readonly showPictures: ShowPictures;
  readonly findUnchanged: FindUnchanged;
  readonly drift: Pick<Drift, 'offeredWith'>;
  readonly catalogue: Pick<Catalogue, 'find'>;
}): ComposeAnswer {
  return async function composeAnswer({ job, requests }, audit, deleted) {
    await using files = new AsyncDisposableStack();
    const recipe = job.task?.recipe;
    if (recipe === undefined) {
      const answer = { kind: 'failure', failure: bugIn(job.id), neutral: false } as const;
      return lending(answer, files.move());
    }
    const made = requests
      .flatMap((each) => (each.ending?.kind === 'pictures' ? each.ending.pictures : []))
      .filter(({ version }) => !deleted.has(version));
    // Only a message that is created has a limit in all; the edit of an interaction's answer has none (same section).
    const share = job.address.kind === 'message' ? Math.floor(maxMessageBytes / made.length) : Number.POSITIVE_INFINITY;
    const limit = Math.min(job.address.sizeLimit, share);
    const shown = await showPictures(made, { limit, asker: job.address.asker }, files);
    const isPriced = requests.every((each) => each.price !== null);
    const cost = isPriced ? settle(requests, 'reachable').delivered.usd : null;
    const answer = {
      kind: 'pictures',
      operation: operationOf({ sources: job.sources ?? [] }),
      recipe,
      pictures: shown,
      compared: comparedIn({ job, requests }, catalogue),
      used: await usedPicture(job),
      marks: await lendMarks(job, files),
      warnings: [...job.warnings, ...notKept(made)],
      unchanged: await findUnchanged(job, made, shown),
      offersOriginal: await offersOriginal(made),
      cost,
      audit,
    } as const;
    return lending(answer, files.move());
  };

  /** Of several nobody knows yet which one goes on. */
  async function offersOriginal([picture, ...others]: readonly StoredPicture[]): Promise<boolean> {
    const version = picture === undefined || others.length > 0 ? null : await versions.find(picture.version);
    return version !== null && (await drift.offeredWith(version, version.sources[0]));
  }

  async function lendMarks({ id, warnings }: Job, files: AsyncDisposableStack) {
    if (!warnings.some(({ kind }) => kind === 'marks')) return undefined;
    return files.use(await images.lend(shownMarksId(id))) ?? undefined;
  }

  async function usedPicture(job: Job): Promise<UsedPicture | null> {
    const [source, ...others] = job.sources ?? [];
    if (source === undefined) return null;
    const entry = await index.byVersion(source);
    const version = await versions.find(source);
    if (entry === null || version === null) return null;
    const incoming = job.task?.sources[0];
    // A message of another channel is linked to as long as the job knows of it.
    const elsewhere = incoming?.kind === 'picture' ? incoming.picture.message : undefined;
    const standsIn = entry.message === null ? elsewhere : { channel: shownIn(version), id: entry.message };
    return {
      version: source,
      name: versionName(entry),
      message: standsIn?.id ?? null,
      channel: standsIn?.channel ?? entry.channel,
      kind: version.kind,
      others: others.length,
    };
  }
}

/** Why what was to stay did not, each reason once. */
function notKept(made: readonly StoredPicture[]): readonly Warning[] {
  const reasons = new Set(made.flatMap(({ kept }) => (kept === undefined || kept === 'exact' ? [] : [kept])));
  return [...reasons].map((why) => ({ kind: 'not exact', why }));
}

const lending = (answer: Answer, files: AsyncDisposableStack): LentAnswer => ({
  answer,
  [Symbol.asyncDispose]: () => files.disposeAsync(),
});
