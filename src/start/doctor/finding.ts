/** `well`: nothing is to be done. `open`: it could not be tried, or is as it was chosen. `wrong`: it is to be changed. */
export interface Finding {
  readonly kind: 'well' | 'open' | 'wrong';
  /** The setting, or what it is about. */
  readonly about: string;
  /** What is so; of what is wrong also what to change. */
  readonly sentence: string;
}

export const well = (about: string, sentence: string): Finding => ({ kind: 'well', about, sentence });
export const open = (about: string, sentence: string): Finding => ({ kind: 'open', about, sentence });
export const wrong = (about: string, sentence: string): Finding => ({ kind: 'wrong', about, sentence });
