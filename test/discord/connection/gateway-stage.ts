import { type EmulatedDiscordOptions, startEmulatedDiscord } from '../../../scripts/emulators/discord/index.ts';
import { DiscordStartError } from '../../../src/discord/connection/discord-start-error.ts';
import { createGateway } from '../../../src/discord/connection/gateway.ts';
import { createSystemClock } from '../../../src/lib/system-clock.ts';
import type { Log } from '../../../src/ports/log.ts';

type Settings = Partial<Parameters<typeof createGateway>[0]>;

/** A gateway that hurries through its pauses, what it logged, and how long it would have paused. */
export async function startStage(options: EmulatedDiscordOptions = {}, settings: Settings = {}) {
  const discord = await startEmulatedDiscord(options);
  const guild = discord.createGuild({ name: 'Studio' });
  const lines: { readonly level: string; readonly fields: object; readonly message: string }[] = [];
  const write = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  const log: Log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  const pauses: number[] = [];
  let meanwhile: () => void = nothing;
  const clock = {
    ...createSystemClock(),
    sleep: async (ms: number) => {
      pauses.push(ms);
      meanwhile();
    },
    /** What happens during each pause from now on. */
    whileAsleep(happens: () => void) {
      meanwhile = happens;
    },
  };
  const { apiUrl, botToken: token } = discord;
  const bot = createGateway({ token, apiUrl, messageContent: 'auto', shards: 'auto', clock, log, ...settings });
  return {
    discord,
    guild,
    bot,
    clock,
    lines,
    pauses,
    async [Symbol.asyncDispose]() {
      await bot.destroy();
      await discord.close();
    },
  };
}

export const nothing = () => undefined;
export const refusal = (start: Promise<unknown>) =>
  start.then(
    () => null,
    (error: unknown) => (error instanceof DiscordStartError ? { reason: error.reason, message: error.message } : error),
  );
