import { useCharacters } from '../../domain/characters/asked.ts';
import { type Character, mostPictures } from '../../domain/characters/character.ts';
import { type CharacterId, characterPictureId, type JobId, type UserId, type VersionId } from '../../domain/ids.ts';
import type { ReplyAddress } from '../../domain/jobs/job.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { CharacterStore } from '../../ports/store/members/character-store.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { Ask, AskAnswer, Place } from '../services.ts';
import type { CharactersOfAsk } from './asked-characters.ts';
import type { BringPicture } from './bring-pictures.ts';
import type { CharacterServices } from './character-services.ts';

/** As long as any picture that is brought in while its member waits. */
const patience = 60_000;

/**
 * A character from the front, from the side and from the back, made from its pictures: once, for its owner, who sees it
 * alone and then says whether it is kept.
 */
export function createReferenceSheets({
  characters,
  versions,
  images,
  bringPicture,
  takeAway,
  cast,
  ask,
  clock,
  cut,
}: {
  readonly characters: Pick<CharacterStore, 'find' | 'putFirst'>;
  readonly versions: Pick<VersionStore, 'find'>;
  readonly images: Pick<ImageStore, 'remove'>;
  readonly bringPicture: BringPicture;
  readonly takeAway: () => Promise<unknown>;
  readonly cast: Pick<CharactersOfAsk, 'refusalOfSheet'>;
  readonly ask: (ask: Ask) => Promise<AskAnswer>;
  readonly clock: Pick<Clock, 'deadline'>;
  readonly cut: AbortSignal;
}): Pick<CharacterServices, 'mayAskSheet' | 'askSheet' | 'keepSheet'> {
  return { mayAskSheet, askSheet, keepSheet };

  async function mayAskSheet(character: Character, user: UserId): Promise<boolean> {
    return character.owner === user && !hasSheet(character) && (await cast.refusalOfSheet(character.id)) === null;
  }

  async function askSheet(
    id: CharacterId,
    press: JobId,
    prompt: string,
    address: ReplyAddress,
  ): ReturnType<CharacterServices['askSheet']> {
    const character = await characters.find(id);
    if (character === null) return 'gone';
    if (character.owner !== address.asker) return 'not theirs';
    if (hasSheet(character)) return 'made';
    const { used } = useCharacters([character], mostPictures);
    return ask({
      id: press,
      recipe: { prompt, sheetOf: id },
      sources: { kind: 'none' },
      characters: { kind: 'kept', characters: used },
      address,
    });
  }

  async function keepSheet(id: VersionId, { channel, user }: Place): ReturnType<CharacterServices['keepSheet']> {
    const version = await versions.find(id);
    const sheetOf = version?.recipe?.sheetOf;
    const character = sheetOf === undefined ? null : await characters.find(sheetOf);
    if (version === null || character === null) return 'gone';
    if (version.owner !== user || character.owner !== user) return 'not theirs';
    const original = characterPictureId(character.id, id);
    if (character.pictures.some((picture) => picture.original === original)) {
      return { kind: 'kept', character, dropped: false };
    }
    using waited = clock.deadline(patience, cut);
    const brought = await bringPicture({ kind: 'version', version: id }, original, { channel, user }, waited.signal);
    if (brought.kind !== 'brought') return 'gone';
    const now = await characters.putFirst(character.id, brought.picture, mostPictures);
    if (now === 'gone') {
      await images.remove(original);
      return 'gone';
    }
    await takeAway();
    return { kind: 'kept', character: now, dropped: character.pictures.length >= mostPictures };
  }
}

/** Of its pictures those that were saved with it are numbered; a sheet is named by its version. */
const hasSheet = ({ id, pictures }: Character): boolean =>
  pictures.some(({ original }) => !/^\d+$/.test(original.slice(`f${id}-`.length)));
