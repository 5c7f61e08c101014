import type { Control } from './control.ts';

/** Something that waits for the request that it is meant for. */
export interface Waiting {
  used(): boolean;
  cancel(): void;
}

/** A switch for one request: used up by it, and pressed again before that, taken back. */
export function onceOff(place: () => Waiting): Required<Pick<Control, 'armed' | 'use'>> {
  let waiting: Waiting | null = null;
  const armed = () => waiting !== null && !waiting.used();
  return {
    armed,
    use() {
      if (armed()) {
        waiting?.cancel();
        waiting = null;
      } else {
        waiting = place();
      }
    },
  };
}
