import type { Law, Violation } from '../evidence.ts';

const law = 'what can be found out is found out';

/** What was billed and can be asked about was brought home. */
export const nothingLost: Law = ({ store, billed, vendorCanBeAsked }) => {
  if (!vendorCanBeAsked) return [];
  const found: Violation[] = [];
  const byTrace = new Map(store.requests.map((request) => [request.traceId as string, request]));
  for (const { trace, prompt, canBeFound } of billed) {
    const ending = trace === null ? undefined : byTrace.get(trace)?.ending;
    if (!canBeFound || ending === undefined || ending?.kind === 'pictures') continue;
    const code = ending?.failure.code ?? 'nothing';
    found.push({ law, says: `trace ${trace} ("${prompt}") was made, and ended as ${code}` });
  }
  return found;
};
