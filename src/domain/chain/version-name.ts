import type { Audience } from '../jobs/job.ts';

/**
 * A version's number in its series. What all may see is one series of a chain; a member's private ones are another, which
 * takes no number from the first, so that nobody can count what others keep to themselves.
 */
export interface Numbered {
  readonly number: number;
  readonly audience: Audience;
}

/** What a version is called in its chain: its number; a private one `p1`, `p2`, … for its owner (contract, "Slash commands"). */
export const versionName = ({ number, audience }: Numbered): string =>
  audience === 'asker' ? `p${number}` : String(number);

/** A name as a member types it: `3`, `p1`, `P1`, also with spaces around it or in full width; null: it is none. */
export function readVersionName(typed: string): Numbered | null {
  const [, letter, digits] = /^(p?)([1-9]\d{0,8})$/.exec(folded(typed)) ?? [];
  return digits === undefined ? null : { number: Number(digits), audience: letter === 'p' ? 'asker' : 'everyone' };
}

/** What names begin with: `p` alone is the beginning of all private ones. */
export interface NameBeginning {
  readonly audience: Audience;
  /** Empty: all of them. */
  readonly digits: string;
}

/** What is typed so far, as the beginning of names; null: it begins none. */
export function readNameBeginning(typed: string): NameBeginning | null {
  const [, letter, digits = ''] = /^(p?)(\d*)$/.exec(folded(typed)) ?? [];
  if (letter === undefined || (letter === '' && digits === '')) return null;
  return { audience: letter === 'p' ? 'asker' : 'everyone', digits };
}

const folded = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();
