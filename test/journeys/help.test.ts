import { expect, test } from 'vitest';
import { isPrivate, press } from './asking.ts';
import { raiseStage } from './stage/stage.ts';

test('/help shows the three ways to edit as a picture, with commands that a click opens', async () => {
  await using stage = await raiseStage();
  const { discord, ada, channel } = stage;
  const first = await discord.runCommand({ user: ada, channel, command: 'help' }).answered();

  expect(isPrivate(first)).toBe(true);
  expect(first.attachments).toMatchObject([{ filename: 'three-ways.webp', content_type: 'image/webp' }]);
  expect(first.attachments[0]?.description).toContain('Three ways to edit');
  for (const command of ['imagine', 'edit', 'history undo', 'history show', 'history continue', 'history reset']) {
    expect(first.content).toMatch(new RegExp(`</${command}:\\d+>`));
  }
  for (const word of ['Apps → Edit image', '**Undo**', '**Again**', 'mention me'])
    expect(first.content).toContain(word);
});

test('its second screen says what is left here, and goes back', async () => {
  await using stage = await raiseStage();
  const { discord, guild, ada, channel } = stage;
  const manager = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: manager, permissions: ['MANAGE_GUILD'] });
  const open = () => discord.runCommand({ user: ada, channel, command: 'help' }).answered();

  const unlimited = await press(stage, await open(), 'Next');
  expect(unlimited.content).toContain('**What you have left:** nobody set a limit for you here.');
  expect(unlimited.attachments).toEqual([]);

  const options = { amount: 7, per: 'week' };
  await discord.runCommand({ user: manager, channel, command: 'server limit set', options }).answered();
  const limited = await press(stage, await open(), 'Next');
  expect(limited.content).toContain('7 of 7 left');
  expect(limited.content).toMatch(/<\/quota:\d+>/);
  for (const word of ['@', '`region`', '`private`', '**Cancel**']) expect(limited.content).toContain(word);
  expect((await press(stage, limited, 'Back')).attachments).toHaveLength(1);
});

test('however many limits there are, the second screen fits', async () => {
  await using stage = await raiseStage();
  const { discord, guild, ada, channel } = stage;
  const manager = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: manager, permissions: ['MANAGE_GUILD'] });
  for (const unit of ['images', 'usd']) {
    for (const per of ['day', 'week', 'month']) {
      for (const member of [undefined, ada]) {
        const options = { amount: 7, unit, per, ...(member === undefined ? {} : { member }) };
        await discord.runCommand({ user: manager, channel, command: 'server limit set', options }).answered();
      }
    }
  }
  const first = await discord.runCommand({ user: ada, channel, command: 'help' }).answered();
  const second = await press(stage, first, 'Next');
  expect(second.content.length).toBeLessThanOrEqual(2000);
  expect(second.content).toContain('7 of 7 left');
});
