import type { SeenCall } from '../chaos-vendor.ts';
import type { Evidence, Law, Violation } from '../evidence.ts';

const law = 'no paid request is repeated while its outcome is unknown';

/**
 * The vendor sees a call again only after it said itself that it took nothing. Where it is told no trace id, the calls
 * for one prompt are counted: as many that were not refused as pictures were asked for.
 */
export const paidOnce: Law = ({ seen, asked }) => {
  const found: Violation[] = [];
  const traced = Map.groupBy(seen, ({ trace }) => trace);
  for (const [trace, calls] of traced) {
    if (trace === null) continue;
    const early = calls.slice(0, -1).filter((call) => !call.isRefused);
    if (early.length > 0) found.push({ law, says: `trace ${trace} ("${calls[0]?.prompt}"): ${inWords(calls)}` });
  }
  const untraced = Map.groupBy(traced.get(null) ?? [], ({ prompt }) => prompt);
  for (const [prompt, calls] of untraced) {
    // Cut off before its body was read.
    if (prompt === '') continue;
    const open = calls.filter((call) => !call.isRefused).length;
    const allowed = picturesAsked(asked, prompt);
    if (open > allowed)
      found.push({ law, says: `"${prompt}": ${open} calls for ${allowed} pictures: ${inWords(calls)}` });
  }
  return found;
};

const picturesAsked = (asked: Evidence['asked'], prompt: string) =>
  asked.filter((each) => each.prompt === prompt).reduce((sum, { count }) => sum + count, 0);

const inWords = (calls: readonly SeenCall[]) =>
  calls.map(({ isRefused, isTaken }) => (isRefused ? 'refused' : isTaken ? 'taken' : 'lost')).join(', then ');
