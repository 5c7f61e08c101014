import type { Messenger } from '../../ports/messenger.ts';
import type { UploadLimits } from '../jobs/upload-limits.ts';
import type { Services } from '../services.ts';
import type { BehindMore } from './behind-more.ts';

/** A picture by direct message, in the best form that fits there. */
export function createSendToMember({
  lendFullSize,
  uploads,
  messenger,
}: Pick<Services, 'lendFullSize'> & {
  readonly uploads: UploadLimits;
  readonly messenger: Pick<Messenger, 'directChannel' | 'hand'>;
}): BehindMore['sendTo'] {
  return async function sendTo(version, press, reader, { content, description }) {
    const channel = await messenger.directChannel(reader.user);
    if (channel === 'later') return { kind: 'later' };
    if (channel === 'refused') return { kind: 'refused' };
    const place = { guild: null, channel };
    for (let limit = await uploads.within(place, told); ; ) {
      await using file = await lendFullSize(version, reader, limit);
      if (file === null) return { kind: 'gone' };
      const { path, filename, original: isOriginal } = file;
      const handed = await messenger.hand(channel, { id: press, content, file: { path, filename, description } });
      if (handed.kind === 'handed') return { kind: 'sent', channel, message: handed.message, isOriginal };
      if (handed.kind !== 'too large') return { kind: handed.kind };
      const lower = await uploads.refused(place, limit);
      if (lower === limit) return { kind: 'too large' };
      limit = lower;
    }
  };
}

/** What Discord takes where nobody boosts (reference, section 2). */
const told = 20 * 1024 * 1024;
