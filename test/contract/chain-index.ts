import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channelId, messageId, userId, versionId } from '../../src/domain/ids.ts';
import type { Audience } from '../../src/domain/jobs/job.ts';
import type { ChainEntry, ChainIndex } from '../../src/ports/store/chain-index.ts';

export interface OpenedChainIndex {
  readonly index: ChainIndex;
  close(): Promise<void>;
}

/** What every chain index promises. `open` gives an empty one. */
export function describeChainIndex(name: string, open: () => Promise<OpenedChainIndex>): void {
  describe(`the chain index: ${name}`, () => {
    let opened: OpenedChainIndex;
    let index: ChainIndex;
    beforeEach(async () => {
      opened = await open();
      index = opened.index;
    });
    afterEach(() => opened.close());

    const channel = channelId('10');
    const ada = userId('50');
    const bob = userId('51');
    const entry = (version: string, { at = channel, audience = 'everyone' as Audience, owner = ada } = {}) => ({
      version: versionId(version),
      channel: at,
      audience,
      owner,
    });
    const numbered = (version: string, number: number, changes: Partial<ChainEntry> = {}): ChainEntry => ({
      ...entry(version),
      number,
      message: null,
      ...changes,
    });
    const numbers = (entries: readonly ChainEntry[]) => entries.map((each) => each.number);

    test('versions are numbered from 1 in the order made, each channel for itself', async () => {
      const other = channelId('11');
      expect(await index.enter([entry('a'), entry('b')])).toEqual([numbered('a', 1), numbered('b', 2)]);
      expect(await index.enter([entry('c', { at: other }), entry('d')])).toEqual([
        numbered('c', 1, { channel: other }),
        numbered('d', 3),
      ]);
    });

    test('a picture that somebody else showed before is linked to where it stands', async () => {
      await index.enter([{ ...entry('a'), message: messageId('60') }]);
      expect(await index.byVersion(versionId('a'))).toEqual(numbered('a', 1, { message: messageId('60') }));
      // That message is not one of ours: its pictures are read from it anew.
      expect(await index.byMessage(messageId('60'))).toEqual([]);
    });

    test('a version that has a number keeps it', async () => {
      await index.enter([entry('a'), entry('b')]);
      expect(await index.enter([entry('b'), entry('c'), entry('a')])).toEqual([
        numbered('b', 2),
        numbered('c', 3),
        numbered('a', 1),
      ]);
    });

    test('a number is never given twice, also after its version was removed', async () => {
      await index.enter([entry('a'), entry('b')]);
      await index.remove(versionId('b'));
      expect(await index.enter([entry('c')])).toEqual([numbered('c', 3)]);
      expect(await index.byNumber(channel, 2)).toBeNull();
      expect(await index.byVersion(versionId('b'))).toBeNull();
    });

    test('the list is newest first, at most as many as asked, and shows a member their own private versions only', async () => {
      await index.enter([
        entry('a'),
        entry('b', { audience: 'asker', owner: ada }),
        entry('c', { audience: 'asker', owner: bob }),
        entry('d', { owner: bob }),
      ]);
      expect(numbers(await index.list(channel, ada, 9))).toEqual([4, 2, 1]);
      expect(numbers(await index.list(channel, bob, 9))).toEqual([4, 3, 1]);
      expect(numbers(await index.list(channel, ada, 2))).toEqual([4, 2]);
      expect(await index.list(channelId('12'), ada, 9)).toEqual([]);
    });

    test('the list goes on from any number', async () => {
      await index.enter(['a', 'b', 'c', 'd'].map((each) => entry(each)));
      expect(numbers(await index.list(channel, ada, 2, 4))).toEqual([3, 2]);
      expect(numbers(await index.list(channel, ada, 2, 2))).toEqual([1]);
      expect(await index.list(channel, ada, 2, 1)).toEqual([]);
    });

    test('numbers are found by the digits that they begin with, newest first, and only what one may see', async () => {
      const hidden = { audience: 'asker', owner: bob } as const;
      await index.enter(Array.from({ length: 120 }, (_, each) => entry(`v${each + 1}`, each === 10 ? hidden : {})));
      expect(numbers(await index.listNumbered(channel, ada, '1', 4))).toEqual([120, 119, 118, 117]);
      const elevens = [119, 118, 117, 116, 115, 114, 113, 112, 111, 110];
      expect(numbers(await index.listNumbered(channel, ada, '11', 25))).toEqual(elevens);
      expect(numbers(await index.listNumbered(channel, bob, '11', 25))).toContain(11);
      for (const none of ['0', '007', '121', '1234567890']) {
        expect(await index.listNumbered(channel, ada, none, 25)).toEqual([]);
      }
    });

    test('a version is found by its number and by its id', async () => {
      await index.enter([entry('a'), entry('b')]);
      expect(await index.byNumber(channel, 2)).toEqual(numbered('b', 2));
      expect(await index.byVersion(versionId('a'))).toEqual(numbered('a', 1));
      expect(await index.byNumber(channel, 3)).toBeNull();
    });

    test('a message tells its versions in the order in which it shows them', async () => {
      await index.enter([entry('a'), entry('b'), entry('c')]);
      await index.showIn(messageId('70'), [versionId('c'), versionId('a')]);
      expect(await index.byMessage(messageId('70'))).toEqual(['c', 'a']);
      expect(await index.byMessage(messageId('71'))).toEqual([]);
      expect(await index.byVersion(versionId('a'))).toEqual(numbered('a', 1, { message: messageId('70') }));
      expect((await index.byVersion(versionId('b')))?.message).toBeNull();
    });

    test('showing the same twice is once; another message takes a version over', async () => {
      await index.enter([entry('a'), entry('b')]);
      await index.showIn(messageId('70'), [versionId('a'), versionId('b')]);
      await index.showIn(messageId('70'), [versionId('a'), versionId('b')]);
      expect(await index.byMessage(messageId('70'))).toEqual(['a', 'b']);
      await index.showIn(messageId('71'), [versionId('a')]);
      expect((await index.byVersion(versionId('a')))?.message).toBe('71');
      expect(await index.byMessage(messageId('70'))).toEqual(['a', 'b']);
    });

    test('a removed version is in no message any more', async () => {
      await index.enter([entry('a'), entry('b')]);
      await index.showIn(messageId('70'), [versionId('a'), versionId('b')]);
      await index.remove(versionId('a'));
      expect(await index.byMessage(messageId('70'))).toEqual(['b']);
    });
  });
}
