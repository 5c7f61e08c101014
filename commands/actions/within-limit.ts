import type { DiscordTrouble } from '../../src/discord/kit/discord-error.ts';
import type { Request } from '../../src/discord/kit/request.ts';

/** Sends files within what Discord takes here; once more, smaller, where that is less than it says. */
export async function withinLimit<Sent extends DiscordTrouble | 'gone' | null>(
  { services: { uploads }, place, sizeLimit }: Pick<Request, 'services' | 'place' | 'sizeLimit'>,
  send: (limit: number) => Promise<Sent>,
): Promise<Sent> {
  const limit = await uploads.within(place, sizeLimit);
  const first = await send(limit);
  if (!isTooLarge(first)) return first;
  const lower = await uploads.refused(place, limit);
  const second = await send(lower);
  // The next press begins below it.
  if (isTooLarge(second)) await uploads.refused(place, lower);
  return second;
}

const isTooLarge = (sent: DiscordTrouble | 'gone' | null) =>
  sent !== null && sent !== 'gone' && sent.kind === 'too large';
