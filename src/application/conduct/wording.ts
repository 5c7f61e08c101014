import type { GuildId } from '../../domain/ids.ts';
import { type BlocklistAction, blockedText, wordsFound } from '../../domain/server/blocklist.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';
import { createMatchers, readText } from './word-matchers.ts';

/** Words that are on a server's list. */
export interface BlockedWords {
  readonly action: BlocklistAction;
  /** Which of the asker's own words were found, for them and for moderators alone; null where it takes many of them. */
  readonly words: string | null;
}

export interface Wording {
  /** What a server's list finds in these texts; null: nothing. Direct messages have none. */
  blockedBy(guild: GuildId | null, texts: readonly string[]): Promise<BlockedWords | null>;
  /** Whether its list, as it is now, finds anything in texts; for many of them. */
  blockingIn(guild: GuildId | null): Promise<(texts: readonly string[]) => boolean>;
}

/** Looks words up in the list of their server. */
export function createWording({ settings }: { readonly settings: Pick<SettingsStore, 'read'> }): Wording {
  const matchersOf = createMatchers();

  return {
    async blockedBy(guild, texts) {
      if (guild === null) return null;
      const { blocklist } = await settings.read(guild);
      if (blocklist === undefined || blocklist.entries.length === 0) return null;
      const found = blockedText(texts.map(readText), matchersOf(blocklist.entries));
      if (found === null) return null;
      const { text, matcher } = found;
      return { action: blocklist.action, words: wordsFound(text.raw, (part) => matcher.hits(readText(part))) };
    },
    async blockingIn(guild) {
      const { entries = [] } = (guild === null ? undefined : (await settings.read(guild)).blocklist) ?? {};
      if (entries.length === 0) return () => false;
      const matchers = matchersOf(entries);
      return (texts) => blockedText(texts.map(readText), matchers) !== null;
    },
  };
}
