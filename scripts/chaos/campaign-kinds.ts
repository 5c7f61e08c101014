import { startAceDataCloud } from '../emulators/vendors/acedatacloud/chaos.ts';
import { startGmiCloud } from '../emulators/vendors/gmicloud/chaos.ts';
import { startOpenAi } from '../emulators/vendors/openai/chaos.ts';
import type { ChaosVendor, Reach } from './chaos-vendor.ts';
import { startTwoVendors } from './two-vendors.ts';

/** One way in which the bot works with a vendor, and how that vendor is started. */
export interface CampaignKind {
  /** `two`: with another to fail over to. */
  readonly provider: 'acedatacloud' | 'gmicloud' | 'openai' | 'two';
  readonly mode: 'sync' | 'poll' | 'callback';
  start(reach: Reach): Promise<ChaosVendor>;
}

/** Each in turn where nothing is chosen. */
export const campaignKinds: readonly CampaignKind[] = [
  { provider: 'acedatacloud', mode: 'poll', start: (reach) => startAceDataCloud('poll', reach) },
  { provider: 'acedatacloud', mode: 'callback', start: (reach) => startAceDataCloud('callback', reach) },
  { provider: 'acedatacloud', mode: 'sync', start: (reach) => startAceDataCloud('sync', reach) },
  { provider: 'gmicloud', mode: 'poll', start: startGmiCloud },
  { provider: 'openai', mode: 'sync', start: startOpenAi },
  { provider: 'two', mode: 'poll', start: startTwoVendors },
];
