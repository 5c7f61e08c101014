import { ChannelType, type GatewayDispatchPayload, GatewayDispatchEvents as Told } from 'discord.js';
import { expect, test } from 'vitest';
import { createKnownPlaces } from '../../../../src/discord/connection/gateway/known-places.ts';

const told = (t: string, d: object) => ({ op: 0, s: 1, t, d }) as unknown as GatewayDispatchPayload;
const role = (id: string, permissions = '0', more: object = {}) => ({ id, permissions, ...more });
const overwrite = { id: '20', type: 0, allow: '0', deny: '2048' };
const channel = (id: string, more: object = {}) => ({ id, guild_id: '20', type: ChannelType.GuildText, ...more });
const thread = (id: string, parent: string | null, more: object = {}) =>
  channel(id, { type: ChannelType.PublicThread, parent_id: parent, ...more });
const guild = (changes: object = {}) => ({
  id: '20',
  owner_id: '50',
  premium_tier: 2,
  preferred_locale: 'de',
  nsfw_level: 0,
  roles: [role('20', '1024'), role('31', '8'), role('32', '2048', { tags: { bot_id: '99' } })],
  members: [{ user: { id: '99' }, roles: ['32', '31'] }],
  channels: [channel('40', { nsfw: true, permission_overwrites: [overwrite] }), channel('44', { parent_id: '30' })],
  threads: [thread('41', '40')],
  ...changes,
});

function stage(changes: object = {}) {
  const { places, learn } = createKnownPlaces(() => '99');
  const say = (event: string, data: object) => learn(told(event, data));
  say(Told.GuildCreate, guild(changes));
  const known = (...ids: readonly string[]) => ids.filter((id) => places.channel('20', id) !== undefined);
  return { places, say, known };
}

test('a server is known by what is asked of it', () => {
  const { places } = stage();
  expect(places.guild('20')).toMatchObject({
    ...{ id: '20', owner: '50', premiumTier: 2, locale: 'de', ownRole: '32', botRoles: ['32', '31'] },
  });
  expect([...places.rolesOf('20')]).toEqual([
    ['20', '1024'],
    ['31', '8'],
    ['32', '2048'],
  ]);
  expect(places.parentOf('20', '41')).toBe('40');
});

test('roles come, change and go, and so do those that the bot has', () => {
  const { places, say } = stage();
  say(Told.GuildRoleUpdate, { guild_id: '20', role: role('31', '2048') });
  say(Told.GuildRoleCreate, { guild_id: '20', role: role('33', '8') });
  expect(places.rolesOf('20')).toEqual(new Map(Object.entries({ 20: '1024', 31: '2048', 32: '2048', 33: '8' })));
  say(Told.GuildMemberUpdate, { guild_id: '20', user: { id: '99' }, roles: ['32', '33'] });
  say(Told.GuildMemberUpdate, { guild_id: '20', user: { id: '50' }, roles: ['31'] });
  expect(places.guild('20')?.botRoles).toEqual(['32', '33']);
  say(Told.GuildRoleDelete, { guild_id: '20', role_id: '33' });
  expect(places.guild('20')).toMatchObject({ botRoles: ['32'], ownRole: '32' });
  say(Told.GuildRoleDelete, { guild_id: '20', role_id: '32' });
  expect(places.guild('20')).toMatchObject({ botRoles: [], ownRole: undefined });
  say(Told.GuildUpdate, guild({ owner_id: '51', roles: [role('34', '8')], channels: undefined, threads: undefined }));
  expect(places.guild('20')).toMatchObject({ owner: '51' });
  expect([...places.rolesOf('20').keys()]).toEqual(['34']);
  expect(places.parentOf('20', '41')).toBe('40');
});

