import { expect, test } from 'vitest';
import { runServerLog } from '../../../commands/server/log.ts';
import type { ChosenChannel } from '../../../src/discord/kit/chosen-channel.ts';
import type { Request } from '../../../src/discord/kit/request.ts';
import { createLookAtChannel } from '../../../src/discord/outgoing/look-at-channel.ts';
import { channelId, guildId, userId } from '../../../src/domain/ids.ts';
import { createSystemClock } from '../../../src/lib/system-clock.ts';
import { english } from '../../../src/words/words.ts';
import { connectBot } from '../../discord/connected-bot.ts';
import { recordedReply } from '../../discord/recorded-reply.ts';
import { scriptedServices } from '../../discord/scripted-services.ts';

// What a client of Discord's own would never send, and what Discord may leave out.

const here = guildId('1000000000000000001');
const elsewhere = guildId('1000000000000000002');
const channel = channelId('1000000000000000007');
const chosen: ChosenChannel = { id: channel, guild: here, askerSees: true, botWrites: true };

/** What somebody who manages the server is told, and what is set then. */
async function choose(choice: ChosenChannel, found: Awaited<ReturnType<Request['lookAtChannel']>> = null) {
  const { reply, done } = recordedReply();
  const set: unknown[] = [];
  const services = scriptedServices({ serverLog: { set: async (_guild, _by, id) => void set.push(id) } });
  const place = { guild: here, channel, user: userId('5') };
  const address = () => ({ audience: 'everyone', locale: 'en-US', placeLocale: null });
  const request = {
    address,
    place,
    managesServer: true,
    reply,
    services,
    words: english(),
    lookAtChannel: async () => found,
  };
  // Nothing else of a request is looked at.
  await runServerLog({ channel: choice, off: undefined }, request as unknown as Request);
  const [, look] = done.at(-1) ?? [];
  return { said: (look as { readonly content: string }).content, set };
}

const taken = {
  said: `I shall tell in <#${channel}> of limits that come near, changes of rules, pauses, refused words and appeals.`,
  set: [channel],
};
const foreign = { said: 'That is no channel of this server that you see: choose another one.', set: [] };
const closed = {
  said: `I cannot write in <#${channel}>: let me see it and send messages there, or choose another one.`,
  set: [],
};

test.each([
  ['of this server', chosen, null, taken],
  ['of another server', { ...chosen, guild: elsewhere }, null, foreign],
  ['that the asker does not see', { ...chosen, askerSees: false }, null, foreign],
  ['that the bot cannot write in', { ...chosen, botWrites: false }, null, closed],
  ['that the bot finds itself', { ...chosen, botWrites: null }, { guild: here, botWrites: true }, taken],
  ['that the bot finds elsewhere', { ...chosen, guild: null }, { guild: elsewhere, botWrites: true }, foreign],
  ['that the bot does not find', { ...chosen, botWrites: null }, null, closed],
  ['that the bot finds closed', { ...chosen, botWrites: null }, { guild: here, botWrites: false }, closed],
] as const)('a channel %s', async (_which, choice, found, answer) => {
  expect(await choose(choice, found)).toEqual(answer);
});

test('the bot finds out with its own token where it can write, if the gateway did not tell', async () => {
  await using bot = await connectBot();
  const { discord, demo, rest } = bot;
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const { guild, general } = demo.studio;
  const needs = { rest, clock: createSystemClock(), log };
  const told = { guild: guildId(guild), botWrites: false };
  const toldLook = createLookAtChannel({ ...needs, told: () => told });
  expect(await toldLook(channelId(general), guildId(guild))).toEqual(told);
  expect(discord.requestsTo('POST /channels/:channel/typing')).toEqual([]);

  const look = createLookAtChannel({ ...needs, told: () => null });

  expect(await look(channelId(general), guildId(guild))).toEqual({ guild, botWrites: true });
  discord.setPermission({ channel: general, deny: ['SEND_MESSAGES'] });
  expect(await look(channelId(general), guildId(guild))).toEqual({ guild, botWrites: false });
  discord.setPermission({ channel: general, deny: ['VIEW_CHANNEL'] });
  expect(await look(channelId(general), guildId(guild))).toBeNull();
});
