import type { Ledger } from '../../ports/store/ledger.ts';
import type { Services } from '../services.ts';

/** Who added the bot is told once what to do next, also where several processes hear of it. */
export const createWelcomes = ({ ledger }: { readonly ledger: Pick<Ledger, 'claimTold'> }): Services['welcomes'] => ({
  claim: (guild, joinedAt) => ledger.claimTold(`welcome ${guild} ${joinedAt}`),
});
