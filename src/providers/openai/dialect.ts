import type { ProviderName } from '../../domain/offers/provider.ts';

/** In what vendors of OpenAI's shape differ. */
export interface Dialect {
  readonly name: ProviderName;
  /** Behind the base address; begins with a slash. */
  readonly editsPath: string;
  /** Whether edits too may say how strictly to moderate. */
  readonly moderatesEdits: boolean;
  /** Whether the tokens that it counts are worth what OpenAI publishes; else they are worth nothing to us. */
  readonly publishesPrices: boolean;
}
