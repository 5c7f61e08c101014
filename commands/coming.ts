import type { Request } from '../src/discord/kit/request.ts';

/** For what is registered already and not built yet. Nothing is made and nothing is charged. */
export const sayComing = ({ reply, words }: Request, what: string): Promise<void> =>
  reply.show(words.say('notice.coming', { what }), 'asker');

/** A leaf that only says so. */
export const coming = (what: string) => ({ run: (_options: unknown, request: Request) => sayComing(request, what) });
