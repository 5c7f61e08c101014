import { createRequire } from 'node:module';
import type { RESTOptions } from 'discord.js';

type Agent = NonNullable<RESTOptions['agent']>;

/**
 * An agent of the undici that discord.js brings. Without one, discord.js sends through the process's global dispatcher,
 * which is another undici's as soon as one is imported first; what the one makes of a request the other need not
 * understand.
 */
export function createOwnAgent(): Agent {
  const discord = createRequire(createRequire(import.meta.url).resolve('discord.js'));
  const rest = createRequire(discord.resolve('@discordjs/rest'));
  // The one cast of this edge: the package is found by path, where the compiler does not look.
  const { Agent } = rest('undici') as { readonly Agent: new () => Agent };
  return new Agent();
}
