/** Every random choice of a run, repeatable by its seed. */
export interface Random {
  /** From 0 up to but not including 1. */
  next(): number;
  /** A whole number, both ends included. */
  whole(least: number, most: number): number;
  chance(share: number): boolean;
  /** One of these, as often as its weight says. */
  weighted<Choice>(choices: readonly (readonly [weight: number, choice: Choice])[]): Choice;
  /** Throws for an empty list. */
  pick<Choice>(choices: readonly Choice[]): Choice;
  /** Another generator that depends on the seed and this name alone, not on what was drawn before. */
  fork(name: string): Random;
}

export function createRandom(seed: string): Random {
  let state = hash(seed);

  /** Mulberry32: small, and even enough to choose by. */
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };

  return {
    next,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (share) => next() < share,
    weighted(choices) {
      let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, choice] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      return last(choices)[1];
    },
    pick: (choices) => choices[Math.floor(next() * choices.length)] ?? last(choices),
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}

function last<Choice>(choices: readonly Choice[]): Choice {
  const choice = choices.at(-1);
  if (choice === undefined) throw new Error('Nothing to choose from');
  return choice;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value | 0;
}
