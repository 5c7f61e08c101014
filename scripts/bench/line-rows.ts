import type { Journal } from '../../src/ports/store/journal.ts';
import { now } from './fill.ts';
import type { Measured } from './measure.ts';

/** What a line of 10,000 costs the worker, and each acceptance. */
export function lineRows(journal: Journal): readonly Measured[] {
  const owner = 'bench';
  return [
    {
      name: 'takeTurns',
      says: 'orders the line of 10,000 and takes the 32 turns that are free',
      batches: 7,
      turns: 3,
      async run(turn) {
        // Each lease has ended when the next turn comes: the line is as long every time.
        const at = now + 2 * turn;
        const taken = await journal.takeTurns(at, { owner, until: at + 1 }, { provider: 32, guild: 16, member: 4 });
        if (taken.length !== 32) throw new Error(`${taken.length} turns were taken.`);
      },
    },
    {
      name: 'endLeases',
      says: 'ends what leases a killed process left, at start, with 10,000 in line',
      batches: 7,
      turns: 3,
      run: () => journal.endLeases(),
    },
    {
      name: 'unsent',
      says: 'counts the line of 10,000',
      batches: 11,
      turns: 50,
      run: () => journal.unsent(),
    },
    {
      name: 'nextWakeAt',
      says: 'when the next step falls due, with 10,000 in line',
      batches: 11,
      turns: 50,
      run: () => journal.nextWakeAt(later),
    },
    {
      name: 'takeDue',
      says: 'looks for steps that are due and finds none, with 10,000 in line',
      batches: 11,
      turns: 50,
      run: (turn) => journal.takeDue(later + turn, { owner, until: later + 1_000_000 }, 32),
    },
  ];
}

/** After the turns above, before the first of these jobs falls due. */
const later = now + 1_000;
