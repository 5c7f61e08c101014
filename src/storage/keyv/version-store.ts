import { z } from 'zod';
import { type Head, headFor, moveHead, type Version } from '../../domain/chain/chain.ts';
import type { ChannelId, UserId, VersionId } from '../../domain/ids.ts';
import { createKeyedLock } from '../../lib/keyed-lock.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import {
  audienceField,
  channelIdField,
  guildIdField,
  jobIdField,
  modelIdField,
  pictureTypeField,
  recipeRecord,
  userIdField,
  versionIdField,
} from '../records/parts.ts';
import type { KnownHeads } from '../sqlite/known-heads.ts';
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

  const readHead = async (key: string): Promise<Head | null> => {
    const stored = await heads.get<unknown>(key);
    return stored === undefined ? null : headRecord.parse(stored);
  };

  return {
    async find(id) {
      const stored = await versions.get<unknown>(id);
      return stored === undefined ? null : versionRecord.parse(stored);
    },
    async put(version) {
      await versions.set(version.id, version);
    },
    async remove(id) {
      await versions.delete(id);
    },
    async head(channel, user) {
      const [everyones, own] = await Promise.all([
        readHead(everyonesKey(channel)),
        user === null ? null : readHead(ownKey(channel, user)),
      ]);
      return headFor(everyones, own);
    },
    async moveHead(channel, audience, user, move) {
      const key = audience === 'everyone' ? everyonesKey(channel) : ownKey(channel, user);
      return headLock.run(key, async () => {
        const moved = moveHead(await readHead(key), move);
        if (moved !== move) return false;
        const place = { channel, member: audience === 'everyone' ? null : user };
        if (move.version !== null) {
          knownHeads?.coming(place, move.version, maskOf(await versions.get<unknown>(move.version)));
        }
        await heads.set(key, { schema: 1, ...moved });
        knownHeads?.moved(place, move.version);
        return true;
      });
    },
  };
}

const everyonesKey = (channel: ChannelId): string => channel;
const ownKey = (channel: ChannelId, user: UserId) => `${channel}:${user}`;

const versionRecord = z.object({
  schema: z.literal(1),
  id: versionIdField,
  kind: z.enum(['made', 'imported']),
  channel: channelIdField,
  guild: guildIdField.nullable(),
  owner: userIdField,
  audience: audienceField,
  sources: z.array(versionIdField),
  recipe: recipeRecord.nullable(),
  model: modelIdField.nullable(),
  type: pictureTypeField,
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  madeAt: z.number(),
}) satisfies z.ZodType<Version>;

/** The coverage that this stored version was made with; null for one without, or one that is gone. */
export const maskOf = (stored: unknown): VersionId | null => {
  const mask = stored === undefined ? undefined : versionRecord.parse(stored).recipe?.mask;
  return mask?.kind === 'coverage' ? mask.id : null;
};

export const headRecord = z
  .object({ schema: z.literal(1), version: versionIdField.nullable(), movedBy: jobIdField })
  .transform(({ version, movedBy }): Head => ({ version, movedBy }));
