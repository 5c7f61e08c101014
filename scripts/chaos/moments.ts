import type { EmulatedDiscord } from '../emulators/discord/index.ts';
import type { ChaosVendor } from './chaos-vendor.ts';
import { pause } from './pause.ts';
import type { Random } from './random.ts';

/**
 * When a blow falls. Most of a job's life is waiting, so a moment that is only random in time hardly ever lies between
 * two awaits: half of them follow on something that has just happened.
 */
export type Moment = (typeof moments)[number][1];

const moments = [
  [6, 'any time'],
  [3, 'as a message changes'],
  [2, 'as Discord answers'],
  [3, 'as the vendor answers'],
] as const;

export const chooseMoment = (random: Random): Moment => random.weighted(moments);

/** Resolves then; or after a while, where nothing happens. */
export async function reach(
  moment: Moment,
  {
    discord,
    vendor,
    random,
  }: { readonly discord: EmulatedDiscord; readonly vendor: ChaosVendor; readonly random: Random },
): Promise<void> {
  if (moment === 'any time') return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const stops = listen(moment, { discord, vendor, happened: resolve });
  const timer = setTimeout(resolve, patienceMs);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    for (const stop of stops) stop();
  }
  // At once, or within the few milliseconds that it takes the bot to hear of it and to write that down.
  const late = random.whole(0, 12) - 4;
  if (late > 0) await pause(late);
}

function listen(
  moment: Exclude<Moment, 'any time'>,
  {
    discord,
    vendor,
    happened,
  }: { readonly discord: EmulatedDiscord; readonly vendor: ChaosVendor; readonly happened: () => void },
): readonly (() => void)[] {
  switch (moment) {
    case 'as a message changes':
      return [discord.on('message', happened), discord.on('messageUpdate', happened)];
    case 'as Discord answers':
      return [discord.on('request', happened)];
    case 'as the vendor answers':
      return [vendor.onAnswer(happened)];
    default:
      return moment satisfies never;
  }
}

const patienceMs = 2_000;
