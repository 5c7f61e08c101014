import { describe, expect, test } from 'vitest';
import { channelId, guildId, jobId, messageId, modelId, userId, versionId } from '../../src/domain/ids.ts';
import type { AuditEntry } from '../../src/domain/server/audit-entry.ts';
import type { Audits } from '../../src/ports/store/audits.ts';

/** What keeps entries until they are told, and who writes them. */
export interface AuditsUnderTest {
  readonly audits: Audits;
  /** As the step that ends their job does. */
  end(entry: AuditEntry): Promise<void>;
  close(): Promise<void>;
}

export const sampleEntry = (id: string, guild: string, at: number): AuditEntry => ({
  job: jobId(id),
  guild: guildId(guild),
  asker: userId('7'),
  channel: channelId('8'),
  message: messageId('9'),
  model: modelId('gpt-image-2'),
  cost: 41_000,
  versions: [versionId(`${id}-0-0`)],
  prompts: true,
  locale: 'en-US',
  sizeLimit: 1_000,
  at,
});

export function describeAudits(name: string, open: () => Promise<AuditsUnderTest>): void {
  describe(`audits: ${name}`, () => {
    test('entries come back as they were written, so many of each server, in the order in which they were', async () => {
      const { audits, end, close } = await open();
      const entries = [sampleEntry('103', '1', 5), sampleEntry('101', '1', 5), sampleEntry('102', '1', 5)];
      for (const entry of [...entries, sampleEntry('104', '2', 4)]) await end(entry);

      expect(await audits.due(3, 2)).toEqual([]);
      expect(await audits.due(5, 2)).toEqual([
        { entry: entries[0], begun: 0 },
        { entry: entries[1], begun: 0 },
        { entry: sampleEntry('104', '2', 4), begun: 0 },
      ]);
      await close();
    });

    test('what was begun is known to have been, and what is done is gone', async () => {
      const { audits, end, close } = await open();
      await end(sampleEntry('101', '1', 5));
      await audits.begin(jobId('101'));
      expect(await audits.due(5, 9)).toMatchObject([{ begun: 1 }]);
      await audits.done(jobId('101'));
      expect(await audits.due(5, 9)).toEqual([]);
      expect(await audits.nextAt()).toBe(null);
      await close();
    });

    test('where a server waits, what comes later waits behind it; another server does not', async () => {
      const { audits, end, close } = await open();
      await end(sampleEntry('101', '1', 5));
      await audits.later(guildId('1'), 50);
      await end(sampleEntry('102', '1', 6));
      expect(await audits.nextAt()).toBe(50);
      await end(sampleEntry('103', '2', 7));

      expect((await audits.due(10, 9)).map(({ entry }) => entry.job)).toEqual(['103']);
      expect(await audits.nextAt()).toBe(7);
      expect((await audits.due(50, 9)).map(({ entry }) => entry.job)).toEqual(['101', '102', '103']);
      await close();
    });
  });
}
