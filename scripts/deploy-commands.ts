import { DiscordAPIError, REST, type RESTGetCurrentApplicationResult, Routes } from 'discord.js';
import { commands } from '../commands/index.ts';
import { DiscordStartError } from '../src/discord/connection/discord-start-error.ts';
import { registerCommands } from '../src/discord/connection/register.ts';
import { restOptions } from '../src/discord/connection/rest.ts';
import { readDiscordError } from '../src/discord/kit/discord-error.ts';
import { applicationId, guildId } from '../src/domain/ids.ts';
import { readSettings, SettingsError } from '../src/start/config.ts';

// Registers the commands without starting the bot: all of them with one write, or nothing where nothing changed.
// Exit code 78 for wrong settings, 1 where Discord refuses.

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

try {
  const settings = readSettings();
  const rest = new REST(restOptions(settings.DISCORD_API_URL)).setToken(settings.DISCORD_TOKEN);
  const application = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
  const guild = settings.DEV_GUILD_ID === undefined ? null : guildId(settings.DEV_GUILD_ID);
  const outcome = await registerCommands({ rest, application: applicationId(application.id), guild, commands });
  say(`${commands.length} commands ${guild === null ? 'everywhere' : `in server ${guild}`}: ${outcome}`);
} catch (error) {
  if (error instanceof SettingsError) {
    for (const problem of error.problems) complain(problem);
    process.exitCode = 78;
  } else if (error instanceof DiscordAPIError) {
    complain(`Discord refuses: ${error.status} ${error.message}`);
    process.exitCode = 1;
  } else if (readDiscordError(error)?.kind === 'busy') {
    complain(new DiscordStartError('unreachable').message);
    process.exitCode = 1;
  } else {
    throw error;
  }
}
