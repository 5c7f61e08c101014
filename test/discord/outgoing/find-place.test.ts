import { expect, test } from 'vitest';
import { createFindPlace } from '../../../src/discord/outgoing/messenger/find-place.ts';
import { channelId } from '../../../src/domain/ids.ts';
import { createSystemClock } from '../../../src/lib/system-clock.ts';
import { connectBot } from '../connected-bot.ts';

test('a channel’s category and age restriction are found, and a thread’s are those of its channel', async () => {
  await using bot = await connectBot();
  const { discord, demo, rest } = bot;
  const { guild, general, thread, pictures } = demo.studio;
  const find = createFindPlace({ rest, clock: createSystemClock() });
  const category = discord.createCategory({ guild, name: 'Art' });
  const inside = discord.createChannel({ guild, name: 'art', category, ageRestricted: true });
  const deep = discord.createThread({ channel: inside, name: 'Late', owner: demo.ada });

  const inCategory = { category, isAgeRestricted: true };
  expect(await find(channelId(inside))).toEqual({ channel: inside, parent: null, ...inCategory });
  expect(await find(channelId(deep))).toEqual({ channel: deep, parent: inside, ...inCategory });
  const plain = { category: null, isAgeRestricted: false };
  expect(await find(channelId(thread))).toEqual({ channel: thread, parent: pictures, ...plain });

  discord.setPermission({ channel: general, deny: ['VIEW_CHANNEL'] });
  expect(await find(channelId(general))).toBeNull();
  // A category that goes leaves its channels where they are.
  discord.deleteChannel(category);
  expect(await find(channelId(inside))).toMatchObject({ category: null });
});
