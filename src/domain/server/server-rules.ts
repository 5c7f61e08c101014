import type { UserId } from '../ids.ts';

/** Whether members may edit each other's pictures, or make characters of them (contract, `others:`). */
export const othersChoices = ['on', 'off'] as const;
export type Others = (typeof othersChoices)[number];

/** What the managers of a server have set; what they have not is as without any rule. */
export interface ServerRules {
  readonly others?: Others | undefined;
}

/** The rules that something may be against, so that its refusal can name the one. */
export const serverRules = ['others'] as const;
export type ServerRule = (typeof serverRules)[number];

/** What somebody wants to do in that server. */
export interface Wanted {
  readonly user: UserId;
  /** Whose the pictures are that it is made from, in any order. */
  readonly owners: readonly UserId[];
}

/** The rule that this is against; null: none. Nobody is above them. */
export function ruleAgainst({ others = 'on' }: ServerRules, { user, owners }: Wanted): ServerRule | null {
  return others === 'off' && owners.some((owner) => owner !== user) ? 'others' : null;
}
