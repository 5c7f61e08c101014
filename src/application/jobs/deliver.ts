import type { VersionId } from '../../domain/ids.ts';
import { bugIn } from '../../domain/jobs/bug.ts';
import { isHidden, type Job, type JobWork, wasSent } from '../../domain/jobs/job.ts';
import type { Catalogue } from '../../domain/offers/provider.ts';
import { type AuditEntry, auditEntry, isAudited } from '../../domain/server/audit-entry.ts';
import type { Audit } from '../../domain/server/server-rules.ts';
import type { Answer, FailureAnswer, Messenger, Posted } from '../../ports/messenger.ts';
import type { Runtime } from '../../ports/runtime.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { PictureDeletions } from '../../ports/store/members/picture-deletions.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';
import type { KeepAttempts } from '../accepting/keep-attempts.ts';
import type { RecordVersions } from '../chain/record-versions.ts';
import type { Drift } from '../likeness/drift.ts';
import { comparedIn } from './compared.ts';
import type { ComposeAnswer } from './compose-answer.ts';
import type { PlaceJob } from './job-thread.ts';
import { createJobWriter } from './job-writer.ts';
import type { UploadLimits } from './upload-limits.ts';

export type Deliver = (work: JobWork, signal: AbortSignal) => Promise<void>;

/**
 * Writes the versions, moves the head, writes the answer's message, and ends the job. Every one of these may be done
 * again with the same effect, so a crash anywhere in it is answered by doing it again.
 */
export function createDeliver({
  journal,
  index,
  messenger,
  placeJob,
  recordVersions,
  composeAnswer,
  deletions,
  uploads,
  drift,
  settings,
  moderated,
  attempts,
  catalogue,
  runtime,
}: {
  readonly journal: Pick<Journal, 'advance'>;
  readonly index: ChainIndex;
  readonly messenger: Pick<Messenger, 'answer'>;
  readonly placeJob: PlaceJob;
  readonly recordVersions: RecordVersions;
  readonly composeAnswer: ComposeAnswer;
  readonly deletions: Pick<PictureDeletions, 'among'>;
  readonly uploads: UploadLimits;
  readonly drift: Pick<Drift, 'look'>;
  readonly settings: Pick<SettingsStore, 'read'>;
  /** Hears of each job that a vendor's moderation refused; however often it is told of one. */
  readonly moderated: (job: Job) => Promise<void>;
  readonly attempts: Pick<KeepAttempts, 'failed'>;
  readonly catalogue: Pick<Catalogue, 'find'>;
  readonly runtime: Runtime;
}): Deliver {
  const write = createJobWriter({ journal, ...runtime });

  return async function deliver(work, signal) {
    const { requests } = work;
    const made = requests.flatMap((each) => (each.ending?.kind === 'pictures' ? each.ending.pictures : []));
    if (work.job.failure !== null || made.length === 0) return answerFailure(work, signal);
    const placed = await placeJob(work);
    if (placed.kind === 'later') return afterPosting(work, placed, signal);
    const { job, thread } = placed;
    const all = made.map((each) => each.version);
    // Delivered before, and deleted since.
    const deleted = await deletions.among(all);
    await recordVersions(work, thread, deleted);
    // Cancelled after it was sent: what was made waits in /history, and its message has said so.
    if (isHidden(job) || deleted.size === all.length) return keepUnseen(work);
    const versions = all.filter((each) => !deleted.has(each));
    const posted = await answerPictures({ ...work, job }, { versions, deleted }, signal);
    const [first] = versions;
    if (posted.kind === 'posted' && first !== undefined && !signal.aborted) await drift.look(first);
  };

  async function answerPictures(
    work: JobWork,
    { versions, deleted }: { readonly versions: readonly VersionId[]; readonly deleted: ReadonlySet<VersionId> },
    signal: AbortSignal,
  ): Promise<Posted> {
    const { job } = work;
    const fitting = await fittingThere(work);
    const audit = await auditOf(job);
    await using composed = await composeAnswer(fitting, audit, deleted);
    const posted = await messenger.answer(job, composed.answer);
    if (posted.kind === 'too large') await uploads.refused(job.address, fitting.job.address.sizeLimit);
    if (posted.kind === 'posted') await index.showIn(posted.message, versions);
    await afterPosting(fitting, posted, signal, entryOf(fitting, audit, posted, composed.answer));
    return posted;
  }

  /** Of what everybody will see, in a server whose managers chose it. */
  async function auditOf({ address }: Job): Promise<Audit | null> {
    if (address.guild === null || !isAudited(address)) return null;
    return (await settings.read(address.guild)).audit ?? null;
  }

  function entryOf({ job }: JobWork, audit: Audit | null, posted: Posted, answer: Answer): AuditEntry | null {
    if (answer.kind !== 'pictures') return null;
    const { recipe, cost, pictures } = answer;
    const made = {
      model: recipe.model,
      models: recipe.compared,
      cost,
      versions: pictures.map(({ version }) => version),
    };
    return auditEntry(job, { audit, posted, made, at: runtime.clock.now() });
  }

  /** The job, with no more for one file than its place takes as far as that is known. */
  async function fittingThere(work: JobWork): Promise<JobWork> {
    const { address } = work.job;
    const sizeLimit = await uploads.within(address, address.sizeLimit);
    return { ...work, job: { ...work.job, address: { ...address, sizeLimit } } };
  }

  async function keepUnseen(work: JobWork): Promise<void> {
    await write(work, { kind: 'kept unseen' });
  }

  async function answerFailure(work: JobWork, signal: AbortSignal): Promise<void> {
    const { job } = work;
    if (job.shown.kind === 'hidden') return keepUnseen(work);
    const failure = job.failure ?? bugIn(job.id);
    if (failure.code === 'moderated') await moderated(job);
    // What cannot be read stands there for all to see: naming it tells nobody anything.
    const isSecret = failure.code !== 'nothing_readable';
    const neutral = isSecret && job.address.kind === 'message' && job.task === null;
    const attempt = await attempts.failed(job, failure);
    const answer = { kind: 'failure', failure, neutral, attempt, compared: whyOfEach(work) } as const;
    return afterPosting(work, await messenger.answer(job, answer), signal);
  }

  /** What no model was ever asked about is the failure of none. */
  function whyOfEach(work: JobWork): FailureAnswer['compared'] {
    const compared = wasSent(work.requests) ? comparedIn(work, catalogue) : undefined;
    return compared?.every(({ kind }) => kind === 'failed') ? compared : undefined;
  }

  async function afterPosting(
    work: JobWork,
    posted: Posted,
    signal: AbortSignal,
    audit: AuditEntry | null = null,
  ): Promise<void> {
    // Cut short by stopping: the row says where it was, and the next start goes on at once.
    if (posted.kind === 'later' && signal.aborted) return;
    await write(work, { kind: 'answered', posted, audit });
  }
}
