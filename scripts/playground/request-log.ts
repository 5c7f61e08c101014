import type { EmulatedDiscord } from '../emulators/discord/index.ts';
import type { RequestDetail, RequestSummary } from './protocol.ts';
import { discordEntry, type RequestEntry } from './request-entry.ts';
import type { PlaygroundUpstream } from './upstreams/upstream.ts';

/** Each REST request between the bot, Discord and the image APIs, for the side panel. */
export interface RequestLog {
  summaries(): readonly RequestSummary[];
  detail(id: string): RequestDetail | null;
  forget(): void;
}

export function createRequestLog(world: {
  readonly discord: EmulatedDiscord;
  readonly upstreams: readonly PlaygroundUpstream[];
  readonly onRequest: (summary: RequestSummary) => void;
}): RequestLog {
  const entries = new Map<string, RequestEntry>();

  /** One that was told of while it was open stays where it began. */
  function add(entry: RequestEntry): void {
    entries.set(entry.summary.id, entry);
    const [oldest] = entries.keys();
    if (entries.size > MOST_KEPT && oldest !== undefined) entries.delete(oldest);
    world.onRequest(entry.summary);
  }

  world.discord.on('request', (request) => add(discordEntry(request)));
  for (const upstream of world.upstreams) upstream.listen(add);

  return {
    summaries: () => [...entries.values()].map((entry) => entry.summary),
    detail: (id) => entries.get(id)?.detail() ?? null,
    forget: () => entries.clear(),
  };
}

const MOST_KEPT = 1000;
