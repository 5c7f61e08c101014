import type { OptionalWebSocketManagerOptions, SessionInfo } from '@discordjs/ws';

/**
 * The sessions of one connection, to be resumed. The store that @discordjs/ws brings is one for the whole process: a second
 * connection would go on with the sessions of the first, and never be told who it is.
 */
export function createSessionStore(): Pick<
  OptionalWebSocketManagerOptions,
  'retrieveSessionInfo' | 'updateSessionInfo'
> {
  const sessions = new Map<number, SessionInfo>();
  return {
    retrieveSessionInfo: (shard) => sessions.get(shard) ?? null,
    updateSessionInfo(shard, session) {
      if (session === null) sessions.delete(shard);
      else sessions.set(shard, session);
    },
  };
}
