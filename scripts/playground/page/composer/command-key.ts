/** What a key means while a command is being filled in; null: nothing of ours. */
export type KeyMeaning = 'next item' | 'item before' | 'pick' | 'run' | 'close list' | 'leave' | 'back' | null;

export function commandKey(
  event: { readonly key: string; readonly shiftKey: boolean },
  at: {
    /** Items in the list above. */
    readonly items: number;
    readonly active: number;
    /** Nothing stands in the field that has the keyboard. */
    readonly empty: boolean;
  },
): KeyMeaning {
  const picking = at.items > 0 && at.active >= 0 && !event.shiftKey;
  switch (event.key) {
    case 'ArrowDown':
      return at.items > 0 ? 'next item' : null;
    case 'ArrowUp':
      return at.items > 0 ? 'item before' : null;
    case 'Tab':
      return picking ? 'pick' : null;
    case 'Enter':
      return picking ? 'pick' : 'run';
    case 'Escape':
      return at.items > 0 ? 'close list' : 'leave';
    case 'Backspace':
      return at.empty ? 'back' : null;
    default:
      return null;
  }
}

/** The item to light up next, around the ends; -1: none so far. */
export function stepItem(active: number, items: number, meaning: 'next item' | 'item before'): number {
  if (meaning === 'next item') return (active + 1) % items;
  return active <= 0 ? items - 1 : active - 1;
}
