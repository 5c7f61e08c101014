/** What a request would cost, in millionths of a dollar, beside what has to be known to judge that. */
export interface Asked {
  /** Of all its pictures, at most; null where nobody publishes it. */
  readonly price: number | null;
  /** Of as many by the same models, with nothing chosen beside those. */
  readonly plain: number | null;
  /** The server's own bound for the whole request; null: it has none. */
  readonly askAbove: number | null;
  /** What its asker has agreed to already. */
  readonly confirmed: number;
  /** Whatever it costs: it was pressed and not written, as a reference sheet is. */
  readonly always?: boolean | undefined;
}

/** Dearer by more than this than the model is by itself, it is asked about: nobody reckons with that. */
const farAbove = 3;

/**
 * Whether the asker is to agree to the price first. A price that nobody publishes has nothing to agree to; whether it may
 * be made at all is the limits' affair.
 */
export function mustConfirm({ price, plain, askAbove, confirmed, always = false }: Asked): boolean {
  if (price === null || price <= confirmed) return false;
  const isFarAbove = plain === null || price > plain * farAbove;
  return always || isFarAbove || (askAbove !== null && price > askAbove);
}
