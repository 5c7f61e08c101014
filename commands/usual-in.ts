import type { CompletionRequest } from '../src/discord/kit/command.ts';
import type { Usual } from '../src/domain/asked/usual/usual.ts';

/** What is taken for this member there where a request says nothing. */
export const usualIn = ({ place, services }: Pick<CompletionRequest, 'place' | 'services'>): Promise<Usual> =>
  services.defaults.usual(place);
