import type { ImageTask } from '../asked/image-request.ts';
import type { Failure } from '../failure.ts';
import type { MessageId, VersionId } from '../ids.ts';
import type { AuditEntry } from '../server/audit-entry.ts';
import type { Payment } from './changes.ts';
import type { JobState, PaidRequest, Shown, Warning } from './job.ts';
import type { Posted } from './outcomes.ts';

/** What happens to a job once it is written down. */
export type JobEvent =
  /** Discord has taken the acknowledgement; `message`: where the answer will stand, if that is known. */
  | { readonly kind: 'acknowledged'; readonly message: MessageId | null }
  /** Discord cannot say just now whether it has. */
  | { readonly kind: 'acknowledgement open' }
  /** Discord has not: nobody waits for an answer. */
  | { readonly kind: 'abandoned' }
  /** What it followed came to nothing: its task names another now. */
  | { readonly kind: 'follows'; readonly task: ImageTask }
  /** Its pictures are in our store. */
  | { readonly kind: 'prepared'; readonly versions: readonly VersionId[]; readonly warnings: readonly Warning[] }
  /** One of them could not be had; `again`: just now. */
  | { readonly kind: 'again' | 'failed'; readonly failure: Failure }
  /** Other providers take over what some failed to make. */
  | {
      readonly kind: 'handed on';
      readonly requests: readonly PaidRequest[];
      readonly warnings: readonly Warning[];
      readonly pay?: Payment | undefined;
    }
  /** Its requests have ended, and nobody takes over. */
  | { readonly kind: 'requests ended' }
  /** Its asker cancelled it. */
  | { readonly kind: 'cancelled' }
  /** Its message was to show this. `wakeAt`: when it is looked at again. */
  | { readonly kind: 'shown'; readonly shown: Shown; readonly posted: Posted; readonly wakeAt: number | null }
  /** Its message shows what it should. */
  | { readonly kind: 'looked at'; readonly wakeAt: number | null }
  /** What Discord made of its answer. `audit`: what its server's audit is to tell of it; null or left out: nothing. */
  | { readonly kind: 'answered'; readonly posted: Posted; readonly audit?: AuditEntry | null | undefined }
  /** It needs no answer: its message says that it was cancelled. */
  | { readonly kind: 'kept unseen' }
  /** A step of it threw. */
  | { readonly kind: 'threw' };

const underWay = ['queued', 'running'] as const;
const open = ['accepted', ...underWay, 'delivering'] as const;

/** In which states each may happen. What comes later, or twice, changes nothing; and nothing happens to what has ended. */
export const happensIn: Readonly<Record<JobEvent['kind'], readonly JobState[]>> = {
  acknowledged: ['accepted'],
  'acknowledgement open': ['accepted'],
  abandoned: ['accepted'],
  follows: underWay,
  prepared: underWay,
  again: underWay,
  failed: underWay,
  'handed on': underWay,
  'requests ended': underWay,
  cancelled: ['accepted', ...underWay],
  shown: underWay,
  'looked at': underWay,
  answered: ['delivering'],
  'kept unseen': ['delivering'],
  threw: open,
};
