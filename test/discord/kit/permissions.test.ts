import { ChannelType, PermissionFlagsBits } from 'discord.js';
import { expect, test } from 'vitest';
import { allows, allowsWriting, type Overwrite, permissionsIn } from '../../../src/discord/kit/permissions.ts';

const { Administrator, AttachFiles, ManageMessages, SendMessages, SendMessagesInThreads, ViewChannel } =
  PermissionFlagsBits;
const basic = ViewChannel | SendMessages | SendMessagesInThreads | AttachFiles;

const server = {
  id: '20',
  owner: '50',
  roles: new Map([
    ['20', String(basic)],
    ['31', '0'],
    ['32', String(ManageMessages)],
    ['33', String(Administrator)],
  ]),
};
const member = { id: '51', roles: ['31', '32'] };
const takes = (id: string, bits: bigint): Overwrite => ({ id, allow: '0', deny: String(bits) });
const gives = (id: string, bits: bigint): Overwrite => ({ id, allow: String(bits), deny: '0' });
const text = (...overwrites: readonly Overwrite[]) => ({ kind: ChannelType.GuildText, overwrites });
const thread = (...overwrites: readonly Overwrite[]) => ({ kind: ChannelType.PublicThread, overwrites });

test.each([
  ['what everybody and their roles may', text(), basic | ManageMessages],
  ['not what is taken from everybody', text(takes('20', AttachFiles)), (basic | ManageMessages) & ~AttachFiles],
  ['what one role gives back', text(takes('20', AttachFiles), gives('31', AttachFiles)), basic | ManageMessages],
  [
    'what one role gives though another takes it',
    text(takes('31', AttachFiles), gives('32', AttachFiles)),
    basic | ManageMessages,
  ],
  [
    'not what is taken from them alone',
    text(gives('31', AttachFiles), takes('51', AttachFiles)),
    (basic | ManageMessages) & ~AttachFiles,
  ],
  ['what is given to them alone', text(takes('20', basic), gives('51', ViewChannel)), ViewChannel | ManageMessages],
  ['nothing from others’ roles', text(gives('33', Administrator), gives('52', Administrator)), basic | ManageMessages],
  ['nothing at all where they see nothing', text(takes('20', ViewChannel), gives('31', SendMessages)), 0n],
  [
    'no files where they cannot write',
    text(takes('20', SendMessages)),
    ViewChannel | SendMessagesInThreads | ManageMessages,
  ],
  [
    'in a thread all the same, by another bit',
    thread(takes('20', SendMessages)),
    (basic | ManageMessages) & ~SendMessages,
  ],
  [
    'no files in a thread where they cannot write',
    thread(takes('20', SendMessagesInThreads)),
    ViewChannel | SendMessages | ManageMessages,
  ],
  ['in the server as a whole what no channel changes', null, basic | ManageMessages],
])('a member may %s', (_what, where, expected) => {
  expect(permissionsIn(server, where, member)).toBe(expected);
});

test.each([
  ['the owner', { id: '50', roles: [] }],
  ['an administrator', { id: '52', roles: ['33'] }],
])('%s may everything everywhere', (_who, one) => {
  const bits = permissionsIn(server, text(takes('20', ViewChannel), takes(one.id, ManageMessages)), one);
  expect(allows(bits & ~Administrator, ViewChannel | ManageMessages | SendMessages)).toBe(true);
});

test('a role that nobody told of gives nothing', () => {
  expect(permissionsIn({ ...server, roles: new Map() }, null, member)).toBe(0n);
});

test.each([
  ['a channel', ChannelType.GuildText, ViewChannel | SendMessages, true],
  ['a channel', ChannelType.GuildText, ViewChannel | SendMessagesInThreads, false],
  ['a thread', ChannelType.PrivateThread, ViewChannel | SendMessagesInThreads, true],
  ['a thread', ChannelType.PrivateThread, ViewChannel | SendMessages, false],
  ['a channel that is not seen', ChannelType.GuildText, SendMessages, false],
])('writing in %s (%i) is its own permission', (_place, kind, bits, may) => {
  expect(allowsWriting(bits, kind)).toBe(may);
});
