import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { startEmulatedDiscord } from '../../scripts/emulators/discord/index.ts';

const script = resolve(import.meta.dirname, '../../scripts/deploy-commands.ts');

async function deploy(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    cwd: resolve(import.meta.dirname),
  });
  const [out, complaints, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((done) => child.once('close', done)),
  ]);
  return { out, complaints, code };
}

test('npm run deploy-commands writes the commands once', async () => {
  await using discord = await startEmulatedDiscord({ world: 'demo' });
  const environment = { DISCORD_TOKEN: discord.botToken, DISCORD_API_URL: discord.apiUrl };
  expect(await deploy(environment)).toEqual({
    out: `${commands.length} commands everywhere: written\n`,
    complaints: '',
    code: 0,
  });
  expect((await deploy(environment)).out).toBe(`${commands.length} commands everywhere: unchanged\n`);
  expect(discord.registeredCommands()).toHaveLength(commands.length);
});

test('npm run deploy-commands says in one line that the token is wrong', async () => {
  await using discord = await startEmulatedDiscord({ world: 'demo' });
  const deployed = await deploy({ DISCORD_TOKEN: 'wrong', DISCORD_API_URL: discord.apiUrl });
  expect(deployed).toMatchObject({ out: '', code: 1 });
  expect(deployed.complaints).toMatch(/^Discord refuses: 401 .*\n$/);
});

test('npm run deploy-commands says in one line that Discord cannot be reached', async () => {
  const discord = await startEmulatedDiscord();
  await discord.close();
  expect(await deploy({ DISCORD_TOKEN: discord.botToken, DISCORD_API_URL: discord.apiUrl })).toEqual({
    out: '',
    complaints: 'Discord cannot be reached: check the network and DISCORD_API_URL\n',
    code: 1,
  });
});

test('npm run deploy-commands names what is wrong of the settings it needs, and minds no others', async () => {
  expect(await deploy({ DEV_GUILD_ID: 'studio', PROVIDER_ORDER: 'nobody', STORE_URL: 'nowhere' })).toEqual({
    out: '',
    complaints: [
      'DISCORD_TOKEN: is required: the bot token of your application in the developer portal\n',
      "DEV_GUILD_ID: must be a server's id\n",
      '.env: there is none here; copy .env.example to .env and fill it in\n',
    ].join(''),
    code: 78,
  });
});

test('npm run deploy-commands heeds DEV_GUILD_ID, and a blank one means everywhere', async () => {
  await using discord = await startEmulatedDiscord({ world: 'demo' });
  const guild = discord.demo?.studio.guild ?? expect.fail('the world has no such server');
  const environment = { DISCORD_TOKEN: discord.botToken, DISCORD_API_URL: discord.apiUrl };
  expect((await deploy({ ...environment, DEV_GUILD_ID: guild })).out).toBe(
    `${commands.length} commands in server ${guild}: written\n`,
  );
  expect((await deploy({ ...environment, DEV_GUILD_ID: ' ' })).out).toBe(
    `${commands.length} commands everywhere: written\n`,
  );
});