test('a channel is known by its kind, its age restriction and its overwrites; a thread has its channel’s', () => {
  const { places, say } = stage();
  const { id, allow, deny } = overwrite;
  const shared = { isAgeRestricted: true, overwrites: [{ id, allow, deny }], category: null };
  expect(places.channel('20', '40')).toEqual({ ...shared, kind: ChannelType.GuildText, parent: null });
  expect(places.channel('20', '41')).toEqual({ ...shared, kind: ChannelType.PublicThread, parent: '40' });
  // A category is no parent of that sort.
  expect(places.channel('20', '44')).toMatchObject({
    isAgeRestricted: false,
    overwrites: [],
    parent: null,
    category: '30',
  });
  say(Told.ThreadCreate, thread('42', '44'));
  expect(places.channel('20', '42')).toMatchObject({ parent: '44', category: '30' });
  say(Told.ChannelUpdate, channel('40', { nsfw: false, permission_overwrites: [] }));
  expect(places.channel('20', '41')).toMatchObject({ isAgeRestricted: false, overwrites: [] });
});

test.each([
  ['explicit', 1, true],
  ['safe', 2, false],
  ['age-restricted', 3, true],
])('in a server that is called %s, so is each channel', (_called, level, isAgeRestricted) => {
  expect(stage({ nsfw_level: level }).places.channel('20', '44')).toMatchObject({ isAgeRestricted });
});

test('channels come and go, and one takes its threads with it', () => {
  const { say, known } = stage();
  say(Told.ChannelCreate, channel('45'));
  expect(known('40', '41', '44', '45')).toEqual(['40', '41', '44', '45']);
  say(Told.ChannelDelete, channel('40'));
  say(Told.ChannelDelete, channel('45'));
  expect(known('40', '41', '44', '45')).toEqual(['44']);
  say(Told.ChannelCreate, { id: '46', type: ChannelType.DM });
  expect(known('46')).toEqual([]);
});

test('threads come and go, and a server takes its own with it', () => {
  const { places, say, known } = stage();
  const parentOf = (id: string) => places.parentOf('20', id);
  const later = thread('42', '40');
  say(Told.ThreadCreate, later);
  expect(parentOf('42')).toBe('40');
  say(Told.ThreadUpdate, { ...later, thread_metadata: { archived: true } });
  expect(parentOf('42')).toBeUndefined();
  say(Told.ThreadUpdate, { ...later, thread_metadata: { archived: false } });
  expect(parentOf('42')).toBe('40');
  say(Told.ThreadDelete, { id: '42', guild_id: '20' });
  say(Told.ThreadCreate, thread('43', null));
  expect(known('41', '42', '43')).toEqual(['41']);
  say(Told.GuildDelete, { id: '20', unavailable: true });
  expect([places.guild('20'), parentOf('41'), ...known('40')]).toEqual([undefined, undefined]);
});

test('a list of threads is all that there are, in the channels that it is about', () => {
  const { say, known } = stage({ threads: [thread('41', '40'), thread('42', '44')] });
  say(Told.ThreadListSync, { guild_id: '20', channel_ids: ['44'], threads: [thread('43', '44')] });
  expect(known('41', '42', '43')).toEqual(['41', '43']);
  say(Told.ThreadListSync, { guild_id: '20', threads: [] });
  expect(known('40', '41', '43', '44')).toEqual(['40', '44']);
});

test('what it was not told of before is not made up', () => {
  const { places, say } = stage({ threads: [thread('41', '47')] });
  say(Told.GuildRoleCreate, { guild_id: '21', role: role('33', '8') });
  say(Told.GuildUpdate, guild({ id: '21' }));
  say(Told.ChannelCreate, channel('49', { guild_id: '21' }));
  say(Told.GuildCreate, { id: '22', unavailable: true });
  expect([places.guild('21'), places.guild('22'), places.channel('21', '49')]).toEqual(Array(3).fill(undefined));
  expect(places.rolesOf('21').size).toBe(0);
  // Its thread is in a channel that nobody told of: that alone is known.
  expect([places.parentOf('20', '41'), places.channel('20', '41')]).toEqual(['47', undefined]);
});
