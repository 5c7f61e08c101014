import { isHidden, type Job, type JobWork, withoutToken } from '../../domain/jobs/job.ts';
import { settle } from '../../domain/money/settlement.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Messenger, Posted } from '../../ports/messenger.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { RecordVersions } from '../chain/record-versions.ts';
import { backoffAfter, type Pace } from '../pace.ts';
import type { ComposeAnswer } from './compose-answer.ts';

export type Deliver = (work: JobWork, signal: AbortSignal) => Promise<void>;

/** Below this no picture is worth showing; Discord's smallest limit is far above. */
const leastLimit = 256 * 1024;

/**
 * Writes the versions, moves the head, writes the answer's message, and ends the job. Every one of these may be done
 * again with the same effect, so a crash anywhere in it is answered by doing it again.
 */
export function createDeliver({
  journal,
  index,
  messenger,
  recordVersions,
  composeAnswer,
  clock,
  pace,
  log,
}: {
  readonly journal: Journal;
  readonly index: ChainIndex;
  readonly messenger: Pick<Messenger, 'answer'>;
  readonly recordVersions: RecordVersions;
  readonly composeAnswer: ComposeAnswer;
  readonly clock: Pick<Clock, 'now' | 'random'>;
  readonly pace: Pace;
  readonly log: Log;
}): Deliver {
  return async function deliver({ job, requests }, signal) {
    const made = requests.flatMap((each) => (each.ending?.kind === 'pictures' ? each.ending.pictures : []));
    if (job.failure !== null || made.length === 0) return answerFailure({ job, requests }, signal);
    await recordVersions({ job, requests });
    if (isHidden(job)) return endUnseen({ job, requests });
    await using composed = await composeAnswer({ job, requests });
    const posted = await messenger.answer(job, composed.answer);
    if (posted.kind === 'posted') {
      await index.showIn(
        posted.message,
        made.map((each) => each.version),
      );
    }
    return afterPosting({ job, requests }, posted, 'done', signal);
  };

  /** Cancelled after it was sent: what was made waits in /history, and its message has said so. */
  async function endUnseen({ job, requests }: JobWork): Promise<void> {
    const state = job.failure === null ? 'done' : 'failed';
    const settled = { ...settle(requests, reachOf(job)), at: clock.now() };
    const address = withoutToken(job.address);
    await journal.advance(job, { state, task: null, address, wakeAt: null }, { settle: settled });
  }

  async function answerFailure(work: JobWork, signal: AbortSignal): Promise<void> {
    const { job } = work;
    if (job.shown.kind === 'hidden') return endUnseen(work);
    const failure = job.failure ?? { code: 'bug', reference: job.id };
    const neutral = job.address.kind === 'message' && job.task === null;
    const posted = await messenger.answer(job, { kind: 'failure', failure, neutral });
    return afterPosting(work, posted, 'failed', signal);
  }

  async function afterPosting(
    work: JobWork,
    posted: Posted,
    ended: 'done' | 'failed',
    signal: AbortSignal,
  ): Promise<void> {
    const { job, requests } = work;
    const now = clock.now();
    switch (posted.kind) {
      case 'posted':
        await journal.advance(
          job,
          {
            state: ended,
            task: null,
            address: { ...withoutToken(job.address), message: posted.message },
            shown: { kind: 'ending' },
            wakeAt: null,
          },
          { settle: { ...settle(requests, reachOf(job)), at: now } },
        );
        log.info(
          { job: job.id, state: ended, code: job.failure?.code, seconds: (now - job.acceptedAt) / 1000 },
          'job ended',
        );
        return;
      case 'too large': {
        const sizeLimit = Math.max(leastLimit, Math.floor(job.address.sizeLimit / 2));
        log.info({ job: job.id, sizeLimit }, 'the answer is over the limit of this place');
        if (sizeLimit === job.address.sizeLimit) return sayInstead(work, 'too large');
        await journal.advance(job, { address: { ...job.address, sizeLimit }, wakeAt: now });
        return;
      }
      case 'later': {
        // Cut short by stopping: the row says where it was, and the next start goes on at once.
        if (signal.aborted) return;
        // Counted in tries: it may have been accepted long ago, and stood in line or been off since.
        if (job.tries * pace.maxBackoff > pace.deliverFor) return giveUp(work, 'Discord takes no answer');
        const pause = Math.max(posted.afterMs, backoffAfter(job.tries, pace, clock.random()));
        await journal.advance(job, { tries: job.tries + 1, wakeAt: now + pause });
        return;
      }
      case 'impossible':
        return sayInstead(work, posted.code);
      default:
        posted satisfies never;
    }
  }

  /** Pictures are not taken there; a sentence may be, and the message must not say for ever that it is worked on. */
  async function sayInstead(work: JobWork, why: string): Promise<void> {
    const { job } = work;
    if (job.failure !== null) return giveUp(work, why);
    log.warn({ job: job.id, code: why }, 'the pictures cannot be delivered; saying so instead');
    const failure = { code: 'undeliverable', vendorCode: why } as const;
    await journal.advance(job, { failure, tries: 0, wakeAt: clock.now() });
  }

  /** Nothing can be written there any more: nobody is charged. What was made stays in the chain, should the place come back. */
  async function giveUp({ job, requests }: JobWork, why: string): Promise<void> {
    log.warn({ job: job.id, code: why }, 'the answer cannot be delivered');
    await journal.advance(
      job,
      {
        state: 'failed',
        task: null,
        address: withoutToken(job.address),
        failure: { code: 'undeliverable', vendorCode: why },
        shown: { kind: 'ending' },
        wakeAt: null,
      },
      { settle: { ...settle(requests, 'undeliverable'), at: clock.now() } },
    );
  }
}

/** A job that ends with a failure gives its asker nothing, whatever some of its requests made. */
const reachOf = ({ failure }: Job) => (failure === null ? 'reachable' : failure.code);
