import { expect, test } from 'vitest';
import { startProxy, trust } from '../outward-proxy.ts';
import { ending } from './asking.ts';
import { isLastPicture, until } from './looking.ts';
import { raiseProcessStage } from './stage/process-stage.ts';

// HTTPS_PROXY: the names below exist behind it alone.

const portOf = (address: string) => Number(new URL(address).port);

test('with HTTPS_PROXY Discord, its gateway and vendors are reached through it, also after the gateway broke off', async () => {
  await using stage = await raiseProcessStage({ discord: { gatewayUrl: 'wss://gateway.discord.test' } });
  const { discord, upstream, channel } = stage;
  await using proxy = await startProxy({
    'discord.test': portOf(discord.apiUrl),
    'gateway.discord.test': portOf(discord.apiUrl),
    'vendor.test': portOf(upstream.baseUrl),
  });
  const bot = await stage.start({
    ...trust,
    HTTPS_PROXY: `"${proxy.url}"`,
    DISCORD_API_URL: 'https://discord.test/api',
    ACEDATACLOUD_BASE_URL: 'https://vendor.test',
    // The pictures themselves come in plain words, which go directly.
    DOWNLOAD_ORIGINS: upstream.baseUrl,
  });
  await discord.waitForBot();
  const ada = stage.member('ada');
  const imagine = (prompt: string) =>
    ending(discord.runCommand({ user: ada, channel, command: 'imagine', options: { prompt } }));

  expect(isLastPicture(stage, await imagine('a red fox'))).toBe(true);
  const hosts = () => new Set(proxy.asked);
  expect(hosts()).toEqual(new Set(['discord.test:443', 'gateway.discord.test:443', 'vendor.test:443']));

  const gateways = () => proxy.asked.filter((each) => each === 'gateway.discord.test:443').length;
  const before = gateways();
  discord.dropGateway(4000);
  await until(() => gateways() === before + 1, 'it is reached again');
  await discord.waitForBot();
  expect(isLastPicture(stage, await imagine('a blue whale'))).toBe(true);
  expect(discord.identifies).toHaveLength(1);
  // Neither the proxy nor its password is in any line.
  expect(bot.lines.filter((line) => line.includes('secret'))).toEqual([]);
});
