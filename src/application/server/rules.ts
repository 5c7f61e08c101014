import type { Source } from '../../domain/asked/image-request.ts';
import type { FailureOf } from '../../domain/failure.ts';
import type { GuildId, UserId } from '../../domain/ids.ts';
import { ruleAgainst } from '../../domain/server/server-rules.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';

export interface RulesOfServers {
  /** Why this member may not use these pictures there; null: they may. Direct messages have no rules. */
  refusal(
    sources: readonly Source[],
    asker: { readonly guild: GuildId | null; readonly user: UserId },
  ): Promise<FailureOf<'server_rule'> | null>;
}

/** Finds out what a decision about the rules of a server needs to know. */
export function createRulesOfServers({
  settings,
  versions,
  journal,
}: {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly versions: Pick<VersionStore, 'find'>;
  readonly journal: Pick<Journal, 'find'>;
}): RulesOfServers {
  return {
    async refusal(sources, { guild, user }) {
      if (guild === null || sources.length === 0) return null;
      const [rules, owners] = await Promise.all([settings.read(guild), Promise.all(sources.map(ownerOf))]);
      const rule = ruleAgainst(rules, { user, owners: owners.filter((owner) => owner !== null) });
      return rule === null ? null : { code: 'server_rule', rule };
    },
  };

  /** Null: it is gone, and nothing can be made of it. */
  async function ownerOf(source: Source): Promise<UserId | null> {
    switch (source.kind) {
      case 'picture':
        return source.picture.owner;
      case 'version': {
        const version = await versions.find(source.version);
        return version === null ? null : (version.sentBy ?? version.owner);
      }
      case 'job':
        return (await journal.find(source.job))?.job.address.asker ?? null;
      default:
        return source satisfies never;
    }
  }
}
