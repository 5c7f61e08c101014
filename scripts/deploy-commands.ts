import { DiscordAPIError, REST, type RESTGetCurrentApplicationResult, Routes } from 'discord.js';
import { commands } from '../commands/index.ts';
import { DiscordStartError } from '../src/discord/connection/discord-start-error.ts';
import { registerCommands } from '../src/discord/connection/register.ts';
import { restOptions } from '../src/discord/connection/rest.ts';
import { readDiscordError } from '../src/discord/kit/discord-error.ts';
import { applicationId, guildId } from '../src/domain/ids.ts';
import { readSomeSettings } from '../src/start/config.ts';
import { proxyOf } from '../src/start/derived-settings.ts';
import { complain, readCommandLine, runCommand, say } from './command-line.ts';

const usage = `npm run deploy-commands

Registers the bot's commands with Discord without starting the bot: all of them with one write, or nothing where nothing
changed. Needs DISCORD_TOKEN; heeds DISCORD_API_URL, and DEV_GUILD_ID for one server only.

  -h, --help  this

Exit code 0: registered, or unchanged. 1: Discord refuses or cannot be reached. 64: an unknown option. 78: wrong settings.
`;

await runCommand({
  usage,
  read: (argv) => readCommandLine(argv, {}, () => ({ kind: 'run', asked: null })),
  run: () => deploy().catch(tellRefusal),
});

async function deploy(): Promise<number> {
  const settings = readSomeSettings(['DISCORD_TOKEN', 'DISCORD_API_URL', 'DEV_GUILD_ID', 'HTTPS_PROXY', 'NO_PROXY']);
  const rest = new REST(restOptions(settings.DISCORD_API_URL, { proxy: proxyOf(settings) })).setToken(
    settings.DISCORD_TOKEN,
  );
  const application = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
  const guild = settings.DEV_GUILD_ID === undefined ? null : guildId(settings.DEV_GUILD_ID);
  const outcome = await registerCommands({ rest, application: applicationId(application.id), guild, commands });
  say(`${commands.length} commands ${guild === null ? 'everywhere' : `in server ${guild}`}: ${outcome}`);
  return 0;
}

function tellRefusal(error: unknown): number {
  if (error instanceof DiscordAPIError) complain(`Discord refuses: ${error.status} ${error.message}`);
  else if (readDiscordError(error)?.kind === 'busy') complain(new DiscordStartError('unreachable').message);
  else throw error;
  return 1;
}
