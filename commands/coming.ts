import type { Request } from '../src/discord/kit/request.ts';

/** For what is registered already and not built yet. Nothing is made and nothing is charged. */
export const sayComing = (request: Request, what: string): Promise<void> =>
  request.reply.show(`${what} is coming, and not there yet. Nothing was made or charged.`, 'asker');

/** A leaf that only says so. */
export const coming = (what: string) => ({ run: (_options: unknown, request: Request) => sayComing(request, what) });
