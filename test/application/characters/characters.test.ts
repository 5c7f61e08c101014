import { expect, test } from 'vitest';
import { createCharacters } from '../../../src/application/characters/characters.ts';
import { createTakeAway } from '../../../src/application/characters/take-away.ts';
import type { GuildId, UserId } from '../../../src/domain/ids.ts';
import { ada, ben, elsewhere, here, sampleCharacter, wide } from '../../contract/characters/samples.ts';
import { openStores, unscripted } from '../stage.ts';
import { placeOf } from './stage.ts';

const adas = sampleCharacter('1');
const servers = sampleCharacter('2', { guild: here });

async function stage() {
  const { characters, images, keepFile } = await openStores();
  for (const each of [adas, servers]) {
    await characters.save(each, wide);
    for (const { original } of each.pictures) await keepFile(original);
  }
  const services = createCharacters({
    characters,
    takeAway: createTakeAway({ characters, images }),
    mayBeSaved: unscripted('mayBeSaved'),
    save: unscripted('save'),
    lendPictures: unscripted('lendPictures'),
    lendContactSheet: unscripted('lendContactSheet'),
    mayAskSheet: unscripted('mayAskSheet'),
    askSheet: unscripted('askSheet'),
    keepSheet: unscripted('keepSheet'),
  });
  return { services, images };
}

const by = (user: UserId, guild: GuildId | null, moderates = false) => ({ ...placeOf(user), guild, moderates });

test.each([
  ['its maker', adas, by(ada, elsewhere), 'removed'],
  ['another member of a private one', adas, by(ben, here, true), 'gone'],
  ['the maker of a server’s', servers, by(ada, here), 'removed'],
  ['another member of a server’s', servers, by(ben, here), 'not theirs'],
  ['a moderator of a server’s', servers, by(ben, here, true), 'removed'],
  ['a moderator of another server', servers, by(ben, elsewhere, true), 'gone'],
  ['its maker in another server', servers, by(ada, elsewhere), 'gone'],
] as const)(
  '%s who deletes it hears what becomes of it, and its picture goes with it',
  async (_, character, asker, outcome) => {
    const { services, images } = await stage();
    expect(await services.remove(character.id, asker)).toBe(outcome);
    const there = await Promise.all(character.pictures.map(({ original }) => images.has(original)));
    expect(there).toEqual([outcome !== 'removed']);
    expect(await services.remove(character.id, asker)).toBe(outcome === 'removed' ? 'gone' : outcome);
  },
);
