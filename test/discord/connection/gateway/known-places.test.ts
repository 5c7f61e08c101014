import { ChannelType, type GatewayDispatchPayload, GatewayDispatchEvents as Told } from 'discord.js';
import { expect, test } from 'vitest';
import { createKnownPlaces } from '../../../../src/discord/connection/gateway/known-places.ts';

const told = (t: string, d: object) => ({ op: 0, s: 1, t, d }) as unknown as GatewayDispatchPayload;
const role = (id: string, permissions = '0', more: object = {}) => ({ id, permissions, ...more });
const guild = (changes: object = {}) => ({
  id: '20',
  owner_id: '50',
  premium_tier: 2,
  preferred_locale: 'de',
  roles: [role('20'), role('31', '8'), role('32', '2048', { tags: { bot_id: '99' } })],
  threads: [{ id: '41', type: ChannelType.PublicThread, parent_id: '40' }],
  ...changes,
});

function stage() {
  const { places, learn } = createKnownPlaces(() => '99');
  const say = (event: string, data: object) => learn(told(event, data));
  say(Told.GuildCreate, guild());
  return { places, say };
}

test('a server is known by what is asked of it', () => {
  const { places } = stage();
  expect(places.guild('20')).toMatchObject({
    ...{ owner: '50', premiumTier: 2, locale: 'de', ownRole: '32' },
    administrators: new Set(['31']),
  });
  expect(places.parentOf('41')).toBe('40');
});

test('roles come, change and go', () => {
  const { places, say } = stage();
  say(Told.GuildRoleUpdate, { guild_id: '20', role: role('31', '2048') });
  say(Told.GuildRoleCreate, { guild_id: '20', role: role('33', '8') });
  expect([...(places.guild('20')?.administrators ?? [])]).toEqual(['33']);
  say(Told.GuildRoleDelete, { guild_id: '20', role_id: '33' });
  say(Told.GuildRoleDelete, { guild_id: '20', role_id: '32' });
  expect(places.guild('20')).toMatchObject({ administrators: new Set(), ownRole: undefined });
  say(Told.GuildUpdate, guild({ owner_id: '51', roles: [role('34', '8')] }));
  expect(places.guild('20')).toMatchObject({ owner: '51', administrators: new Set(['34']) });
});

test('threads come and go, and a server takes its own with it', () => {
  const { places, say } = stage();
  const thread = { id: '42', type: ChannelType.PrivateThread, parent_id: '40', guild_id: '20' };
  say(Told.ThreadCreate, thread);
  expect(places.parentOf('42')).toBe('40');
  say(Told.ThreadUpdate, { ...thread, thread_metadata: { archived: true } });
  expect(places.parentOf('42')).toBeUndefined();
  say(Told.ThreadListSync, { guild_id: '20', threads: [thread] });
  expect(places.parentOf('42')).toBe('40');
  say(Told.ThreadDelete, { id: '42', guild_id: '20' });
  expect(places.parentOf('42')).toBeUndefined();
  say(Told.GuildDelete, { id: '20', unavailable: true });
  expect([places.guild('20'), places.parentOf('41')]).toEqual([undefined, undefined]);
});

test('what it was not told of before is not made up', () => {
  const { places, say } = stage();
  say(Told.GuildRoleCreate, { guild_id: '21', role: role('33', '8') });
  say(Told.GuildUpdate, guild({ id: '21' }));
  say(Told.GuildCreate, { id: '22', unavailable: true });
  expect([places.guild('21'), places.guild('22')]).toEqual([undefined, undefined]);
});
