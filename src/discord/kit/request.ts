import type { Place, Services } from '../../application/services.ts';
import type { ChannelId, JobId, RoleId, UserId } from '../../domain/ids.ts';
import type { Audience, ReplyAddress } from '../../domain/jobs/job.ts';
import type { Words } from '../../words/words.ts';
import type { CommandName } from '../connection/command-rules.ts';
import type { FindMessage } from '../outgoing/find-message.ts';
import type { LookAtChannel } from '../outgoing/look-at-channel.ts';
import type { Reply } from '../outgoing/reply.ts';
import type { CheckServer } from './check-server.ts';

/** An interaction as whatever answers it sees it: who asks, where, whom to call and how to answer. */
export interface Request {
  /** The interaction's id; a job made by it has the same. */
  readonly id: JobId;
  readonly place: Place;
  /** The bot's own user: what it wrote, and nothing else, names versions by its buttons. */
  readonly self: UserId;
  /** Bytes of one file that may be shown to this member here, as Discord says (it can overstate). */
  readonly sizeLimit: number;
  /** Role ids of the asker, for the limits of their tiers. */
  readonly roles: readonly string[];
  /** Whether Discord says that the asker may manage this server. */
  readonly managesServer: boolean;
  /** Whether Discord says that the asker moderates here: has Manage Messages in this channel. */
  readonly moderates: boolean;
  /** Whether the server's integration settings let the asker use this command here; a button stands for one. */
  mayUse(command: CommandName): Promise<boolean>;
  readonly services: Services;
  readonly reply: Reply;
  /** The asker's language, for what only they read. */
  readonly words: Words;
  /** The language of those who read an answer for this audience. */
  wordsFor(audience: Audience): Words;
  address(audience: Audience): ReplyAddress;
  /** A message as it is now, with addresses that are freshly signed; null where it is gone or out of our sight. */
  readonly findMessage: FindMessage;
  /** Whether the gateway knows that no such channel or role is in this server any more. */
  readonly isGone: (id: ChannelId | RoleId) => boolean;
  /** A channel as the bot itself finds it. */
  readonly lookAtChannel: LookAtChannel;
  /** A command as a text names it (`history show`): opened by a click where Discord told its id. */
  mention(path: string): string;
  /** What is wrong with a server as the bot finds it. */
  readonly checkServer: CheckServer;
}
