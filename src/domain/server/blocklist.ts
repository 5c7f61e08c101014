/** What happens to words that are on the list: told to their member alone, refused, or refused and told to the log channel. */
export const blocklistActions = ['warn', 'refuse', 'report'] as const;
export type BlocklistAction = (typeof blocklistActions)[number];

export interface Blocklist {
  /** As managers typed them: plain words, or `/pattern/`. */
  readonly entries: readonly string[];
  readonly action: BlocklistAction;
}
