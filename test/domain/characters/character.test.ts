import { describe, expect, test } from 'vitest';
import { characterBounds, isUsableBy, mayDelete, whoseOf } from '../../../src/domain/characters/character.ts';
import { guildId, userId } from '../../../src/domain/ids.ts';

const [ada, ben] = [userId('50'), userId('51')];
const [here, elsewhere] = [guildId('1'), guildId('2')];
const own = { owner: ada, guild: null };
const servers = { owner: ada, guild: here };

test('one without a server is its owner’s, one with a server is everybody’s there', () => {
  expect([whoseOf(own), whoseOf(servers)]).toEqual(['mine', 'server']);
});

test('a member keeps 25 of their own and 100 MB of pictures, a server 100', () => {
  expect(characterBounds).toEqual({ perMember: 25, perServer: 100, bytesPerMember: 100_000_000 });
});

describe('who may use one', () => {
  test.each([
    ['their own, in a server', own, { user: ada, guild: here }, true],
    ['their own, in a direct message', own, { user: ada, guild: null }, true],
    ['another’s own, in a server', own, { user: ben, guild: here }, false],
    ['another’s own, in a direct message', own, { user: ben, guild: null }, false],
    ['a server’s, there', servers, { user: ben, guild: here }, true],
    ['a server’s, in another', servers, { user: ben, guild: elsewhere }, false],
    ['a server’s that they made, in another', servers, { user: ada, guild: elsewhere }, false],
    ['a server’s that they made, in a direct message', servers, { user: ada, guild: null }, false],
  ])('%s', (_, character, user, may) => {
    expect(isUsableBy(character, user)).toBe(may);
  });
});

describe('who may delete one', () => {
  test.each([
    ['its maker, anywhere', own, { user: ada, guild: elsewhere, moderates: false }, true],
    ['its maker, also of a server’s, in a direct message', servers, { user: ada, guild: null, moderates: false }, true],
    ['no other member', servers, { user: ben, guild: here, moderates: false }, false],
    ['whoever moderates the server whose it is', servers, { user: ben, guild: here, moderates: true }, true],
    ['nobody who moderates another', servers, { user: ben, guild: elsewhere, moderates: true }, false],
    ['no moderator of a member’s own, in a server', own, { user: ben, guild: here, moderates: true }, false],
    ['no moderator of a member’s own, in a direct message', own, { user: ben, guild: null, moderates: true }, false],
  ])('%s', (_, character, asker, may) => {
    expect(mayDelete(character, asker)).toBe(may);
  });
});
