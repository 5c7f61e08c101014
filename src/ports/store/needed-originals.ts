import type { AskNeeded } from '../../domain/chain/retention.ts';

/** Which originals retention must leave alone. */
export interface NeededOriginals {
  /**
   * Looks at all unfinished jobs once; the answer knows of whatever came after that, too, so a file that is asked about
   * right before it is removed is none that anybody needs by then.
   */
  look(now: number): Promise<IsNeeded>;
}

export type IsNeeded = AskNeeded;
