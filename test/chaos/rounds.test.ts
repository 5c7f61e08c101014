import { expect, test } from 'vitest';
import { runCampaign } from '../../scripts/chaos/campaign.ts';
import { campaignKinds } from '../../scripts/chaos/campaign-kinds.ts';

// The short form of `npm run chaos`: one kill for each way of working with a vendor; five are in `rounds.long.test.ts`.
// Nothing in it takes the minute after which an outcome is unknown, except where a kill happens to make it so.

test.each(campaignKinds.map((kind) => [`${kind.provider}, ${kind.mode}`, kind] as const))(
  'kill -9 loses nothing, doubles nothing and charges for nothing else: %s',
  { timeout: 240_000 },
  async (_name, kind) => {
    const report = await runCampaign({ kind, seed: 'short', rounds: 1, temper: 'gentle', blow: 'SIGKILL' });
    expect(report.violations).toEqual([]);
    expect(report.starts).toBe(2);
    expect(report.asked).toBeGreaterThan(0);
  },
);
