import { requestId } from '../ids.ts';
import type { PaidRequest } from './job.ts';

/** The row of a paid call that nobody has sent yet. `wakeAt`: when it joins the line; null: once its sources are in our store. */
export function newRequest({
  job,
  ordinal,
  provider,
  operation,
  traceId,
  wakeAt,
  price,
}: Pick<PaidRequest, 'job' | 'ordinal' | 'provider' | 'operation' | 'traceId' | 'wakeAt' | 'price'>): PaidRequest {
  return {
    id: requestId(job, ordinal),
    job,
    revision: 0,
    state: 'new',
    ordinal,
    provider,
    operation,
    traceId,
    attempt: 0,
    submittedAt: null,
    handle: null,
    made: [],
    ending: null,
    doubt: null,
    tries: 0,
    wakeAt,
    price,
  };
}
