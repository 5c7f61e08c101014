import { messageLink } from '../src/discord/kit/message-link.ts';
import type { Request } from '../src/discord/kit/request.ts';
import { shownIn } from '../src/domain/chain/chain.ts';
import { chainOf } from '../src/domain/chain/heads.ts';
import { versionName } from '../src/domain/chain/version-name.ts';
import { memberWords } from '../src/words/server/names.ts';

type Moved = Awaited<ReturnType<Request['services']['history']['undo']>>;

/** Tells where the thread's head stands now: to all, but privately what only the asker may see, or why nothing moved. */
export function tellMoved({ reply, place, words, wordsFor }: Request, moved: Moved): Promise<void> {
  if (moved.kind === 'refused') return reply.show(words.say(refusals[moved.reason]), 'asker');
  const readers = wordsFor(moved.audience);
  if (moved.to === null) return reply.show(readers.say('history.moved.none'), moved.audience);
  const { record, message } = moved.to;
  const name = readers.say('history.version', { number: versionName(moved.to) });
  const version = message === null ? name : `[${name}](${messageLink(place.guild, shownIn(record), message)})`;
  // In a plain channel each has a current version of their own, and nobody else's has moved.
  const isOwn = moved.audience === 'everyone' && !chainOf(place).shared;
  const told = isOwn
    ? readers.say('history.moved.own', { version, member: memberWords(place.user) })
    : readers.say('history.moved', { version });
  return reply.show(told, moved.audience);
}

const refusals = {
  'no current version': 'history.no-current',
  'unknown version': 'history.unknown-version',
  'parent gone': 'history.parent-gone',
  'nothing ahead': 'history.nothing-ahead',
  elsewhere: 'history.elsewhere',
} as const satisfies Record<Extract<Moved, { kind: 'refused' }>['reason'], string>;
