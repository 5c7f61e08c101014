import { describe, expect, onTestFinished } from 'vitest';
import type { Character } from '../../src/domain/characters/character.ts';
import type { CharacterStore } from '../../src/ports/store/members/character-store.ts';
import { describeBounds } from './characters/bounds.ts';
import { describePictures } from './characters/pictures.ts';
import { describeRemoving } from './characters/removing.ts';
import { wide } from './characters/samples.ts';
import { describeSaving } from './characters/saving.ts';
import { describeUsing } from './characters/using.ts';

export interface OpenedCharacters {
  readonly characters: CharacterStore;
  close(): Promise<void>;
}

/** What every character store promises. `open` gives an empty one. */
export function describeCharacters(name: string, open: () => Promise<OpenedCharacters>): void {
  describe(`characters: ${name}`, () => {
    const opened = async (...saved: readonly Character[]) => {
      const { characters, close } = await open();
      onTestFinished(close);
      for (const each of saved) expect(await characters.save(each, wide)).toBe('saved');
      return characters;
    };
    describeSaving(opened);
    describeBounds(opened);
    describeUsing(opened);
    describePictures(opened);
    describeRemoving(opened);
  });
}
