import { DiscordAPIError, RateLimitError } from 'discord.js';
import type { OutwardProxy } from '../../ports/outward-proxy.ts';
import { ofCertificates, readDiscordError } from '../kit/discord-error.ts';
import type { StartRefusal } from './discord-start-error.ts';
import { NotDiscord } from './gateway/sessions.ts';

/** What keeps this program from Discord, as far as an error tells. */
export function whyUnreachable(error: unknown, proxy: OutwardProxy | null): Unreachable {
  if (error instanceof NotDiscord) return 'not Discord';
  if (error instanceof RateLimitError) return 'kept out';
  if (error instanceof DiscordAPIError && error.status === 403) return 'kept out';
  const told = allOf(error);
  if (proxy !== null && told.some((each) => isOfProxy(each, URL.parse(proxy.url)))) return 'proxy';
  for (const { code } of told) {
    const why = byCode[code ?? ''];
    if (why !== undefined) return why;
    if (code !== undefined && ofCertificates.test(code)) return 'certificate';
  }
  const trouble = readDiscordError(error);
  return trouble?.kind === 'busy' && trouble.code >= 500 ? 'down' : 'unreachable';
}

export type Unreachable = Extract<
  StartRefusal,
  | 'no name'
  | 'connection refused'
  | 'no answer'
  | 'proxy'
  | 'certificate'
  | 'not Discord'
  | 'kept out'
  | 'down'
  | 'unreachable'
>;

const byCode: Readonly<Partial<Record<string, Unreachable>>> = {
  ENOTFOUND: 'no name',
  EAI_AGAIN: 'no name',
  ECONNREFUSED: 'connection refused',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'no answer',
  ENETUNREACH: 'no answer',
  UND_ERR_CONNECT_TIMEOUT: 'no answer',
};

interface Told {
  readonly message: string;
  readonly code: string | undefined;
  readonly hostname: unknown;
  readonly port: unknown;
}

/** The error, its causes, and those that it is made of: one for each address of a name. */
function allOf(error: unknown): readonly Told[] {
  if (!(error instanceof Error)) return [];
  const fields: Error & { readonly code?: unknown; readonly hostname?: unknown; readonly port?: unknown } = error;
  const { message, code, hostname, port } = fields;
  const parts = error instanceof AggregateError ? (error.errors as readonly unknown[]) : [];
  const own = { message, code: typeof code === 'string' ? code : undefined, hostname, port };
  return [own, ...parts.flatMap(allOf), ...allOf(error.cause)];
}

/** undici says that a proxy refused in words alone; who could not be connected to is in the system's own errors. */
function isOfProxy({ message, hostname, port }: Told, proxy: URL | null): boolean {
  if (proxy === null) return false;
  const proxyPort = Number(proxy.port) || (proxy.protocol === 'https:' ? 443 : 80);
  return message.includes('HTTP Tunneling') || hostname === proxy.hostname || port === proxyPort;
}
