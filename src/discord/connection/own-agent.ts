import type { IncomingHttpHeaders } from 'node:http';
import { createRequire } from 'node:module';
import type { Duplex } from 'node:stream';
import type { RESTOptions } from 'discord.js';
import type { OutwardProxy } from '../../ports/outward-proxy.ts';

export interface Upgrading {
  /** As undici does it; its types leave out the origin. */
  upgrade(options: {
    readonly origin: string;
    readonly path: string;
    readonly protocol: string;
    readonly headers: Readonly<Record<string, string>>;
  }): Promise<{ readonly headers: IncomingHttpHeaders; readonly socket: Duplex }>;
}

export type OwnAgent = NonNullable<RESTOptions['agent']> & Upgrading;

/**
 * An agent of the undici that discord.js brings, through the proxy where there is one. Without an agent, discord.js sends
 * through the process's global dispatcher, which is another undici's as soon as one is imported first; what the one makes
 * of a request the other need not understand.
 */
export function createOwnAgent(proxy: OutwardProxy | null): OwnAgent {
  const discord = createRequire(createRequire(import.meta.url).resolve('discord.js'));
  const rest = createRequire(discord.resolve('@discordjs/rest'));
  // The one cast of this edge: the package is found by path, where the compiler does not look.
  const { Agent, EnvHttpProxyAgent } = rest('undici') as OwnUndici;
  if (proxy === null) return new Agent();
  // Plain HTTP goes directly. Empty, not left out: undici would look into the environment itself.
  return new EnvHttpProxyAgent({ httpsProxy: proxy.url, httpProxy: '', noProxy: proxy.except });
}

interface OwnUndici {
  readonly Agent: new () => OwnAgent;
  readonly EnvHttpProxyAgent: new (options: {
    readonly httpsProxy: string;
    readonly httpProxy: string;
    readonly noProxy: string;
  }) => OwnAgent;
}
