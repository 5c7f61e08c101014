import type { EmulatedDiscord } from '../emulators/discord/index.ts';
import type { ChaosVendor, Temper } from './chaos-vendor.ts';
import type { MortalBot } from './mortal-bot.ts';
import { pause } from './pause.ts';
import type { Random } from './random.ts';

/** What befalls the bot in a round, in words, for the report. */
export type Blow =
  | 'SIGKILL'
  | 'SIGKILL twice'
  | 'SIGTERM'
  | 'SIGTERM, then SIGKILL'
  | 'gateway'
  | 'vendor away'
  | 'nothing';

export function chooseBlow(random: Random): Blow {
  return random.weighted<Blow>([
    [55, 'SIGKILL'],
    [8, 'SIGKILL twice'],
    [8, 'SIGTERM'],
    [6, 'SIGTERM, then SIGKILL'],
    [12, 'gateway'],
    [4, 'vendor away'],
    [7, 'nothing'],
  ]);
}

/** Deals it, and resolves once the bot is up again. */
export async function deal(
  blow: Blow,
  {
    bot,
    discord,
    vendor,
    random,
    temper,
  }: {
    readonly bot: MortalBot;
    readonly discord: EmulatedDiscord;
    readonly vendor: ChaosVendor;
    readonly random: Random;
    readonly temper: Temper;
  },
): Promise<void> {
  switch (blow) {
    case 'nothing':
      return;
    case 'SIGKILL':
      await bot.kill();
      return bot.live();
    case 'SIGKILL twice':
      await bot.kill();
      bot.launch();
      // Somewhere in its start.
      await pause(random.whole(100, 1_500));
      await bot.kill();
      return bot.live();
    case 'SIGTERM':
      await bot.stop();
      return bot.live();
    case 'SIGTERM, then SIGKILL':
      await bot.terminate(random.whole(10, 1_000));
      return bot.live();
    case 'gateway':
      random.weighted([
        [3, () => discord.dropGateway(1006)],
        [2, () => discord.dropGateway(4000)],
        [2, () => discord.requestReconnect()],
        [1, () => discord.invalidateSession(true)],
        [1, () => discord.invalidateSession(false)],
      ])();
      return;
    case 'vendor away':
      await vendor.goOffline();
      await pause(random.whole(200, temper === 'gentle' ? 500 : 3_000));
      return vendor.comeBack();
    default:
      blow satisfies never;
  }
}
