import { expect, test } from 'vitest';
import { runCampaign } from '../../scripts/chaos/campaign.ts';
import { campaignKinds } from '../../scripts/chaos/campaign-kinds.ts';

const rounds = 5;

test.each(campaignKinds.map((kind) => [`${kind.provider}, ${kind.mode}`, kind] as const))(
  'five times kill -9 lose nothing, double nothing and charge for nothing else: %s',
  { timeout: 600_000 },
  async (_name, kind) => {
    const report = await runCampaign({ kind, seed: 'short', rounds, temper: 'gentle', blow: 'SIGKILL' });
    expect(report.violations).toEqual([]);
    expect(report.starts).toBe(rounds + 1);
    expect(report.asked).toBeGreaterThanOrEqual(rounds);
  },
);
