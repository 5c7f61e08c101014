import type { Audience } from '../jobs/job.ts';

/** What a version is called in its chain: its number; a private one `p1`, `p2`, … for its owner (contract, "Slash commands"). */
export const versionName = ({ number, audience }: { readonly number: number; readonly audience: Audience }): string =>
  audience === 'asker' ? `p${number}` : String(number);
