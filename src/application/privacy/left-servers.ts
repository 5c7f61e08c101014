import type { GuildId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { CharacterStore } from '../../ports/store/members/character-store.ts';
import type { PrivacyStore } from '../../ports/store/members/privacy-store.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { TakeAway } from '../characters/take-away.ts';
import type { EraseVersion } from './erase-version.ts';

/** What the gateway tells of the servers that the bot is in. */
export interface ServerWatch {
  /** It was removed from there; an outage is none of this. */
  left(guild: GuildId): Promise<void>;
  /** It is there: for the first time, after an outage, or again. */
  isIn(guild: GuildId): Promise<void>;
  /** At the beginning of a session: all that it is in, of those that `isOurs` says the session would be told of. */
  among(guilds: readonly GuildId[], isOurs: (guild: GuildId) => boolean): Promise<void>;
}

/** How long the data of a server waits for the bot to come back. */
const kept = 30 * 86_400_000;

export function createServerWatch({
  privacy,
  settings,
  clock,
  wake,
}: {
  readonly privacy: Pick<PrivacyStore, 'left' | 'cameBack' | 'knownServers'>;
  readonly settings: Pick<SettingsStore, 'all'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly wake: () => void;
}): ServerWatch {
  const left: ServerWatch['left'] = async (guild) => {
    await privacy.left(guild, clock.now(), clock.now() + kept);
    wake();
  };

  return {
    left,
    isIn: privacy.cameBack,

    async among(guilds, isOurs) {
      const isHere = new Set(guilds);
      const known = new Set(await privacy.knownServers());
      for await (const { guild } of settings.all()) known.add(guild);
      for (const guild of known) {
        if (isHere.has(guild)) await privacy.cameBack(guild);
        // It was removed while nobody was told.
        else if (isOurs(guild)) await left(guild);
      }
    },
  };
}

interface Needs {
  readonly privacy: Pick<
    PrivacyStore,
    'dueDepartures' | 'nextDepartureAt' | 'cameBack' | 'charactersOf' | 'channelsOf' | 'eraseRowsOf'
  >;
  readonly index: Pick<ChainIndex, 'versionsOf'>;
  readonly versions: Pick<VersionStore, 'forgetChannel'>;
  readonly characters: Pick<CharacterStore, 'remove'>;
  readonly settings: Pick<SettingsStore, 'remove'>;
  readonly takeAway: TakeAway;
  readonly eraseVersion: EraseVersion;
  readonly log: Log;
}

const batch = 25;
const batchesApart = 50;

/**
 * Takes what was made and set in servers that were left out of the store, once their time has come, a part of it at a time.
 * Answers when to come again; null: none waits. Each step may be done twice; what finds the server goes last.
 */
export function createEraseServers(needs: Needs): (now: number) => Promise<number | null> {
  const { privacy, index, versions, characters, settings, takeAway, eraseVersion, log } = needs;

  return async function eraseServers(now) {
    for (const guild of await privacy.dueDepartures(now)) {
      if (await eraseSome(guild)) return now + batchesApart;
      await settings.remove(guild);
      await privacy.eraseRowsOf(guild);
      await privacy.cameBack(guild);
      log.info({ guild }, 'what was kept of a server that was left is deleted');
    }
    return privacy.nextDepartureAt();
  };

  /** False: nothing was left. */
  async function eraseSome(guild: GuildId): Promise<boolean> {
    for (const channel of await privacy.channelsOf(guild)) await versions.forgetChannel(channel);
    for (const character of await privacy.charactersOf(guild)) await characters.remove(character);
    await takeAway();
    const some = await index.versionsOf({ kind: 'guild', guild }, Number.MAX_SAFE_INTEGER, batch);
    for (const id of some) await eraseVersion.erase(id, (version) => version.guild === guild);
    return some.length > 0;
  }
}
