/** What a server is told of a limit of its own, each once in a period. */
export type LimitEvent =
  | { readonly kind: 'near' }
  | { readonly kind: 'reached' }
  /** Something is left, and a request for `asked` (in the limit's unit) was more than that. */
  | { readonly kind: 'refused'; readonly asked: number };

/** From how much on a limit is near. */
export const nearPercent = 80;

/** What is true of a limit after `asked` was refused, or after something was held (`asked`: 0); `used` has all that is held. */
export function limitEvents(amount: number, used: number, asked: number): readonly LimitEvent[] {
  return [
    ...(used < amount && used * 100 >= amount * nearPercent ? [{ kind: 'near' } as const] : []),
    ...(used >= amount ? [{ kind: 'reached' } as const] : []),
    ...(used < amount && used + asked > amount ? [{ kind: 'refused', asked } as const] : []),
  ];
}
