import { readDiscordError } from '../kit/discord-error.ts';

/**
 * An unexpected throw, for the log, which takes secrets and addresses out of its stack; for Discord's own errors their code only, because they hold tokens
 * in their address and prompts in their body.
 */
export function bugFields(error: unknown): object {
  const trouble = readDiscordError(error);
  if (trouble !== null) return { discord: trouble };
  return { error };
}
