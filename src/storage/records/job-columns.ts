import type { Job, PaidRequest } from '../../domain/jobs/job.ts';

/** What `jobs.ts` reads again. Lists and unions are JSON text. */
export type Column = string | number | null;

/** The columns that a change of a job writes, and no others: what is left out stays. */
export const jobColumns = (changes: Partial<Job>): Readonly<Record<string, Column>> => columns(changes, jobWriters);

/** Likewise of a request. */
export const requestColumns = (changes: Partial<PaidRequest>): Readonly<Record<string, Column>> =>
  columns(changes, requestWriters);

type Writers<Record> = { readonly [Key in keyof Record]-?: readonly [string, (value: Record[Key]) => Column] };

const plain = (value: Column): Column => value;
const json = (value: unknown): Column => (value === null ? null : JSON.stringify(value));

const jobWriters: Writers<Job> = {
  id: ['id', plain],
  revision: ['revision', plain],
  state: ['state', plain],
  task: ['task', json],
  address: ['address', json],
  acceptedAt: ['accepted_at', plain],
  startedAt: ['started_at', plain],
  cancelledAt: ['cancelled_at', plain],
  shown: ['shown', json],
  sources: ['sources', json],
  warnings: ['warnings', json],
  failure: ['failure', json],
  tries: ['tries', plain],
  wakeAt: ['wake_at', plain],
};

const requestWriters: Writers<PaidRequest> = {
  id: ['id', plain],
  job: ['job', plain],
  revision: ['revision', plain],
  state: ['state', plain],
  ordinal: ['ordinal', plain],
  provider: ['provider', plain],
  operation: ['operation', plain],
  traceId: ['trace_id', plain],
  attempt: ['attempt', plain],
  submittedAt: ['submitted_at', plain],
  handle: ['handle', plain],
  made: ['made', json],
  ending: ['ending', json],
  doubt: ['doubt', json],
  tries: ['tries', plain],
  wakeAt: ['wake_at', plain],
  price: ['price', plain],
};

function columns<Record extends object>(changes: Partial<Record>, writers: Writers<Record>) {
  const written: { [name: string]: Column } = {};
  for (const key of Object.keys(changes) as (keyof Record)[]) {
    const value = changes[key];
    if (value === undefined) continue;
    const [name, write] = writers[key];
    written[name] = write(value);
  }
  return written;
}
