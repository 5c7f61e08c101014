import { expect, test } from 'vitest';
import { type CommandPermission, isPermitted } from '../../src/domain/command-permissions.ts';

const guild = '1000';
const who = { guild, channel: '7', parent: null, user: '50', roles: ['60', '61'], isAdministrator: false };
const role = (id: string, isAllowed: boolean): CommandPermission => ({ id, type: 'role', isAllowed });
const channel = (id: string, isAllowed: boolean): CommandPermission => ({ id, type: 'channel', isAllowed });
const member = (id: string, isAllowed: boolean): CommandPermission => ({ id, type: 'member', isAllowed });

test.each([
  ['nothing is set', [], true],
  ['everybody is kept out', [role(guild, false)], false],
  ['everybody is kept out but a role of theirs', [role(guild, false), role('61', true)], true],
  ['one role may not and another may', [role('60', false), role('61', true)], true],
  ['a role of theirs may not', [role('60', false)], false],
  ['they are named, whatever their roles', [role('60', false), member('50', true)], true],
  ['all channels are closed', [channel('999', false)], false],
  ['all channels are closed but this one', [channel('999', false), channel('7', true)], true],
  ['this channel is closed, though they may', [channel('7', false), member('50', true)], false],
] as const)('where %s', (_, permissions, expected) => {
  expect(isPermitted(permissions, who)).toBe(expected);
});

test('a thread has its channel’s settings', () => {
  expect(isPermitted([channel('7', false)], { ...who, channel: '8', parent: '7' })).toBe(false);
});

test('an administrator may everything', () => {
  expect(isPermitted([role(guild, false)], { ...who, isAdministrator: true })).toBe(true);
});
