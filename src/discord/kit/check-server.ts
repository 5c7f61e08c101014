import type { ServerToCheck } from '../../application/services.ts';
import type { ChannelId, GuildId } from '../../domain/ids.ts';
import type { ServerFinding } from '../../domain/server/finding.ts';

/** Everything that is wrong with a server, in the order in which it is best mended; `here`: where it is asked. */
export type CheckServer = (
  guild: GuildId,
  here: { readonly channel: ChannelId; readonly parent: ChannelId | null },
  server: ServerToCheck,
) => Promise<readonly ServerFinding[]>;
