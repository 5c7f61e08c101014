const discordEpoch = 1_420_070_400_000n;

/** When Discord made this id, in milliseconds since 1970 (reference: snowflakes count from the start of 2015). */
export const madeAt = (id: string): number => Number((BigInt(id) >> 22n) + discordEpoch);

/** The later of two ids; Discord's ids grow with time. */
export const laterOf = <Id extends string>(one: Id, other: Id): Id => (BigInt(one) > BigInt(other) ? one : other);
