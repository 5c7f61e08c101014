import type { ChaosVendor, Reach } from './chaos-vendor.ts';
import { startAceDataCloud } from './vendors/acedatacloud.ts';
import { startGmiCloud } from './vendors/gmicloud.ts';
import { startOpenAi } from './vendors/openai.ts';

/** One way in which the bot works with a vendor, and how that vendor is started. */
export interface CampaignKind {
  readonly provider: 'acedatacloud' | 'gmicloud' | 'openai';
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
];
