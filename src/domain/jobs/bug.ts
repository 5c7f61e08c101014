import type { Failure } from '../failure.ts';
import type { JobId } from '../ids.ts';

/** A step that throws may throw again for ever: so often is enough. */
export const mostThrows = 3;

/** What its asker is told of a bug of ours: an id to quote, under which the log has its stack. */
export const bugIn = (job: JobId): Failure => ({ code: 'bug', reference: job });
