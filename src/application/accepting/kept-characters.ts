import type { UsedCharacter } from '../../domain/asked/image-request.ts';
import type { Ask, AskedCharacters } from '../asking.ts';

/** Whoever was in the picture that is asked for again, where one is. */
export const keptIn = ({ characters }: Pick<Ask, 'characters'>): readonly UsedCharacter[] | undefined =>
  characters?.kind === 'kept' ? characters.characters : undefined;

/** Whoever was in it, and nobody whom the words would name today. */
export const kept = (characters: readonly UsedCharacter[] | undefined): AskedCharacters => ({
  kind: 'kept',
  characters: characters ?? [],
});
