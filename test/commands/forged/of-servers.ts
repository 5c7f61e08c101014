import { isDeepStrictEqual } from 'node:util';
import { channelId, modelId, roleId, userId } from '../../../src/domain/ids.ts';
import type { GuildSettings } from '../../../src/ports/store/settings-store.ts';
import { noSettings, storedSettings } from '../../../src/storage/records/server/guild-settings.ts';
import { people, studio } from './people.ts';
import type { Did, Script } from './script.ts';

/** What the managers of a server set. */
export const ofServers = (did: Did): Script => ({
  rules: {
    read: async () => allSet,
    refusal: async () => null,
    async change(guild, _by, change) {
      const after = change(allSet);
      // As the store does: what nobody could read again is never written.
      storedSettings(after);
      const changed = { before: allSet, after };
      return isDeepStrictEqual(after, allSet) ? changed : did('change', changed, guild);
    },
  },
  serverLog: { read: async () => null, set: async (guild) => did('serverLog', undefined, guild) },
  serverAudit: { read: async () => null, set: async (guild) => did('serverAudit', undefined, guild) },
  serverToCheck: async () => ({ settings: noSettings, models: new Set() }),
  defaults: {
    usual: async () => ({ own: {} }),
    taken: async () => ({ usual: { own: {} }, model: 'gpt-image-2' }),
    set: async () => did('defaults.set', null),
    clear: async () => did('defaults.clear', undefined),
  },
  serverDefaults: {
    read: async () => ({}),
    usualModel: () => 'gpt-image-2',
    set: async (guild) => did('defaults', null, guild),
    replaceUsual: async (guild) => did('replaceUsual', null, guild),
    clear: async (guild) => did('clear defaults', undefined, guild),
  },
  blocklist: {
    read: async () => wordList,
    add: async (guild) => did('blocklist.add', { kind: 'added', added: 1, known: 0, list: wordList }, guild),
    remove: async (guild) => did('blocklist.remove', { removed: 1, unknown: [] }, guild),
    setAction: async (guild) => did('blocklist.setAction', wordList, guild),
  },
  limits: {
    list: async () => ({ server: [], unreadable: [], defaults: [], ceilings: [] }),
    set: async (guild) => did('limits.set', undefined as never, guild),
    clear: async (guild) => did('limits.clear', { kind: 'cleared', count: 1 }, guild),
    confirm: async (_id, guild, { user }) =>
      guild === studio && user === people.manager.id ? did('limits.confirm', 1, guild) : null,
  },
});

const allSet: GuildSettings = {
  ...noSettings,
  channels: { allowed: [channelId('1000000000000000012')], denied: [] },
  roles: [roleId('1000000000000000021')],
  models: [{ model: modelId('any'), role: null }],
  trusted: [userId(people.outsider.id)],
};

const wordList = { entries: ['gore'], action: 'refuse' } as const;
