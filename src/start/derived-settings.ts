import type { Settings } from './config.ts';

/** How AceDataCloud is asked: `auto` calls back where it can. */
export function modeOf(settings: Settings) {
  const { ACEDATACLOUD_MODE: mode, PUBLIC_URL: publicUrl } = settings;
  return mode === 'auto' ? (publicUrl === undefined ? 'poll' : 'callback') : mode;
}

/** Seconds; a provider that answers only on the open connection is given time to do so. */
export function graceOf(settings: Settings): number {
  const holdsConnections = settings.OPENAI_API_KEY !== undefined || settings.AGCLOUD_API_KEY !== undefined;
  return settings.SHUTDOWN_GRACE_S ?? (holdsConnections || modeOf(settings) === 'sync' ? 150 : 20);
}

/** The only origins that may lie on private addresses (contract, `DOWNLOAD_ORIGINS`). */
export function trustedOrigins(settings: Settings): readonly string[] {
  const bases = [settings.ACEDATACLOUD_BASE_URL, settings.GMICLOUD_BASE_URL, settings.OPENAI_BASE_URL];
  if (settings.AGCLOUD_BASE_URL !== undefined) bases.push(settings.AGCLOUD_BASE_URL);
  return [settings.DISCORD_CDN_URL, ...bases, ...settings.DOWNLOAD_ORIGINS].map((address) => new URL(address).origin);
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

/** What no log line may hold. */
export function secretsOf(settings: Settings): readonly string[] {
  const { DISCORD_TOKEN, ACEDATACLOUD_API_TOKEN, OPENAI_API_KEY, AGCLOUD_API_KEY, GMICLOUD_API_KEY, SIGNING_SECRET } =
    settings;
  return [
    DISCORD_TOKEN,
    ACEDATACLOUD_API_TOKEN,
    OPENAI_API_KEY,
    AGCLOUD_API_KEY,
    GMICLOUD_API_KEY,
    SIGNING_SECRET,
  ].filter((secret) => secret !== undefined);
}
