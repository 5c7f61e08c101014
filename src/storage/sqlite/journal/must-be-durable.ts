import type { JobChanges, RequestChanges } from '../../../domain/jobs/changes.ts';

/**
 * Whether a change has to survive a power cut: what was promised to a person or sent to a vendor. Forgetting it might
 * pay twice; everything else is found out again.
 */
export const mustBeDurable = (changes: JobChanges | RequestChanges = {}): boolean =>
  Object.keys(changes).some((key) => durable.has(key));

const durable: ReadonlySet<string> = new Set([
  'state',
  'cancelledAt',
  'attempt',
  'traceId',
  'handle',
  'ending',
] satisfies (keyof JobChanges | keyof RequestChanges)[]);
