import { expect, test } from 'vitest';
import { ask, press } from './asking.ts';
import { until } from './looking.ts';
import { raiseRuled } from './ruled-server.ts';

// Whatever managers change is told in the log channel: who, and what before and after. It pings nobody.

test('limits, defaults and the log channel itself are told too; looking at them is not', async () => {
  await using stage = await raiseRuled();
  const { discord, guild, manager, office, log, manage, changes } = stage;
  await manage('limit set', { amount: 5, per: 'week' });
  await manage('limit set', { amount: 7, per: 'week' });
  await manage('limit set', { amount: 3, per: 'day' });
  const asked = await ask(stage, 'server limit clear', {}, { user: manager, channel: office });
  await press(stage, asked, 'Clear', manager);
  await manage('defaults set', { others: 'off' });
  await manage('defaults set', { others: 'off' });
  await manage('defaults show');
  await manage('limit list');
  await manage('limit clear');
  await manage('defaults clear');
  await until(() => changes().length === 7, 'seven changes were told');

  expect(changes()).toEqual([
    `- Log channel: nothing set → <#${log}>`,
    '- Limits: nothing set → the whole server: 5 pictures a week',
    '- Limits: the whole server: 5 pictures a week → the whole server: 7 pictures a week',
    '- Limits: the rest as before → the whole server: 3 pictures a day',
    '- Limits: the whole server: 7 pictures a week and the whole server: 3 pictures a day → nothing set',
    "- Use of each other's pictures: nothing set → `off`",
    "- Use of each other's pictures: `off` → nothing set",
  ]);

  const other = discord.createChannel({ guild, name: 'other-log' });
  await manage('log', { channel: other });
  await discord.waitForMessage(other, ({ content }) => content.includes(`<#${log}> → <#${other}>`));
  await discord.waitForMessage(log, ({ content }) => content.includes(`<#${log}> → <#${other}>`));
  await manage('log', { off: true });
  const last = await discord.waitForMessage(other, ({ content }) => content.includes(`<#${other}> → nothing set`));
  expect(last.content.split('\n')[0]).toBe(`<@${manager}> changed the rules of this server:`);
  expect(discord.pingsOf(last.id)).toEqual([]);
});
