import type { ImageStore } from '../../ports/store/image-store.ts';
import type { CharacterStore } from '../../ports/store/members/character-store.ts';

interface Needs {
  readonly characters: Pick<CharacterStore, 'toTakeAway' | 'takenAway'>;
  readonly images: Pick<ImageStore, 'remove'>;
}

/** Removes the originals that stand to be taken away. May be done twice, and by two at once. */
export type TakeAway = () => Promise<void>;

/** Forgotten only once they are removed, so that a crash in between leaves no picture behind. */
export function createTakeAway({ characters, images }: Needs): TakeAway {
  return async function takeAway() {
    let removed: number;
    do {
      const originals = await characters.toTakeAway(batch);
      for (const original of originals) await images.remove(original);
      if (originals.length > 0) await characters.takenAway(originals);
      removed = originals.length;
    } while (removed === batch);
  };
}

const batch = 50;
