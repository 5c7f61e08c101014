import type { Request } from '../src/discord/kit/request.ts';
import { messageLink } from './message-link.ts';

type Moved = Awaited<ReturnType<Request['services']['history']['undo']>>;

/** Tells where the thread's head stands now: to all, but privately what only the asker may see, or why nothing moved. */
export function tellMoved({ reply, place }: Request, moved: Moved): Promise<void> {
  if (moved.kind === 'refused') return reply.show(refusals[moved.reason], 'asker');
  if (moved.to === null) {
    return reply.show(
      'No version is current here now. Start anew with `/imagine`, or `/edit` with a picture.',
      moved.audience,
    );
  }
  const { number, channel, message } = moved.to;
  const name =
    message === null ? `Version ${number}` : `[Version ${number}](${messageLink(place.guild, channel, message)})`;
  return reply.show(`${name} is current now.`, moved.audience);
}

const refusals = {
  'no current version': 'There is no current version here, so there is nothing to go back from.',
  'unknown version': 'I do not know that version here. `/history show` lists the ones there are.',
} as const satisfies Record<Extract<Moved, { kind: 'refused' }>['reason'], string>;
