import type { Conduct } from '../../src/application/server/conduct.ts';

/** A server that asks nothing of how its members behave. */
export const noConduct: Conduct = {
  pausedUntil: async () => null,
  wording: async () => ({ failure: null, warnings: [] }),
  naming: async () => null,
};
