import { type APIMessage, type REST, Routes } from 'discord.js';
import { createKeyedLock } from '../../../lib/keyed-lock.ts';
import type { Log } from '../../../ports/log.ts';
import type { ChangedThere, Messenger, PictureThere } from '../../../ports/messenger.ts';
import { versionsIn } from '../../kit/custom-id.ts';
import type { DiscordTrouble } from '../../kit/discord-error.ts';
import { withoutVersion } from '../looks/without-version.ts';
import type { Called, Calls } from './calls.ts';

type Attachment = Pick<APIMessage['attachments'][number], 'id' | 'filename'>;
/** What we read of a message of ours. */
type Read = Pick<APIMessage, 'attachments' | 'components'>;

/**
 * Changes single pictures of messages that were posted long ago, by the bot's token. Each change leaves the other
 * attachments as they are: those are named by their ids alone, and nothing is uploaded anew (reference, sections 2 and 11).
 */
export function createShownPictures({
  rest,
  calls,
  log,
}: {
  readonly rest: REST;
  readonly calls: Calls;
  readonly log: Log;
}): Pick<Messenger, 'takeOut' | 'cover'> {
  /** This process: what is read of a message and what is written to it belong together, or one change undoes another. */
  const oneAfterTheOther = createKeyedLock();

  return {
    takeOut: (picture) => oneAfterTheOther.run(picture.message, () => takeOut(picture)),
    cover: (picture, isCovered) => oneAfterTheOther.run(picture.message, () => cover(picture, isCovered)),
  };

  async function takeOut(picture: PictureThere): Promise<ChangedThere> {
    const read = await readMessage(picture);
    if (read.kind === 'trouble') return changed(read, picture);
    const message = read.body as Read;
    const others = versionsIn(message.components).filter((each) => each !== picture.version);
    if (others.length === 0) return changed(await remove(picture), picture);
    const gone = attachmentOf(message, picture);
    const kept = message.attachments.filter((each) => each.id !== gone?.id);
    return changed(
      await edit(picture, {
        attachments: kept.map(({ id }) => ({ id })),
        components: withoutVersion(message.components ?? [], picture.version),
      }),
      picture,
    );
  }

  async function cover(picture: PictureThere, isCovered: boolean): Promise<ChangedThere | 'by name'> {
    const read = await readMessage(picture);
    if (read.kind === 'trouble') return changed(read, picture);
    const shown = read.body as Read;
    const { attachments } = shown;
    const meant = attachmentOf(shown, picture);
    if (meant === undefined) return 'not there';
    if (!isCovered && meant.filename.startsWith(coveringName)) return 'by name';
    // What its marks were drawn on, is covered with it.
    const isMeant = ({ id, filename }: Attachment) => id === meant.id || (isCovered && marksName.test(filename));
    const all = attachments.map((each) => ({ id: each.id, ...(isMeant(each) ? { is_spoiler: isCovered } : {}) }));
    return changed(await edit(picture, { attachments: all }), picture);
  }

  function readMessage({ channel, message }: PictureThere): Promise<Called> {
    return calls.repeatable((signal) => rest.get(Routes.channelMessage(channel, message), { signal }));
  }

  function remove({ channel, message }: PictureThere): Promise<Called> {
    return calls.repeatable((signal) => rest.delete(Routes.channelMessage(channel, message), { signal }));
  }

  function edit({ channel, message }: PictureThere, change: object): Promise<Called> {
    const body = { ...change, allowed_mentions: { parse: [] } };
    return calls.repeatable((signal) => rest.patch(Routes.channelMessage(channel, message), { body, signal }));
  }

  function changed(called: Called, { channel, message }: PictureThere): ChangedThere {
    if (called.kind === 'done') return 'done';
    const { code } = called.trouble;
    log.info({ channel, message, code }, 'a picture that a message shows could not be changed');
    return meaning[called.trouble.kind];
  }
}

const meaning: Readonly<Record<DiscordTrouble['kind'], ChangedThere>> = {
  gone: 'not there',
  busy: 'later',
  forbidden: 'closed',
  'token over': 'closed',
  'too large': 'closed',
  'words refused': 'closed',
  refused: 'closed',
};

/**
 * By its place among the versions that the buttons name, as long as all of them are shown; else by what its version is called
 * in the name that we gave its file, which was another where an older program had posted a private one.
 */
function attachmentOf({ attachments, components }: Read, { version, name }: PictureThere) {
  const pictures = attachments.filter(({ filename }) => !marksName.test(filename));
  const versions = versionsIn(components);
  const place = versions.indexOf(version);
  if (place < 0 || pictures.length === versions.length) return pictures[place];
  return pictures.find(({ filename }) => filename.replace(coveringName, '').startsWith(`retouch-${name}.`));
}

const coveringName = 'SPOILER_';
const marksName = /^(SPOILER_)?your-marks\./;
