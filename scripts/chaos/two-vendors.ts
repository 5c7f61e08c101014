import { startAceDataCloud } from '../emulators/vendors/acedatacloud/chaos.ts';
import { startOpenAi } from '../emulators/vendors/openai/chaos.ts';
import type { ChaosVendor, Reach } from './chaos-vendor.ts';
import { pause } from './pause.ts';

/** Two image APIs, of which the first is away now and then: what it takes nothing of, the second makes. */
export async function startTwoVendors(reach: Reach): Promise<ChaosVendor> {
  const [first, second] = [await startAceDataCloud('poll', reach), await startOpenAi()];
  const both = [first, second] as const;
  let isOver = false;
  /** By how many it was taken away; it is back when all of them have brought it back. */
  let takenAway = 0;
  let moved: Promise<void> = Promise.resolve();

  const leave = () => {
    takenAway += 1;
    if (takenAway === 1) moved = moved.then(() => first.goOffline());
    return moved;
  };
  const comeBack = () => {
    takenAway -= 1;
    if (takenAway === 0) moved = moved.then(() => first.comeBack());
    return moved;
  };

  /** As if its line had been cut. */
  async function beAway(forMs: number): Promise<void> {
    if (takenAway > 0 || isOver) return;
    await leave();
    await pause(forMs);
    await comeBack();
  }

  return {
    provider: first.provider,
    settings: { ...first.settings, ...second.settings, PROVIDER_ORDER: `${first.provider},${second.provider}` },
    mostSources: Math.min(first.mostSources, second.mostSources),
    takesMasks: false,
    // Of what the second was asked nobody is told.
    canBeAsked: false,
    misbehave(random, prompt, calls, temper) {
      for (const each of both) each.misbehave(random.fork(each.provider), prompt, calls, temper);
      if (random.chance(0.15)) void beAway(random.whole(1_000, 4_000));
    },
    behave() {
      isOver = true;
      for (const each of both) each.behave();
    },
    onAnswer(listener) {
      const stops = both.map((each) => each.onAnswer(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    get seen() {
      return both.flatMap(({ seen }) => seen);
    },
    get billed() {
      return both.flatMap(({ billed }) => billed);
    },
    goOffline: async () => void (await Promise.all([leave(), second.goOffline()])),
    comeBack: async () => void (await Promise.all([comeBack(), second.comeBack()])),
    idle: async () => void (await Promise.all(both.map((each) => each.idle()))),
    close: async () => void (await Promise.all(both.map((each) => each.close()))),
  };
}
