import type { GuildId } from '../../domain/ids.ts';
import {
  type Blocklist,
  type BlocklistAction,
  blocklistBounds,
  entriesIn,
  noBlocklist,
  patternIn,
} from '../../domain/server/blocklist.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';
import type { ChangedBy, ChangeRules } from '../server/change-rules.ts';
import { entryKey, readEntry, type WrongEntry } from './word-matchers.ts';

/** Why nothing of what was typed was added. */
export type NotAdded =
  | { readonly kind: 'nothing typed' | 'too many' | 'too many patterns' }
  | { readonly kind: 'too long'; readonly entry: string }
  | { readonly kind: 'wrong'; readonly entry: string; readonly why: WrongEntry };

export type AddedEntries =
  | { readonly kind: 'added'; readonly added: number; readonly known: number; readonly list: Blocklist }
  | NotAdded;

/** What managers do with the list of their server. */
export interface BlocklistServices {
  read(guild: GuildId): Promise<Blocklist>;
  /** All of what was typed, or nothing. */
  add(guild: GuildId, by: ChangedBy, typed: string): Promise<AddedEntries>;
  /** Answers how many went, and which of those typed were not there. */
  remove(
    guild: GuildId,
    by: ChangedBy,
    typed: string,
  ): Promise<{ readonly removed: number; readonly unknown: readonly string[] }>;
  setAction(guild: GuildId, by: ChangedBy, action: BlocklistAction): Promise<Blocklist>;
}

export function createBlocklist({
  settings,
  changeRules,
}: {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly changeRules: ChangeRules;
}): BlocklistServices {
  const read = async (guild: GuildId) => (await settings.read(guild)).blocklist ?? noBlocklist;
  const change = async (guild: GuildId, by: ChangedBy, changed: (current: Blocklist) => Blocklist) => {
    await changeRules(guild, by, (current) => ({ ...current, blocklist: changed(current.blocklist ?? noBlocklist) }));
  };

  return {
    read,

    async add(guild, by, typed) {
      const entries = entriesIn(typed);
      const wrong = wrongAmong(entries);
      if (wrong !== null) return wrong;
      let outcome: AddedEntries = { kind: 'nothing typed' };
      await change(guild, by, (current) => {
        outcome = withMore(current, entries);
        return outcome.kind === 'added' ? outcome.list : current;
      });
      return outcome;
    },

    async remove(guild, by, typed) {
      let gone = new Set<string>();
      // An entry that has a comma in it is offered as it is.
      const wanted = (await read(guild)).entries.includes(typed) ? [typed] : entriesIn(typed);
      const keys = new Set(wanted.map(entryKey));
      await change(guild, by, (current) => {
        gone = new Set(current.entries.map(entryKey).filter((key) => keys.has(key)));
        return { ...current, entries: current.entries.filter((entry) => !gone.has(entryKey(entry))) };
      });
      return { removed: gone.size, unknown: wanted.filter((entry) => !gone.has(entryKey(entry))) };
    },

    async setAction(guild, by, action) {
      await change(guild, by, (current) => ({ ...current, action }));
      return read(guild);
    },
  };
}

/** The first that can be no entry; null: none. */
function wrongAmong(entries: readonly string[]): NotAdded | null {
  if (entries.length === 0) return { kind: 'nothing typed' };
  for (const entry of entries) {
    if (entry.length > blocklistBounds.characters) return { kind: 'too long', entry };
    const why = readEntry(entry);
    if (why.kind !== 'entry') return { kind: 'wrong', entry, why };
  }
  return null;
}

function withMore(current: Blocklist, entries: readonly string[]): AddedEntries {
  const keys = new Set(current.entries.map(entryKey));
  const fresh = entries.filter((entry) => {
    const isNew = !keys.has(entryKey(entry));
    keys.add(entryKey(entry));
    return isNew;
  });
  const list = { ...current, entries: [...current.entries, ...fresh] };
  if (list.entries.length > blocklistBounds.entries) return { kind: 'too many' };
  const patterns = list.entries.filter((entry) => patternIn(entry) !== null);
  if (patterns.length > blocklistBounds.patterns) return { kind: 'too many patterns' };
  const costly = tooCostly(patterns);
  if (costly !== undefined) return { kind: 'wrong', entry: costly, why: { kind: 'too large' } };
  return { kind: 'added', added: fresh.length, known: entries.length - fresh.length, list };
}

/** The first pattern by which all of them together take too long. */
function tooCostly(patterns: readonly string[]): string | undefined {
  let steps = 0;
  return patterns.find((each) => {
    const read = readEntry(each);
    steps += read.kind === 'entry' ? read.matcher.steps : 0;
    return steps > blocklistBounds.steps;
  });
}
