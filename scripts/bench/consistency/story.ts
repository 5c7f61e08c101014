import type { Extent } from './likeness.ts';

/** One thing that happens in the chain. */
export type Act =
  | { readonly kind: 'edit'; readonly prompt: string; readonly region?: Region }
  /** A reply to what the edit with this number became. */
  | { readonly kind: 'branch'; readonly prompt: string; readonly from: number }
  | { readonly kind: 'undo' }
  | { readonly kind: 'restart' };

type Region = keyof typeof cells;

const third = 1 / 3;
const cells = {
  'top left': { left: 0, top: 0, width: third, height: third },
  top: { left: third, top: 0, width: third, height: third },
  left: { left: 0, top: third, width: third, height: third },
} as const satisfies Record<string, Extent>;

/** All that any of it touches, undone or not: three cells of nine. */
export const touched: readonly Extent[] = Object.values(cells);

const part = (prompt: string, region: Region): Act => ({ kind: 'edit', prompt, region });
const words = (prompt: string): Act => ({ kind: 'edit', prompt });

/** Twenty edits, half of them with a part; what is undone had one, and so had what is branched from. */
export const story: readonly Act[] = [
  part('a red kite', 'top left'),
  words('a paper lantern, top left'),
  part('a wooden gate', 'left'),
  words('a white goat, left'),
  part('a rainbow', 'top'),
  { kind: 'undo' },
  words('a blue balloon, top'),
  part('a stone wall', 'left'),
  words('a green parrot, top left'),
  part('a purple cloud', 'top'),
  words('a yellow tent, left'),
  { kind: 'branch', prompt: 'an orange glider, top', from: 9 },
  { kind: 'restart' },
  words('a bell tower, left'),
  part('a pink moon', 'top left'),
  words('a silver plane, top'),
  words('a hedge, left'),
  part('a gold star', 'top'),
  { kind: 'undo' },
  words('a windmill, left'),
  part('a comet', 'top left'),
  part('a hot air balloon', 'top'),
  part('a blue door', 'left'),
];
