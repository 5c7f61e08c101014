import type { Law } from '../evidence.ts';
import { allEnd } from './all-end.ts';
import { moneyAddsUp } from './money-adds-up.ts';
import { nothingLost } from './nothing-lost.ts';
import { nothingTwice } from './nothing-twice.ts';
import { paidOnce } from './paid-once.ts';
import { storeIsWhole } from './store-is-whole.ts';

/** What must hold once everything has settled. */
export const laws: readonly Law[] = [allEnd, nothingTwice, paidOnce, moneyAddsUp, nothingLost, storeIsWhole];
