import { createHash } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import type { Settings } from '../settings.ts';
import type { RestRequest } from './rest-request.ts';

export interface RateLimits {
  /** Counts a request. */
  take(request: RestRequest): RateDecision;
}

export interface RateDecision {
  readonly headers: { readonly [name: string]: string };
  /** Null: go on. Else seconds until it may be tried again. */
  readonly retryAfter: number | null;
  readonly isGlobal: boolean;
}

interface Window {
  count: number;
  endsAt: number;
}

/** Buckets are keyed by route and top-level id; interaction endpoints are outside the global limit (reference, section 7). */
export function createRateLimits(clock: Clock, mode: Settings['rateLimits']): RateLimits {
  const windows = new Map<string, Window>();
  const count = (key: string, lengthMs: number): Window => {
    const now = clock.now();
    const window = windows.get(key);
    const current = window && window.endsAt > now ? window : { count: 0, endsAt: now + lengthMs };
    windows.set(key, current);
    current.count += 1;
    return current;
  };
  return {
    take(request) {
      const { limit, lengthMs } = mode === 'discord' ? limitOf(request) : { limit: 10_000, lengthMs: 1000 };
      const { channel, guild, application, token } = request.params;
      const bucket = createHash('md5').update(String(request.route)).digest('hex');
      const window = count([request.route, channel ?? guild ?? application, token].join(' '), lengthMs);
      const overall = mode === 'discord' && request.authorization === 'bot' ? count('global', 1000) : null;
      const isGlobal = overall !== null && overall.count > 50;
      const rest = Math.max(0.001, ((isGlobal ? overall.endsAt : window.endsAt) - clock.now()) / 1000);
      const isOver = isGlobal || window.count > limit;
      const headers = {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(Math.max(0, limit - window.count)),
        'x-ratelimit-reset': (window.endsAt / 1000).toFixed(3),
        'x-ratelimit-reset-after': Math.max(0.001, (window.endsAt - clock.now()) / 1000).toFixed(3),
        'x-ratelimit-bucket': bucket,
      };
      return { headers, isGlobal, retryAfter: isOver ? rest : null };
    },
  };
}

/** Discord publishes no numbers; these are what clients report. */
function limitOf({ route }: RestRequest): { readonly limit: number; readonly lengthMs: number } {
  if (route?.startsWith('POST /channels/:channel/messages')) return { limit: 5, lengthMs: 5000 };
  if (route?.startsWith('PATCH /channels/') || route?.startsWith('DELETE /channels/'))
    return { limit: 5, lengthMs: 5000 };
  if (route?.includes('/webhooks/')) return { limit: 5, lengthMs: 2000 };
  return { limit: 50, lengthMs: 1000 };
}
