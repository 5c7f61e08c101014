import { channelId } from '../domain/ids.ts';
import type { ImageProvider } from '../ports/image-provider.ts';
import type { OutwardProxy } from '../ports/outward-proxy.ts';
import type { Settings } from './config.ts';

/** Seconds; a provider that answers only on the open connection is given time to do so. */
export function graceOf(settings: Settings, providers: Iterable<Pick<ImageProvider, 'answers'>>): number {
  const holdsConnections = [...providers].some(({ answers }) => answers !== 'polled');
  return settings.SHUTDOWN_GRACE_S ?? (holdsConnections ? 150 : 20);
}

/** The only origins that may lie on private addresses (contract, `DOWNLOAD_ORIGINS`). */
export function trustedOrigins(settings: Settings): readonly string[] {
  const own = [settings.DISCORD_CDN_URL, ...settings.DOWNLOAD_ORIGINS].map((address) => new URL(address).origin);
  return [...own, ...settings.vendors.flatMap(({ origins }) => origins)];
}

/** Where members' pictures come from (contract, `DISCORD_CDN_URL`): nobody has us fetch anything else. */
export function pictureOrigins(settings: Settings): readonly string[] {
  const { origin } = new URL(settings.DISCORD_CDN_URL);
  return origin === 'https://cdn.discordapp.com'
    ? [
        origin,
        'https://media.discordapp.net',
        'https://images-ext-1.discordapp.net',
        'https://images-ext-2.discordapp.net',
      ]
    : [origin];
}

/** Through whom all of it goes out; null: nobody. */
export function proxyOf({ HTTPS_PROXY: url, NO_PROXY: except }: ProxySettings): OutwardProxy | null {
  return url === undefined ? null : { url, except };
}

type ProxySettings = Pick<Settings, 'HTTPS_PROXY' | 'NO_PROXY'>;

/** What no log line may hold. */
export function secretsOf(settings: Settings): readonly string[] {
  const { DISCORD_TOKEN, SIGNING_SECRET, HTTPS_PROXY, vendors } = settings;
  const ofVendors = vendors.flatMap(({ secrets }) => secrets);
  const ofProxy = HTTPS_PROXY === undefined ? [] : passwordIn(HTTPS_PROXY);
  return [DISCORD_TOKEN, ...ofVendors, ...(SIGNING_SECRET === undefined ? [] : [SIGNING_SECRET]), ...ofProxy];
}

/** As it is written, and as it is meant. */
function passwordIn(address: string): readonly string[] {
  const { password } = new URL(address);
  return password === '' ? [] : [...new Set([password, decodeURIComponent(password)])];
}

/** Where the operator is told of what happens, and by which names of services. */
export const forOperator = ({ OPERATOR_CHANNEL: channel, vendors }: Settings) => ({
  channel: channel === undefined ? null : channelId(channel),
  services: vendors,
});
