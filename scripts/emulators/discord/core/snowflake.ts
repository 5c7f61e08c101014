import type { Snowflake } from '../face/wire.ts';
import type { Clock } from './clock.ts';

const DISCORD_EPOCH = 1_420_070_400_000;

/**
 * Ids that rise, are unique, and decode to the clock's time: discord.js derives creation times and request buckets from
 * them (reference 10.8). A clock that stands still only moves the low 22 bits.
 */
export function createSnowflakes(clock: Clock): () => Snowflake {
  let last = 0n;
  return () => {
    const sinceEpoch = clock.now() - DISCORD_EPOCH;
    // Ids of 17 digits begin about a month after the epoch; shorter ones put all channels in one queue of the client.
    if (sinceEpoch < 3_000_000_000) throw new Error('The emulated Discord needs a clock later than February 2015');
    const earliest = BigInt(sinceEpoch) << 22n;
    last = earliest > last ? earliest : last + 1n;
    return last.toString();
  };
}

export function snowflakeTime(id: Snowflake): number {
  return Number(BigInt(id) >> 22n) + DISCORD_EPOCH;
}

export function isSnowflake(text: unknown): text is Snowflake {
  return typeof text === 'string' && /^\d{17,20}$/.test(text);
}

/** Orders by time, as ids of one length do not always compare as text. */
export function compareSnowflakes(left: Snowflake, right: Snowflake): number {
  const difference = BigInt(left) - BigInt(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
