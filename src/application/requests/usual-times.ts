import { type Dimensions, resolutionOf } from '../../domain/asked/size.ts';
import type { UsualTime } from '../../domain/offers/looks.ts';

/** As many of each kind are remembered: what a vendor took an hour ago says little. */
const remembered = 20;
/** One or two may have been odd. */
const enough = 3;

/** What takes about as long: the same model at the same vendor, as finely and as large. */
export interface Kind {
  readonly provider: string;
  readonly model: string;
  readonly quality: string;
  /** Null: the model decides. */
  readonly size: Dimensions | null;
}

export type UsualTimes = ReturnType<typeof createUsualTimes>;

/**
 * How long vendors take, learnt from what they took. In memory: a start learns it anew with the first few pictures, which
 * costs no more than some questions.
 */
export function createUsualTimes() {
  const times = new Map<string, readonly number[]>();
  return {
    note(kind: Kind, took: number): void {
      const name = nameOf(kind);
      times.set(name, [...(times.get(name) ?? []), took].slice(-remembered));
    },

    of(kind: Kind): UsualTime | null {
      const known = times.get(nameOf(kind)) ?? [];
      return known.length < enough ? null : { quickest: Math.min(...known), slowest: Math.max(...known) };
    },
  };
}

const nameOf = ({ provider, model, quality, size }: Kind) =>
  [provider, model, quality, size === null ? 'auto' : resolutionOf(size)].join(' ');
