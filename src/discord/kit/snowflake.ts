const discordEpoch = 1_420_070_400_000n;

/** When Discord made this id, in milliseconds since 1970 (reference: snowflakes count from the start of 2015). */
export const madeAt = (id: string): number => Number((BigInt(id) >> 22n) + discordEpoch);
