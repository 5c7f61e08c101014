import { GuildPremiumTier, PermissionFlagsBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import {
  interactionAddress,
  managesServer,
  moderates,
  placeOf,
} from '../../../src/discord/incoming/interaction-address.ts';
import { sizeLimitOf } from '../../../src/discord/incoming/message-address.ts';
import { ada, ben, bot, channel, guild, interaction, user } from '../payloads.ts';

describe('the address of an interaction', () => {
  test('says everything that answering it needs', () => {
    expect(interactionAddress(interaction({ type: 2 }), 'everyone')).toEqual({
      kind: 'interaction',
      application: bot,
      token: 'token-of-the-interaction',
      // 1440000000000000000 >> 22 after the start of 2015, and 15 minutes.
      tokenExpiresAt: Number(1_440_000_000_000_000_000n >> 22n) + 1_420_070_400_000 + 15 * 60_000,
      message: null,
      replyTo: null,
      channel,
      parent: null,
      guild,
      asker: ada,
      audience: 'everyone',
      locale: 'de',
      placeLocale: 'en-US',
      sizeLimit: 25_000_000,
      roles: ['1000000000000000020'],
    });
  });

  test('in a thread names its channel, in a channel not its category', () => {
    const thread = interaction({ type: 2, channel: { id: '77', type: 11, parent_id: channel } });
    expect(interactionAddress(thread, 'asker')).toMatchObject({ channel: '77', parent: channel, audience: 'asker' });
    const categorised = interaction({ type: 2, channel: { id: channel, type: 0, parent_id: '5' } });
    expect(interactionAddress(categorised, 'asker').parent).toBeNull();
  });

  test('says what it stands in, as far as somebody told', () => {
    const places = { channel: (_guild: string, id: string) => (id === channel ? told : undefined) };
    const told = { kind: 0, parent: null, category: '5', isAgeRestricted: true, overwrites: [] };
    const inThread = interaction({ type: 2, channel: { id: '77', type: 11, parent_id: channel } });
    const plain = interaction({ type: 2, channel: { id: '78', type: 0, parent_id: '6', nsfw: true } });
    const safe = interaction({ type: 2, channel: { id: '78', type: 0, parent_id: null, nsfw: false } });
    const standing = (of: typeof plain, known?: typeof places) => {
      const { category, isAgeRestricted } = interactionAddress(of, 'everyone', known);
      return [category, isAgeRestricted];
    };
    // A thread's channel the gateway knows; what Discord says of a channel leaves its server open.
    expect(standing(inThread, places)).toEqual(['5', true]);
    expect(standing(inThread)).toEqual([undefined, undefined]);
    expect(standing(plain, places)).toEqual(['6', true]);
    expect(standing(safe)).toEqual([null, undefined]);
  });

  test('in direct messages has no server, and the person is the user', () => {
    const direct = interaction({
      type: 3,
      guild_id: undefined,
      guild_locale: undefined,
      member: undefined,
      user: user(ben),
      channel: { id: '88', type: 1 },
    });
    expect(placeOf(direct)).toEqual({ channel: '88', parent: null, guild: null, user: ben, roles: [] });
    expect(interactionAddress(direct, 'everyone')).toMatchObject({ guild: null, asker: ben, roles: [], parent: null });
  });
});

test.each([
  ['nothing', 0n, { manages: false, moderates: false }],
  ['Manage Server', PermissionFlagsBits.ManageGuild, { manages: true, moderates: false }],
  ['Manage Messages', PermissionFlagsBits.ManageMessages, { manages: false, moderates: true }],
  ['Administrator', PermissionFlagsBits.Administrator, { manages: true, moderates: true }],
])('whoever has %s manages and moderates accordingly', (_, permissions, expected) => {
  const asked = interaction({ type: 2, member: { user: user(ben), roles: [], permissions: permissions.toString() } });
  expect({ manages: managesServer(asked), moderates: moderates(asked) }).toEqual(expected);
});

test('nobody manages or moderates direct messages', () => {
  const direct = interaction({ type: 2, member: undefined, user: user(ben) });
  expect([managesServer(direct), moderates(direct)]).toEqual([false, false]);
});

test('a file may be as large as the server’s boosts allow, 10 MiB where none are known', () => {
  const mebibyte = 1024 * 1024;
  expect(sizeLimitOf(null)).toBe(20 * mebibyte);
  expect(sizeLimitOf(GuildPremiumTier.None)).toBe(20 * mebibyte);
  expect(sizeLimitOf(GuildPremiumTier.Tier1)).toBe(20 * mebibyte);
  expect(sizeLimitOf(GuildPremiumTier.Tier2)).toBe(50 * mebibyte);
  expect(sizeLimitOf(GuildPremiumTier.Tier3)).toBe(100 * mebibyte);
});
