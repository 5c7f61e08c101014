const discordEpoch = 1_420_070_400_000n;

/** As Discord writes the ids of everything. */
export const isSnowflake = (text: string): boolean => /^\d{15,20}$/.test(text);

/** When Discord made this id, in milliseconds since 1970 (reference: snowflakes count from the start of 2015). */
export const madeAt = (id: string): number => Number((BigInt(id) >> 22n) + discordEpoch);
