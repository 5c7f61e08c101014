import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { versionName } from '../../src/domain/chain/version-name.ts';
import { channelId, jobId, messageId, userId, versionId } from '../../src/domain/ids.ts';
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
    /** Which order it has is the index's own; that it rises is tried below. */
    const numbered = (version: string, number: number, changes: Partial<ChainEntry> = {}): ChainEntry => ({
      ...entry(version),
      number,
      order: expect.any(Number) as number,
      message: null,
      ...changes,
    });
    const hidden = (owner = ada) => ({ audience: 'asker' as const, owner });
    const publicly = (number: number) => ({ number, audience: 'everyone' as const });
    const privately = (number: number) => ({ number, audience: 'asker' as const });
    const names = (entries: readonly ChainEntry[]) => entries.map(versionName);

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
      expect(await index.byName(channel, ada, publicly(2))).toBeNull();
      expect(await index.byVersion(versionId('b'))).toBeNull();
    });

    test('the list is newest first, at most as many as asked, and shows a member their own private versions only', async () => {
      await index.enter([
        entry('a'),
        entry('b', hidden(ada)),
        entry('c', hidden(bob)),
        entry('d', { owner: bob }),
        entry('e', hidden(ada)),
      ]);
      expect(names(await index.list(channel, ada, 9))).toEqual(['p2', '2', 'p1', '1']);
      expect(names(await index.list(channel, bob, 9))).toEqual(['2', 'p1', '1']);
      expect(names(await index.list(channel, ada, 2))).toEqual(['p2', '2']);
      expect(await index.list(channelId('12'), ada, 9)).toEqual([]);
    });

    test('private versions are numbered by themselves for their owner, and take no number from the others', async () => {
      expect(
        await index.enter([
          entry('a'),
          entry('b', hidden()),
          entry('c', hidden(bob)),
          entry('d'),
          entry('e', hidden()),
        ]),
      ).toEqual([
        numbered('a', 1),
        numbered('b', 1, hidden()),
        numbered('c', 1, hidden(bob)),
        numbered('d', 2),
        numbered('e', 2, hidden()),
      ]);
      expect(await index.enter([entry('f', { ...hidden(), at: channelId('11') })])).toMatchObject([{ number: 1 }]);
      await index.remove(versionId('e'));
      expect(await index.enter([entry('g', hidden()), entry('b', hidden())])).toMatchObject([
        { number: 3 },
        { number: 1 },
      ]);
    });

    test('the list goes on from any entry, over what all see and what is one’s own', async () => {
      const made = await index.enter(['a', 'b', 'c', 'd'].map((each) => entry(each, each === 'c' ? hidden() : {})));
      const [first = -1, second, , last] = made.map(({ order }) => order);
      expect(made.map(({ order }) => order)).toEqual(made.map(({ order }) => order).toSorted((one, two) => one - two));
      expect(names(await index.list(channel, ada, 2, last))).toEqual(['p1', '2']);
      expect(names(await index.list(channel, bob, 2, last))).toEqual(['2', '1']);
      expect(names(await index.list(channel, ada, 2, second))).toEqual(['1']);
      expect(await index.list(channel, ada, 2, first)).toEqual([]);
    });

    test('names are found by what they begin with, newest first, and only what one may see', async () => {
      await index.enter(Array.from({ length: 120 }, (_, each) => entry(`v${each + 1}`)));
      await index.enter(Array.from({ length: 12 }, (_, each) => entry(`h${each + 1}`, hidden(bob))));
      const begin = (digits: string, audience: Audience = 'everyone') => ({ audience, digits });
      expect(names(await index.listNamed(channel, ada, begin('1'), 4))).toEqual(['120', '119', '118', '117']);
      const elevens = ['119', '118', '117', '116', '115', '114', '113', '112', '111', '110', '11'];
      expect(names(await index.listNamed(channel, ada, begin('11'), 25))).toEqual(elevens);
      expect(names(await index.listNamed(channel, bob, begin('1', 'asker'), 25))).toEqual(['p12', 'p11', 'p10', 'p1']);
      expect(names(await index.listNamed(channel, bob, begin('', 'asker'), 3))).toEqual(['p12', 'p11', 'p10']);
      expect(await index.listNamed(channel, ada, begin('', 'asker'), 25)).toEqual([]);
      for (const none of ['0', '007', '121', '1234567890']) {
        expect(await index.listNamed(channel, ada, begin(none), 25)).toEqual([]);
      }
    });

    test('a version is found by its name and by its id; a private name is one’s own', async () => {
      await index.enter([entry('a'), entry('b'), entry('c', hidden(bob)), entry('d', hidden(ada))]);
      expect(await index.byName(channel, bob, publicly(2))).toEqual(numbered('b', 2));
      expect(await index.byName(channel, bob, privately(1))).toEqual(numbered('c', 1, hidden(bob)));
      expect(await index.byName(channel, ada, privately(1))).toEqual(numbered('d', 1, hidden(ada)));
      expect(await index.byVersion(versionId('a'))).toEqual(numbered('a', 1));
      expect(await index.byName(channel, ada, publicly(3))).toBeNull();
      expect(await index.byName(channel, ada, privately(2))).toBeNull();
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

    test('what is left of a request is found by its job, and of no other whose id begins alike', async () => {
      const ids = ['100-0-0', '100-1-0', '1001-0-0', '10-0-0', 'i100'];
      await index.enter(ids.map((id) => entry(id)));
      expect((await index.ofJob(jobId('100'))).toSorted()).toEqual(['100-0-0', '100-1-0']);
      await index.remove(versionId('100-0-0'));
      expect(await index.ofJob(jobId('100'))).toEqual(['100-1-0']);
      expect(await index.ofJob(jobId('7'))).toEqual([]);
    });

    test('the message of a version is known, though it was removed before that was shown', async () => {
      await index.enter([entry('a')]);
      expect(await index.messageOf(versionId('a'))).toBeNull();
      await index.remove(versionId('a'));
      await index.showIn(messageId('9'), [versionId('a')]);
      await index.showIn(messageId('70'), [versionId('a')]);
      expect(await index.messageOf(versionId('a'))).toBe('70');
      await index.remove(versionId('a'));
      expect(await index.messageOf(versionId('a'))).toBeNull();
    });
  });
}
