import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Head } from '../../../src/domain/chain/chain.ts';
import type { Heads } from '../../../src/domain/chain/heads.ts';
import { lastMoved, leftBy, mostAhead, stepped, steppedBack, steppedForward } from '../../../src/domain/chain/moves.ts';
import { jobId, versionId } from '../../../src/domain/ids.ts';

const by = jobId('9');
const id = (number: number) => versionId(`v${number}`);
const on = (version: number | null, ahead: readonly number[] = []): Head => ({
  version: version === null ? null : id(version),
  movedBy: by,
  ahead: ahead.length === 0 ? undefined : ahead.map(id),
});
const forward = (head: Head): Head => {
  const [next] = head.ahead ?? [];
  if (next === undefined) throw new Error('nothing lies ahead');
  return steppedForward(head, next, by);
};
/** Versions, each made from the one before it. */
const line = fc.uniqueArray(fc.nat(1_000), { minLength: 2, maxLength: mostAhead });

describe('undo and redo', () => {
  test('a redo after an undo is where one was', () => {
    fc.assert(
      fc.property(fc.option(fc.nat(9)), fc.nat(9), fc.array(fc.nat(99), { maxLength: 9 }), (to, at, ahead) => {
        fc.pre(to !== at);
        const before = on(at, ahead);
        expect(forward(steppedBack(before, to === null ? null : id(to), by))).toEqual(before);
      }),
    );
  });

  test('as many redos as undos lead back to where one began, and nothing lies ahead then', () => {
    fc.assert(
      fc.property(line, (versions) => {
        const newest = on(versions.at(-1) ?? 0);
        const parents = [...versions.slice(0, -1).toReversed(), null];
        const back = parents.reduce<Head>((head, to) => steppedBack(head, to === null ? null : id(to), by), newest);
        expect(back.version).toBeNull();
        expect(parents.reduce<Head>(forward, back)).toEqual(newest);
      }),
    );
  });

  test('what is chosen from what lies ahead leaves the rest ahead; anything else is a step that can be taken back', () => {
    expect(stepped(on(1, [2, 3, 4]), id(3), by)).toEqual(on(3, [4]));
    expect(stepped(on(3), id(1), by)).toEqual(on(1, [3]));
    expect(forward(stepped(on(2, [3]), id(7), by))).toEqual(on(2, [3]));
    expect(stepped(on(3, [4]), id(3), by)).toEqual(on(3, [4]));
    expect(stepped(on(null, [1]), id(2), by)).toEqual(on(2, [1]));
    expect(stepped(null, id(2), by)).toEqual(on(2));
  });

  test('what is gone is passed over', () => {
    expect(steppedForward(on(1, [2, 3, 4]), id(3), by)).toEqual(on(3, [4]));
  });

  test('no more is remembered than is bounded', () => {
    const far = Array.from({ length: 3 * mostAhead }, (_, each) => each).reduce<Head>(
      (head, each) => steppedBack(head, id(each + 1), by),
      on(0),
    );
    expect(far.ahead).toHaveLength(mostAhead);
    expect(far.ahead?.[0]).toBe(id(3 * mostAhead - 1));
  });
});

describe('which head goes back and forward', () => {
  const moved = (version: number, at: number): Head => ({ version: id(version), movedBy: jobId(String(at)) });
  const heads: Heads = { everyones: moved(1, 1), own: moved(2, 2), hidden: moved(3, 3) };

  test('in a shared chain everybody’s and a member’s private one, each its own way', () => {
    const shared = { shared: true };
    expect(leftBy(shared, heads, 'everyone')).toBe(heads.everyones);
    expect(leftBy(shared, heads, 'asker')).toBe(heads.hidden);
    expect(lastMoved(shared, heads)).toEqual({ head: heads.hidden, audience: 'asker' });
    expect(lastMoved(shared, { ...heads, everyones: moved(1, 4) })).toMatchObject({ audience: 'everyone' });
    expect(lastMoved(shared, { everyones: null, own: null, hidden: null })).toBeNull();
  });

  test('in a plain channel a member’s own, public or private, and never the last of others', () => {
    const plain = { shared: false };
    expect(leftBy(plain, heads, 'everyone')).toBe(heads.hidden);
    expect(leftBy(plain, { ...heads, hidden: null }, 'asker')).toBe(heads.own);
    // Who had none starts from the last public one, and comes back to it.
    expect(leftBy(plain, { ...heads, own: null, hidden: null }, 'everyone')).toBe(heads.everyones);
    expect(lastMoved(plain, heads)).toEqual({ head: heads.hidden, audience: null });
    expect(lastMoved(plain, { ...heads, own: null, hidden: null })).toBeNull();
  });
});
