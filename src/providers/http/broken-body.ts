/**
 * An answer's body is of no use: no failure of whoever reads it. It broke off on its way, or it came and nothing can be
 * made of it (`isSenseless`).
 */
export class BrokenBody extends Error {
  readonly reason: string;
  readonly isSenseless: boolean;
  constructor(reason: string, { isSenseless = false } = {}) {
    super(`The answer's body is broken: ${reason}`);
    this.reason = reason;
    this.isSenseless = isSenseless;
  }
}

/** The reason of a {@link BrokenBody} that is longer than allowed. */
export const tooLarge = 'too large';

export const overLong = () => new BrokenBody(tooLarge, { isSenseless: true });
