import type { CharacterToSave, NotSaved, SavedCharacter } from '../../../src/application/services.ts';
import type { DraftId } from '../../../src/domain/ids.ts';
import type { Draft } from '../../../src/ports/store/notes.ts';
import { sampleCharacter } from '../../discord/sample-character.ts';
import { tinyPng } from '../../discord/tiny-png.ts';

/** Services that keep drafts and note what they are to save, which comes to `outcome`. */
export function saving(
  outcome: (asked: CharacterToSave) => SavedCharacter = (asked) => ({
    kind: 'saved',
    character: sampleCharacter({ name: asked.name, owner: asked.place.user }),
    leftOut: 0,
  }),
) {
  const drafts = new Map<DraftId, Draft>();
  const asked: CharacterToSave[] = [];
  const script = {
    drafts: {
      keep: async (draft: Omit<Draft, 'madeAt'>) => void drafts.set(draft.id, { ...draft, madeAt: 0 }),
      find: async (id: DraftId) => drafts.get(id) ?? null,
    },
    characters: {
      mayAskSheet: async () => true,
      mayBeSaved: async (): Promise<'yes' | NotSaved> => 'yes',
      save: async (each: CharacterToSave) => {
        asked.push(each);
        return outcome(each);
      },
    },
  };
  return { drafts, asked, script };
}

export const png = (name: string) => ({ name, bytes: tinyPng });
