import { describe, expect, onTestFinished, test } from 'vitest';
import { guildId, jobId, userId } from '../../src/domain/ids.ts';
import type { PauseStore } from '../../src/ports/store/members/pause-store.ts';

export interface OpenedPauses {
  readonly pauses: PauseStore;
  /** Every text in what is kept. */
  texts(): readonly string[];
  close(): Promise<void>;
}

const guild = guildId('100000000000000001');
const other = guildId('100000000000000002');
const user = userId('200000000000000001');
const manager = userId('200000000000000009');
const rule = { most: 3, within: 600, pausesFor: 600 };

/** What all pauses promise. `open` gives none. */
export function describePauses(name: string, open: () => Promise<OpenedPauses>): void {
  describe(`pauses: ${name}`, () => {
    const opened = async () => {
      const { close, ...rest } = await open();
      onTestFinished(close);
      return rest;
    };

    test('one holds in its server until it ends, is replaced, and is ended', async () => {
      const { pauses } = await opened();
      await pauses.put({ guild, user, until: 1_000, by: manager }, 1);
      expect(await pauses.find(guild, user, 999)).toBe(1_000);
      expect(await pauses.find(guild, user, 1_000)).toBeNull();
      expect(await pauses.find(other, user, 999)).toBeNull();
      await pauses.put({ guild, user, until: 500, by: manager }, 2);
      expect(await pauses.find(guild, user, 499)).toBe(500);
      expect(await pauses.end(guild, user)).toBe(true);
      expect(await pauses.end(guild, user)).toBe(false);
      expect(await pauses.find(guild, user, 3)).toBeNull();
    });

    test('those that hold are listed, with whom they are for and by', async () => {
      const { pauses } = await opened();
      await pauses.put({ guild, user, until: 1_000, by: manager }, 1);
      expect(await pauses.listed(guild, 2)).toEqual([{ guild, user, until: 1_000, by: manager }]);
      expect(await pauses.listed(guild, 1_000)).toEqual([]);
    });

    test('the third refusal of a member within the time pauses them, once, however often it is told', async () => {
      const { pauses } = await opened();
      const refuse = (job: string, now: number, who = user, where = guild) =>
        pauses.refused({ job: jobId(job), guild: where, user: who }, rule, now);
      expect(await refuse('1', 100)).toBeNull();
      expect(await refuse('1', 101)).toBeNull();
      expect(await refuse('2', 200)).toBeNull();
      expect(await refuse('3', 300, manager)).toBeNull();
      expect(await refuse('4', 300, user, other)).toBeNull();
      expect(await refuse('5', 300)).toBe(900);
      expect(await refuse('5', 301)).toBe(900);
      // In hand when they were paused: it counts anew.
      expect(await refuse('6', 302)).toBeNull();
      expect(await pauses.find(guild, user, 899)).toBe(900);
      expect(await pauses.find(other, user, 899)).toBeNull();
    });

    test('refusals that lie further apart pause nobody, and none shortens what a manager set', async () => {
      const { pauses } = await opened();
      const refuse = (job: string, now: number) => pauses.refused({ job: jobId(job), guild, user }, rule, now);
      await refuse('1', 100);
      await refuse('2', 200);
      expect(await refuse('3', 701)).toBeNull();
      await pauses.put({ guild, user, until: 90_000, by: manager }, 702);
      expect(await refuse('4', 703)).toBe(1_303);
      expect(await pauses.find(guild, user, 1_400)).toBe(90_000);
    });

    test('what has ended is forgotten', async () => {
      const { pauses, texts } = await opened();
      await pauses.put({ guild, user, until: 1_000, by: null }, 1);
      await pauses.refused({ job: jobId('7'), guild, user }, rule, 5);
      await pauses.prune(90_000_000);
      expect(texts()).toEqual([]);
    });
  });
}
