import { describe, expect, onTestFinished, test } from 'vitest';
import { guildId, jobId, userId } from '../../src/domain/ids.ts';
import type { Clearing, Clearings } from '../../src/ports/store/clearings.ts';

export interface OpenedClearings {
  readonly clearings: Clearings;
  close(): Promise<void>;
}

/** What all questions whether to clear limits promise. `open` gives none. */
export function describeClearings(name: string, open: () => Promise<OpenedClearings>): void {
  describe(`questions whether to clear limits: ${name}`, () => {
    const hour = 3_600_000;
    const clearing = (id: string, askedAt: number): Clearing => ({
      id: jobId(id),
      guild: guildId('1'),
      asker: userId('50'),
      entries: ['{"unit":"images"}', '"nonsense"'],
      askedAt,
    });
    const opened = async () => {
      const { clearings, close } = await open();
      onTestFinished(close);
      return clearings;
    };

    test('one comes back as it was asked, until it is forgotten', async () => {
      const clearings = await opened();
      expect(await clearings.find(jobId('7'))).toBeNull();
      await clearings.keep(clearing('7', hour));
      // The same event once more asks nothing new.
      await clearings.keep({ ...clearing('7', 2 * hour), entries: [] });
      expect(await clearings.find(jobId('7'))).toEqual(clearing('7', hour));
      await clearings.forget(jobId('7'));
      expect(await clearings.find(jobId('7'))).toBeNull();
    });

    test('those that nobody answers go after a day', async () => {
      const clearings = await opened();
      await clearings.keep(clearing('7', hour));
      await clearings.keep(clearing('8', 2 * hour));
      await clearings.keep(clearing('9', 26 * hour));
      expect(await clearings.find(jobId('7'))).toBeNull();
      expect(await clearings.find(jobId('8'))).toEqual(clearing('8', 2 * hour));
    });
  });
}
