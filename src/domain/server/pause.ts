const minute = 60_000;
const hour = 60 * minute;

/** For how long a manager may pause a member, in milliseconds; null: no longer (contract, `/server pause`). */
export const pauseLengths = { '1h': hour, '1d': 24 * hour, '7d': 7 * 24 * hour, off: null } as const;
export type PauseLength = keyof typeof pauseLengths;
export const pauseChoices = ['1h', '1d', '7d', 'off'] as const satisfies readonly PauseLength[];

/** Three refusals by a vendor's moderation within ten minutes pause for ten. */
export const refusalRule = { most: 3, within: 10 * minute, pausesFor: 10 * minute } as const;
