import { describe, expect, onTestFinished, test } from 'vitest';
import { channelId, messageId, userId, versionId } from '../../src/domain/ids.ts';
import type { PictureDeletion, PictureDeletions } from '../../src/ports/store/members/picture-deletions.ts';

export interface OpenedPictureDeletions {
  readonly deletions: PictureDeletions;
  close(): Promise<void>;
}

const cat: PictureDeletion = {
  version: versionId('100-0-0'),
  name: '3',
  message: messageId('900'),
  where: { channel: channelId('11') },
};
const dog: PictureDeletion = {
  version: versionId('200-0-0'),
  name: '1',
  message: null,
  where: { directTo: userId('50') },
};

/** What all lists of deleted pictures promise. `open` gives an empty one. */
export function describePictureDeletions(name: string, open: () => Promise<OpenedPictureDeletions>): void {
  describe(`pictures that were deleted: ${name}`, () => {
    const opened = async () => {
      const { deletions, close } = await open();
      onTestFinished(close);
      return deletions;
    };

    test('each is due at its time, oldest first, until it is done', async () => {
      const deletions = await opened();
      expect(await deletions.nextAt()).toBeNull();
      await deletions.put(cat, 200);
      await deletions.put(dog, 100);
      expect(await deletions.nextAt()).toBe(100);
      expect(await deletions.due(99, 9)).toEqual([]);
      expect(await deletions.due(100, 9)).toEqual([dog]);
      expect(await deletions.due(200, 9)).toEqual([dog, cat]);
      expect(await deletions.due(200, 1)).toEqual([dog]);
      await deletions.done(dog.version);
      await deletions.done(dog.version);
      expect(await deletions.due(200, 9)).toEqual([cat]);
      expect(await deletions.nextAt()).toBe(200);
    });

    test('of several it is told which are written down', async () => {
      const deletions = await opened();
      await deletions.put(cat, 200);
      expect(await deletions.among([dog.version, cat.version])).toEqual(new Set([cat.version]));
      await deletions.done(cat.version);
      expect(await deletions.among([dog.version, cat.version])).toEqual(new Set());
      expect(await deletions.among([])).toEqual(new Set());
    });

    test('one that is written down again replaces what was written', async () => {
      const deletions = await opened();
      await deletions.put(cat, 100);
      await deletions.put({ ...cat, name: '4' }, 300);
      expect(await deletions.due(299, 9)).toEqual([]);
      expect(await deletions.due(300, 9)).toEqual([{ ...cat, name: '4' }]);
    });
  });
}
