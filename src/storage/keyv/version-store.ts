import { type Head, moveHead } from '../../domain/chain/chain.ts';
import { type HeadPlace, type Heads, headFor, placesMoved, placesOf } from '../../domain/chain/heads.ts';
import type { ChannelId, UserId } from '../../domain/ids.ts';
import { createKeyedLock } from '../../lib/keyed-lock.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import { headKey, type KnownHeads, maskOf, readHead, readHeadKey, storedHead } from '../records/heads.ts';
import { readVersion } from '../records/versions.ts';
import type { KeyvDatabase } from './database.ts';

/** Version records and heads in Keyv. A record that cannot be read is a bug and throws a `ZodError`. */
export function createVersionStore({
  database,
  knownHeads,
}: {
  readonly database: KeyvDatabase;
  /** Is told of each head, for whoever asks by version. */
  readonly knownHeads?: KnownHeads;
}): VersionStore {
  const versions = database.namespace('version');
  const heads = database.namespace('head');
  /** This process: reading a head and writing it is no transaction in Keyv. */
  const headLock = createKeyedLock();
  /** Likewise for a record that is read to be changed. */
  const versionLock = createKeyedLock();

  const headAt = async (place: HeadPlace) => {
    const stored = await heads.get<unknown>(headKey(place));
    return stored === undefined ? null : readHead(stored);
  };

  const headsOf = async (channel: ChannelId, user: UserId): Promise<Heads> => {
    const places = placesOf(channel, user);
    const [everyones, own, hidden] = await Promise.all([
      headAt(places.everyones),
      headAt(places.own),
      headAt(places.hidden),
    ]);
    return { everyones, own, hidden };
  };

  const moveAt = (place: HeadPlace, move: Head) =>
    headLock.run(headKey(place), async () => {
      const moved = moveHead(await headAt(place), move);
      if (moved !== move) return false;
      if (move.version !== null) {
        await knownHeads?.coming(place, move.version, maskOf(await versions.get<unknown>(move.version)));
      }
      await heads.set(headKey(place), storedHead(moved));
      await knownHeads?.moved(place, move.version);
      return true;
    });

  return {
    async find(id) {
      const stored = await versions.get<unknown>(id);
      return stored === undefined ? null : readVersion(stored);
    },
    async findMany(ids) {
      // Keyv takes no empty list.
      const stored = ids.length === 0 ? [] : await versions.get<unknown>([...ids]);
      return stored.map((each) => (each === undefined ? null : readVersion(each)));
    },
    put: (version) =>
      versionLock.run(version.id, async () => {
        await versions.set(version.id, version);
      }),
    change: (id, into) =>
      versionLock.run(id, async () => {
        const stored = await versions.get<unknown>(id);
        if (stored === undefined) return false;
        await versions.set(id, into(readVersion(stored)));
        return true;
      }),
    remove: (id) =>
      versionLock.run(id, async () => {
        await versions.delete(id);
      }),
    async used(id) {
      await knownHeads?.used(id);
    },
    async head(chain, user, readers) {
      return headFor(chain, await headsOf(chain.channel, user), readers);
    },
    heads: headsOf,
    async moveHead(mover, move) {
      const [first, ...others] = placesMoved(mover);
      const moved = await moveAt(first, move);
      for (const place of others) await moveAt(place, move);
      return moved;
    },
    async headsOn(id) {
      return (await knownHeads?.standingOn(id)) ?? [];
    },
    replaceHead: (place, from, to) =>
      headLock.run(headKey(place), async () => {
        const head = await headAt(place);
        if (head?.version === from) {
          if (to !== null) await knownHeads?.coming(place, to, maskOf(await versions.get<unknown>(to)));
          await heads.set(headKey(place), storedHead({ ...head, version: to }));
        }
        // Also where a crash left one too many.
        await knownHeads?.moved(place, head?.version === from ? to : (head?.version ?? null));
      }),
    async forgetChannel(channel) {
      for (const key of await database.keysOf('head', channel)) {
        await headLock.run(key, async () => {
          await heads.delete(key);
          await knownHeads?.moved(readHeadKey(key), null);
        });
      }
    },
    async forgetHeads(member, stays) {
      for (const key of await database.keysEnding('head', [`:${member}`, `:${member}:public`])) {
        const place = readHeadKey(key);
        await headLock.run(key, async () => {
          const head = await headAt(place);
          const version = head?.version ?? null;
          if (head !== null && version !== null && (await stays(version))) {
            // What lay ahead of it was theirs, and goes.
            if (head.ahead !== undefined) await heads.set(key, storedHead({ ...head, ahead: undefined }));
            return;
          }
          await heads.delete(key);
          await knownHeads?.moved(place, null);
        });
      }
    },
  };
}
