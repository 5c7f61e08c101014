import type { Services } from '../../../src/application/services.ts';
import type { Chosen } from '../../../src/discord/kit/chosen-channel.ts';
import type { Request } from '../../../src/discord/kit/request.ts';
import type { GuildId } from '../../../src/domain/ids.ts';
import { inOnePanel, type Piece } from './parts.ts';

/** All that is set in a server. */
export type Settings = Awaited<ReturnType<Services['rules']['read']>>;

/** What a page of the panel is drawn from. */
export interface Panel {
  readonly request: Request;
  readonly guild: GuildId;
  readonly settings: Settings;
}

/** `about`: which part of it, where it has several: a page from 1, or a role. */
export type DrawPage = (panel: Panel, about: string | undefined) => readonly Piece[];

/** A change of the rules that something on a page makes, and the page that shows it. */
export interface Act {
  /** Whether that could be chosen there; left out where `change` itself knows what it takes. */
  readonly takes?: (value: string, services: Services) => boolean;
  readonly change: (
    settings: Settings,
    chosen: Pick<Chosen, 'values' | 'before'>,
    about: string | undefined,
  ) => Settings;
  readonly next: (values: readonly string[], about: string | undefined) => string;
}

/** The name in a custom id's part, and what it is about. */
export function readPart(part: string): { readonly name: string; readonly about: string | undefined } {
  const [name = '', about] = part.split('.', 2);
  return { name, about };
}

/** Which 25 entries: page 1 where nothing is said. */
export const pageOf = (about: string | undefined): number => Math.max(1, Number(about ?? '1'));

/** Does nothing for anybody who does not manage this server. */
export async function withPanel(
  request: Request,
  act: (request: Request, guild: GuildId) => Promise<readonly Piece[]>,
  where: 'new' | 'instead',
): Promise<void> {
  const { place, managesServer, reply, words } = request;
  if (place.guild === null || !managesServer) return reply.show(words.say('server.managers-only'), 'asker');
  return reply.showParts(inOnePanel(await act(request, place.guild)), where);
}
