import { expect, test } from 'vitest';
import { address } from '../../../scripts/sample-records.ts';
import { channelId } from '../../../src/domain/ids.ts';
import { addressedBy, isNewPicture } from '../../../src/domain/server/habits.ts';

const all = { spoiler: true, threads: true };

test('what the server has set goes along with where the answer goes', () => {
  const plain = { ...address, parent: null, audience: 'everyone' } as const;
  expect(addressedBy(all, plain, true)).toEqual({ ...plain, spoiler: true, opensThread: true });
  expect(addressedBy({ spoiler: false, threads: false }, plain, true)).toEqual(plain);
  expect(addressedBy({}, plain, true)).toEqual(plain);
});

test.each([
  ['an edit', {}, false],
  ['in a thread', { parent: channelId('8') }, true],
  ['in direct messages', { guild: null }, true],
  ['privately', { audience: 'asker' }, true],
  ['as the answer to a message', { kind: 'message' }, true],
] as const)('no thread is opened %s', (_where, changes, isNew) => {
  const there = { ...address, parent: null, audience: 'everyone', ...changes } as const;
  expect(addressedBy(all, there, isNew).opensThread).toBeUndefined();
});

test('/imagine is new with pictures too, a button where it uses none, a reference sheet never', () => {
  const version = { kind: 'job', job: address.application } as never;
  expect(isNewPicture({ recipe: {}, sources: [version] }, true)).toBe(true);
  expect(isNewPicture({ recipe: {}, sources: [version] }, false)).toBe(false);
  expect(isNewPicture({ recipe: {}, sources: [] }, false)).toBe(true);
  expect(isNewPicture({ recipe: { sheetOf: 'x' as never }, sources: [] }, true)).toBe(false);
});
