import { type APIInteractionDataResolvedChannel, ChannelType, PermissionFlagsBits } from 'discord.js';
import { expect, test } from 'vitest';
import { chosenChannel } from '../../../src/discord/kit/chosen-channel.ts';

const { ViewChannel, SendMessages, SendMessagesInThreads, Administrator } = PermissionFlagsBits;

/** As Discord looked it up, for an asker who sees it. */
const resolved = (bot: bigint | undefined, type: ChannelType = ChannelType.GuildText) =>
  ({
    id: '7',
    type,
    guild_id: '1',
    permissions: String(ViewChannel),
    ...(bot === undefined ? {} : { app_permissions: String(bot) }),
  }) as unknown as APIInteractionDataResolvedChannel;

test.each([
  ['where it sees it and may send', ViewChannel | SendMessages, ChannelType.GuildText, true],
  ['where it only sees it', ViewChannel, ChannelType.GuildText, false],
  ['where it may send but not see', SendMessages, ChannelType.GuildText, false],
  ['in a thread by the permission for threads', ViewChannel | SendMessagesInThreads, ChannelType.PublicThread, true],
  ['in a thread not by that for channels', ViewChannel | SendMessages, ChannelType.PublicThread, false],
  ['as an administrator', Administrator, ChannelType.GuildText, true],
  ['as nobody says', undefined, ChannelType.GuildText, null],
] as const)('the bot writes in a channel %s', (_where, bot, type, botWrites) => {
  expect(chosenChannel('7', resolved(bot, type))).toEqual({ id: '7', guild: '1', askerSees: true, botWrites });
});

test('a channel that Discord did not look up is seen by nobody', () => {
  expect(chosenChannel('7', undefined)).toEqual({ id: '7', guild: null, askerSees: false, botWrites: null });
});
