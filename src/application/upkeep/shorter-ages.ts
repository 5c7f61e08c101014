import type { ShorterAges } from '../../domain/chain/retention.ts';
import { type GuildId, standsFor, versionId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';

const day = 86_400_000;
/** A few milliseconds. */
const askedAtOnce = 500;
const never = new AbortController().signal;

/**
 * How long servers keep what was made there, where they keep it for a shorter time than the operator does. Reads what all
 * have set; undefined: none has, and then no original costs a question.
 */
export function createShorterAges({
  settings,
  index,
  maxAgeMs,
  clock,
}: {
  readonly settings: Pick<SettingsStore, 'all'>;
  readonly index: Pick<ChainIndex, 'guildOf'>;
  /** The operator's. */
  readonly maxAgeMs: number;
  readonly clock: Pick<Clock, 'sleep'>;
}): () => Promise<ShorterAges | undefined> {
  return async function shorterAges() {
    const ages = new Map<GuildId, number>();
    for await (const { guild, settings: set } of settings.all()) {
      const age = (set.keepDays ?? Number.POSITIVE_INFINITY) * day;
      if (age < maxAgeMs) ages.set(guild, age);
    }
    if (ages.size === 0) return undefined;
    let asked = 0;
    return {
      shortest: Math.min(...ages.values()),
      async maxAgeOf(id) {
        // The store answers at once: without a pause nobody else would have a turn until all are asked about.
        asked += 1;
        if (asked % askedAtOnce === 0) await clock.sleep(0, never);
        const guild = await index.guildOf(versionId(standsFor(id)));
        return guild === null ? null : (ages.get(guild) ?? null);
      },
    };
  };
}
