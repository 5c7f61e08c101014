import type { EmulatedDiscordOptions } from './face/options.ts';

/** The options, with Discord's own numbers where none were given. */
export type Settings = Required<Omit<EmulatedDiscordOptions, 'now' | 'port' | 'world' | 'gatewayUrl'>>;

const MEBIBYTE = 1024 * 1024;

export function settingsFrom(options: EmulatedDiscordOptions): Settings {
  return {
    botName: options.botName ?? 'bot',
    pingReplyToInteractionResponse: options.pingReplyToInteractionResponse ?? 'withheld',
    messagesInUnjoinedThreads: options.messagesInUnjoinedThreads ?? 'sent',
    messageContentIntent: options.messageContentIntent ?? false,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? 41_250,
    interactionDeadlineMs: options.interactionDeadlineMs ?? 3000,
    tokenLifetimeMs: options.tokenLifetimeMs ?? 15 * 60_000,
    attachmentLifetimeMs: options.attachmentLifetimeMs ?? 24 * 60 * 60_000,
    // 20 MiB since September 2026 (reference, section 2).
    defaultUploadLimit: options.defaultUploadLimit ?? 20 * MEBIBYTE,
    shards: options.shards ?? 1,
    rateLimits: options.rateLimits ?? 'wide',
  };
}

/** Boost tiers 2 and 3 allow 50 and 100 MiB per file; the default otherwise (reference, section 2). */
export function uploadLimitOf(settings: Settings, premiumTier: number): number {
  const byTier = premiumTier === 3 ? 100 * MEBIBYTE : premiumTier === 2 ? 50 * MEBIBYTE : 0;
  return Math.max(byTier, settings.defaultUploadLimit);
}
