import { expect, test } from 'vitest';
import { createMaintenance } from '../../../src/application/upkeep/maintenance.ts';
import type { Messenger } from '../../../src/ports/messenger.ts';
import type { Notes } from '../../../src/ports/store/notes.ts';

function stage() {
  const done: string[] = [];
  let isStuck = false;
  const notes: Partial<Notes> = {
    dueRemovals: async () => [],
    nextRemovalAt: async () => 4_000,
    prune: async () => void done.push('notes'),
  };
  const dueAt = (name: string, at: number) => async () => {
    done.push(name);
    return at;
  };
  const maintenance = createMaintenance({
    pauses: { prune: async () => undefined },
    attempts: { prune: async () => undefined },
    notes: notes as Notes,
    messenger: {} as Messenger,
    retention: { run: dueAt('retention', 9_000) },
    thinning: dueAt('thinning', 8_000),
    deleteMembers: async () => {
      done.push('deletions');
      return null;
    },
    tellShutDowns: () => void done.push('shut-downs'),
    tellLosses: dueAt('losses', 7_000),
    async takeAway() {
      if (isStuck) throw new Error('the disk does not answer');
      done.push('take away');
    },
  });
  return {
    maintenance,
    done: () => done.splice(0),
    stick() {
      isStuck = true;
    },
  };
}

test('what stands to be taken away is, each time; it comes again when the first of all falls due', async () => {
  const { maintenance, done } = stage();
  const each = ['shut-downs', 'losses', 'thinning', 'retention', 'deletions', 'take away'];
  const hours = 3_600_000;
  expect(await maintenance(2 * hours)).toBe(4_000);
  expect(done()).toEqual(['shut-downs', 'notes', ...each.slice(1)]);
  expect(await maintenance(2 * hours + 1)).toBe(4_000);
  expect(done()).toEqual(each);
});

test('a file that cannot be removed holds up nothing else', async () => {
  const { maintenance, done, stick } = stage();
  stick();
  await expect(maintenance(1_000)).rejects.toThrow('the disk does not answer');
  expect(done()).toEqual(['shut-downs', 'losses', 'thinning', 'retention', 'deletions']);
});
