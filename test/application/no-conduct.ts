import type { KeepAttempts } from '../../src/application/accepting/keep-attempts.ts';
import type { Conduct } from '../../src/application/conduct/conduct.ts';

/** A server that asks nothing of how its members behave. */
export const noConduct: Conduct = {
  pausedUntil: async () => null,
  wording: async () => ({ failure: null, warnings: [] }),
  naming: async () => null,
};

/** Nothing that was refused or failed is asked again. */
export const keepsNothing: KeepAttempts = { refused: async (_asked, answer) => answer, failed: async () => null };
