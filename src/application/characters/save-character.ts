import {
  type Character,
  type CharacterPicture,
  type Consent,
  characterBounds,
  mostAboutLength,
  mostPictures,
} from '../../domain/characters/character.ts';
import { readName } from '../../domain/characters/names.ts';
import { type CharacterId, characterId, characterPictureId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { CharacterStore } from '../../ports/store/members/character-store.ts';
import type { Conduct } from '../conduct/conduct.ts';
import type { RulesOfServers } from '../server/rules.ts';
import type { BringPicture } from './bring-pictures.ts';
import type { CharacterServices, CharacterToSave, NotSaved, SavedCharacter } from './character-services.ts';

/** A member waits for it, and Discord's address of what they sent holds for longer. */
const patience = 60_000;

/** Saves characters: what can be refused is refused before anything is fetched, and nothing is left of one that is. */
export function createSaveCharacter({
  characters,
  images,
  bringPicture,
  serverRules,
  conduct,
  clock,
  cut,
}: {
  readonly characters: Pick<CharacterStore, 'find' | 'save' | 'mayBeSaved' | 'used'>;
  readonly images: Pick<ImageStore, 'remove'>;
  readonly bringPicture: BringPicture;
  readonly serverRules: RulesOfServers;
  readonly conduct: Pick<Conduct, 'naming'>;
  readonly clock: Pick<Clock, 'now' | 'deadline'>;
  readonly cut: AbortSignal;
}): Pick<CharacterServices, 'mayBeSaved' | 'save'> {
  return { mayBeSaved, save };

  async function mayBeSaved(asked: Parameters<CharacterServices['mayBeSaved']>[0]): Promise<'yes' | NotSaved> {
    const named = identityOf(asked);
    if (typeof named === 'string') return named;
    const outcome = await characters.mayBeSaved(named, characterBounds);
    return outcome === 'known' ? 'yes' : outcome;
  }

  async function save(asked: CharacterToSave): Promise<SavedCharacter> {
    const named = identityOf(asked);
    if (typeof named === 'string') return notSaved(named);
    if (asked.consent === null) return notSaved('no consent');
    if (asked.sources.length === 0) return { kind: 'failed', failure: { code: 'no_source' } };
    const leftOut = Math.max(0, asked.sources.length - mostPictures);
    const known = await characters.find(named.id);
    if (known !== null) return { kind: 'saved', character: known, leftOut };
    const refused = await mayBeSaved(asked);
    if (refused !== 'yes') return notSaved(refused);
    const forbidden = await serverRules.refusal(asked.place, { sources: asked.sources.slice(0, mostPictures) });
    const worded = forbidden ?? (await conduct.naming(asked.id, [asked.name, asked.about], asked.place));
    if (worded !== null) return { kind: 'failed', failure: worded };

    try {
      return await bringAndWrite(named, asked, asked.consent, leftOut);
    } finally {
      if ((await characters.find(named.id)) === null) await forget(named.id, asked);
    }
  }

  async function bringAndWrite(
    named: Pick<Character, 'id' | 'name' | 'owner' | 'guild'>,
    asked: CharacterToSave,
    consent: Consent,
    leftOut: number,
  ): Promise<SavedCharacter> {
    using waited = clock.deadline(patience, cut);
    const pictures = await bringAll(named, asked, waited.signal);
    if (!Array.isArray(pictures)) return pictures;
    const character: Character = {
      ...named,
      about: asked.about.trim(),
      consent,
      pictures,
      sheet: null,
      madeAt: clock.now(),
    };
    const outcome = await characters.save(character, characterBounds);
    // It is offered first from now on: where there are many, its owner would not find it among those used before.
    if (outcome === 'saved') await characters.used([named.id], named.owner, clock.now());
    return outcome === 'saved' || outcome === 'known' ? { kind: 'saved', character, leftOut } : notSaved(outcome);
  }

  async function bringAll(
    { id }: Pick<Character, 'id'>,
    { sources, place: { channel, user } }: CharacterToSave,
    signal: AbortSignal,
  ): Promise<CharacterPicture[] | Exclude<SavedCharacter, { kind: 'saved' }>> {
    const pictures: CharacterPicture[] = [];
    for (const [place, source] of sources.slice(0, mostPictures).entries()) {
      const brought = await bringPicture(source, characterPictureId(id, place), { channel, user }, signal);
      if (brought.kind === 'failed') return brought;
      if (brought.kind === 'unfinished') return notSaved('unfinished');
      pictures.push(brought.picture);
    }
    return pictures;
  }

  /** Also what came in while something went wrong; whether it did or not. */
  async function forget(id: CharacterId, { sources }: CharacterToSave): Promise<void> {
    for (const place of sources.slice(0, mostPictures).keys()) await images.remove(characterPictureId(id, place));
  }
}

/** What makes it this one and no other; or why there can be none. */
function identityOf({
  id,
  place,
  name: typed,
  about,
  whose,
}: Pick<CharacterToSave, 'id' | 'place' | 'name' | 'about' | 'whose'>):
  | Pick<Character, 'id' | 'name' | 'owner' | 'guild'>
  | NotSaved {
  const name = readName(typed);
  if (name === null) return 'bad name';
  if (about.trim().length > mostAboutLength) return 'long about';
  return { id: characterId(id), name, owner: place.user, guild: whose === 'server' ? place.guild : null };
}

const notSaved = (why: NotSaved) => ({ kind: 'not saved', why }) as const;
