import type { GuildId, JobId } from '../../domain/ids.ts';
import { asMeant, isAmong, type LimitFilter } from '../../domain/money/limit-filter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Clearings } from '../../ports/store/clearings.ts';
import type { GuildSettings, SettingsStore } from '../../ports/store/settings-store.ts';
import type { ChangedBy, ChangeRules } from '../server/change-rules.ts';

/** A server's own limits, with the entries that make no sense. */
export type FoundLimits = Pick<GuildSettings, 'limits' | 'unreadable'>;

/** `asked`: they are several, nothing is taken away before that is confirmed by `confirm`. */
export type Cleared =
  | { readonly kind: 'cleared'; readonly count: number }
  | { readonly kind: 'asked'; readonly found: FoundLimits };

/** A confirmation is a row that lives 15 minutes (contract, "Slash commands"). */
const livesMs = 15 * 60_000;

/** Takes limits away: one at once, several when whoever asked has confirmed it. */
export function createClearLimits({
  settings,
  changeRules,
  clearings,
  clock,
}: {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly changeRules: ChangeRules;
  readonly clearings: Clearings;
  readonly clock: Pick<Clock, 'now'>;
}) {
  return { clear, confirm };

  /** `id`: the interaction's, by which it is confirmed. What cannot be read is meant where nothing speaks against that. */
  async function clear(guild: GuildId, by: ChangedBy, filter: LimitFilter): Promise<Cleared> {
    const { id, user: asker } = by;
    const { limits, unreadable } = await settings.read(guild);
    const found = {
      limits: limits.map((each) => asMeant(each, guild)).filter((each) => isAmong(each, filter)),
      unreadable: unreadable.filter((each) => isAmong(each, filter)),
    };
    const entries = [...found.limits.map(textOf), ...found.unreadable.map(({ stored }) => textOf(stored))];
    if (entries.length <= 1) return { kind: 'cleared', count: await remove(guild, by, entries) };
    await clearings.keep({ id, guild, asker, entries, askedAt: clock.now() });
    return { kind: 'asked', found };
  }

  /** How many were taken away; null: there is no such question of theirs, or it was too long ago. */
  async function confirm(id: JobId, guild: GuildId, by: ChangedBy): Promise<number | null> {
    const clearing = await clearings.find(id);
    if (clearing === null || clearing.asker !== by.user || clearing.guild !== guild) return null;
    if (clock.now() - clearing.askedAt > livesMs) return null;
    const count = await remove(guild, by, clearing.entries);
    // Only now: whoever crashes in between can be asked to press once more.
    await clearings.forget(id);
    return count;
  }

  /** Those that are still what they were. */
  async function remove(guild: GuildId, by: ChangedBy, entries: readonly string[]): Promise<number> {
    const doomed = new Set(entries);
    const { before, after } = await changeRules(guild, by, (current) => ({
      ...current,
      limits: current.limits.filter((each) => !doomed.has(textOf(asMeant(each, guild)))),
      unreadable: current.unreadable.filter(({ stored }) => !doomed.has(textOf(stored))),
    }));
    return countOf(before) - countOf(after);
  }
}

/** Records are read by one schema, so that the same entry always has the same text. */
const textOf = (entry: unknown): string => JSON.stringify(entry);

const countOf = ({ limits, unreadable }: FoundLimits): number => limits.length + unreadable.length;
