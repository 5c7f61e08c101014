import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Head, isVisibleTo, moveHead, parentOf } from '../../../src/domain/chain/chain.ts';
import { channelId, jobId, userId, versionId } from '../../../src/domain/ids.ts';
import { sampleVersion } from '../../contract/version-store.ts';

const head = (by: string, version: string | null = `v${by}`): Head => ({
  version: version === null ? null : versionId(version),
  movedBy: jobId(by),
});

describe('the head of a chain', () => {
  test('the first result becomes the head', () => {
    expect(moveHead(null, head('1'))).toEqual(head('1'));
  });

  test('a result moves the head only if nothing asked later already has', () => {
    expect(moveHead(head('5'), head('6'))).toEqual(head('6'));
    expect(moveHead(head('6'), head('5'))).toEqual(head('6'));
  });

  test('later is told by the number, not by the text', () => {
    expect(moveHead(head('999'), head('1000'))).toEqual(head('1000'));
    expect(moveHead(head('1000000000000000001'), head('1000000000000000002'))).toEqual(head('1000000000000000002'));
  });

  test('an undo to nothing is a move too', () => {
    expect(moveHead(head('5'), head('6', null))).toEqual(head('6', null));
    expect(moveHead(head('6', null), head('5'))).toEqual(head('6', null));
  });

  test('in whatever order results arrive, the latest asked is the head', () => {
    const asked = fc.uniqueArray(fc.bigInt({ min: 1n, max: 1n << 63n }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(asked, (ids) => {
        const end = ids.map(String).reduce<Head | null>((current, id) => moveHead(current, head(id)), null);
        const latest = ids.reduce((one, other) => (one > other ? one : other));
        expect(end).toEqual(head(String(latest)));
      }),
    );
  });

  test('moving twice is moving once', () => {
    const ids = fc.bigInt({ min: 1n, max: 1n << 63n }).map(String);
    fc.assert(
      fc.property(ids, ids, (before, by) => {
        const once = moveHead(head(before), head(by));
        expect(moveHead(once, head(by))).toEqual(once);
      }),
    );
  });
});

describe('a version', () => {
  test('its parent is the first of its sources', () => {
    expect(parentOf(sampleVersion('9-0-0'))).toBe('90-0-0');
    expect(parentOf(sampleVersion('9-0-0', { sources: [] }))).toBeNull();
  });

  test('a private one is visible to its asker only', () => {
    const { channel } = sampleVersion('9-0-0');
    const ada = { channel, user: userId('50') };
    const bob = { channel, user: userId('51') };
    expect(isVisibleTo(sampleVersion('9-0-0'), bob)).toBe(true);
    expect(isVisibleTo(sampleVersion('9-0-0', { audience: 'asker' }), bob)).toBe(false);
    expect(isVisibleTo(sampleVersion('9-0-0', { audience: 'asker' }), ada)).toBe(true);
  });

  test('one of another channel is visible to its owner only', () => {
    const channel = channelId('999');
    expect(isVisibleTo(sampleVersion('9-0-0'), { channel, user: userId('51') })).toBe(false);
    expect(isVisibleTo(sampleVersion('9-0-0'), { channel, user: userId('50') })).toBe(true);
  });
});
