import type { ChannelId, MessageId } from '../../../domain/ids.ts';
import type { Log } from '../../../ports/log.ts';
import type { AddressedJob, Posted } from '../../../ports/messenger.ts';
import { codeOf, type DiscordTrouble } from '../../kit/discord-error.ts';

export const posted = (message: MessageId, channel: ChannelId): Posted => ({ kind: 'posted', message, channel });

/** What a trouble means to whoever wants something shown. What Discord refuses as malformed is our bug, and logged as one. */
export function troubled(trouble: DiscordTrouble, job: AddressedJob, log: Log): Posted {
  switch (trouble.kind) {
    case 'too large':
      return { kind: 'too large' };
    case 'busy':
      return { kind: 'later', afterMs: trouble.afterMs };
    case 'words refused':
      return { kind: 'words refused', code: codeOf(trouble) };
    case 'gone':
    case 'forbidden':
    case 'token over':
      return { kind: 'impossible', code: codeOf(trouble) };
    case 'refused':
      log.error({ job: job.id, code: trouble.code, status: trouble.status }, 'Discord refused a message of ours');
      return { kind: 'impossible', code: codeOf(trouble) };
    default:
      return trouble satisfies never;
  }
}
