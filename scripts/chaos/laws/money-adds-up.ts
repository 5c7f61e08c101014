import { lineage } from '../../../src/domain/jobs/failover.ts';
import { isHidden, type PaidRequest } from '../../../src/domain/jobs/job.ts';
import { type Evidence, type Law, messagesByVersion, type Violation } from '../evidence.ts';

const law = 'the ledger is what was delivered';

/**
 * Nothing is held, each job is charged for what its asker can get, by no more than it was promised for, and whatever else
 * was billed is listed as a loss.
 */
export const moneyAddsUp: Law = (evidence) => {
  const { store, messages, memberLimit } = evidence;
  const found: Violation[] = [];
  const say = (says: string) => found.push({ law, says });

  for (const complaint of store.ledgerComplaints) say(complaint);
  if (store.mostInADay > memberLimit) say(`a member had ${store.mostInADay} pictures of ${memberLimit}`);
  const shownIn = messagesByVersion(messages);
  const requests = Map.groupBy(store.requests, ({ job }) => job);
  const jobs = new Map(store.jobs.map((job) => [job.id as string, job]));
  for (const { job, isOpen, deliveredImages, deliveredUsd } of store.holds) {
    if (isOpen) say(`job ${job} still holds`);
    const record = jobs.get(job);
    const tried = requests.get(record?.id ?? ('' as PaidRequest['job'])) ?? [];
    const made = tried.filter(isMade);
    // What is hidden can be had from the history.
    const had = made.filter(({ id }) => shownIn.has(`${id}-0`) || (record !== undefined && isHidden(record)));
    const usd = had.reduce((sum, each) => sum + Math.min(each.price ?? 0, promised(each, tried)), 0);
    const dearer = had.filter((each) => (each.price ?? 0) > promised(each, tried));
    for (const { id } of dearer) {
      if (!store.losses.includes(id)) say(`job ${job}: ${id} came dearer than was promised, and no loss tells of it`);
    }
    if (deliveredImages !== had.length || deliveredUsd !== usd) {
      say(`job ${job}: charged ${deliveredImages} for ${deliveredUsd}, delivered ${had.length} for ${usd}`);
    }
  }
  return [...found, ...unlisted(evidence)];
};

/** What the vendor billed, nobody was given, and no loss tells of. */
function unlisted({ store, billed, asked, messages }: Evidence): readonly Violation[] {
  const found: Violation[] = [];
  const losses = new Set(store.losses);
  const shownIn = messagesByVersion(messages);
  const hidden = new Set(store.jobs.filter(isHidden).map(({ id }) => id));
  const isAccountedFor = (request: PaidRequest) =>
    losses.has(request.id) || (isMade(request) && (shownIn.has(`${request.id}-0`) || hidden.has(request.job)));

  const byTrace = new Map(store.requests.map((request) => [request.traceId as string, request]));
  const prompts = new Map(asked.map(({ id, prompt }) => [id, prompt]));
  const byPrompt = Map.groupBy(store.requests, ({ job }) => prompts.get(job));
  for (const [prompt, calls] of Map.groupBy(billed, (each) => each.prompt)) {
    const traced = calls.flatMap(({ trace }) => (trace === null ? [] : [trace]));
    for (const trace of traced) {
      const request = byTrace.get(trace);
      if (request === undefined || !isAccountedFor(request)) {
        found.push({ law, says: `trace ${trace} ("${prompt}", request ${request?.id}) was billed and is in no book` });
      }
    }
    const untraced = calls.length - traced.length;
    const accounted = (byPrompt.get(prompt) ?? []).filter(isAccountedFor).length;
    if (untraced > accounted) found.push({ law, says: `"${prompt}": ${untraced} billed, ${accounted} in the books` });
  }
  return found;
}

/** What was asked of the first that was to make it: whoever takes over may cost more, which is the operator's. */
const promised = (request: PaidRequest, tried: readonly PaidRequest[]): number =>
  lineage(request, tried)[0]?.price ?? 0;

const isMade = ({ ending }: PaidRequest) => ending?.kind === 'pictures';
