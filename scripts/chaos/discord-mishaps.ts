import type { EmulatedDiscord, Mishap, RouteName } from '../emulators/discord/index.ts';
import type { Random } from './random.ts';

/** Discord answers wrongly, late or not at all a few times, also after having done what was asked. */
export function troubleDiscord(discord: EmulatedDiscord, random: Random): void {
  const times = random.weighted([
    [5, 0],
    [3, 1],
    [2, 2],
  ]);
  for (let time = 0; time < times; time += 1) discord.failNext({ ...mishap(random), route: random.weighted(routes) });
}

function mishap(random: Random): Mishap {
  const afterTakingIt = random.chance(0.5);
  return random.weighted<Mishap>([
    [5, { kind: 'status', status: random.pick([500, 502, 503]), html: random.chance(0.5), afterTakingIt }],
    [3, { kind: 'drop', afterTakingIt }],
    [2, { kind: 'delay', ms: random.whole(100, 1_500) }],
    [2, { kind: 'status', status: 429, retryAfter: 1, scope: 'shared' }],
  ]);
}

/** Those by which a job's life goes. */
const routes: readonly (readonly [number, RouteName])[] = [
  [5, 'PATCH /webhooks/:application/:token/messages/:message'],
  [3, 'POST /interactions/:interaction/:token/callback'],
  [4, 'POST /channels/:channel/messages'],
  [2, 'PATCH /channels/:channel/messages/:message'],
  [2, 'GET /channels/:channel/messages'],
  [1, 'GET /channels/:channel/messages/:message'],
  [1, 'GET /webhooks/:application/:token/messages/:message'],
];
