import { describe, expect, test } from 'vitest';
import type { Head } from '../../../src/domain/chain/chain.ts';
import { chainOf, type Heads, headFor, placesMoved } from '../../../src/domain/chain/heads.ts';
import { channelId, guildId, jobId, userId, versionId } from '../../../src/domain/ids.ts';
import type { Audience } from '../../../src/domain/jobs/job.ts';

const head = (by: string, version: string | null = `v${by}`): Head => ({
  version: version === null ? null : versionId(version),
  movedBy: jobId(by),
});
const none: Heads = { everyones: null, own: null, hidden: null };
const channel = channelId('10');
const ada = userId('50');

test('a thread and direct messages are shared, a plain channel is not', () => {
  const guild = guildId('1');
  expect(chainOf({ channel, parent: channelId('9'), guild })).toEqual({ channel, shared: true });
  expect(chainOf({ channel, parent: null, guild: null })).toEqual({ channel, shared: true });
  expect(chainOf({ channel, parent: null, guild })).toEqual({ channel, shared: false });
});

describe('in a shared chain', () => {
  const seen = (everyones: Head | null, hidden: Head | null, readers: Audience = 'asker') =>
    headFor({ shared: true }, { ...none, everyones, hidden }, readers);

  test('a member sees their own private head where they moved it later', () => {
    expect(seen(null, null)).toBeNull();
    expect(seen(head('5'), null)).toEqual(head('5'));
    expect(seen(null, head('5'))).toEqual(head('5'));
    expect(seen(head('5'), head('6'))).toEqual(head('6'));
    expect(seen(head('7'), head('6'))).toEqual(head('7'));
  });

  test('who undid their private versions back to nothing is where everybody is', () => {
    expect(seen(head('5'), head('6', null))).toEqual(head('5'));
    expect(seen(null, head('6', null))).toBeNull();
  });

  test('a private head counts for nothing in what everybody will see', () => {
    expect(seen(head('5'), head('6'), 'everyone')).toEqual(head('5'));
    expect(seen(null, head('6'), 'everyone')).toBeNull();
  });

  test('whoever moves it moves it for all, and a private version for its asker alone', () => {
    const mover = { chain: { channel, shared: true }, user: ada, by: 'choice' } as const;
    expect(placesMoved({ ...mover, audience: 'everyone' })).toEqual([{ channel, member: null, audience: 'everyone' }]);
    expect(placesMoved({ ...mover, audience: 'asker' })).toEqual([{ channel, member: ada, audience: 'asker' }]);
  });
});

describe('in a plain channel', () => {
  const seen = (heads: Partial<Heads>, readers: Audience = 'asker') =>
    headFor({ shared: false }, { ...none, ...heads }, readers);

  test('only who has none starts from the last public one', () => {
    expect(seen({ everyones: head('9') })).toEqual(head('9'));
    expect(seen({ everyones: head('9'), own: head('5') })).toEqual(head('5'));
    expect(seen({ everyones: head('9'), hidden: head('5') })).toEqual(head('5'));
  });

  test('the later of one’s own is current, private or not', () => {
    expect(seen({ everyones: head('9'), own: head('5'), hidden: head('6') })).toEqual(head('6'));
    expect(seen({ everyones: head('9'), own: head('7'), hidden: head('6') })).toEqual(head('7'));
  });

  test('who went back to nothing has nothing, not somebody else’s', () => {
    expect(seen({ everyones: head('9'), own: head('5', null) })).toEqual(head('5', null));
    expect(seen({ everyones: head('9'), own: head('5', null) }, 'everyone')).toEqual(head('5', null));
    expect(seen({ everyones: head('9'), own: head('5'), hidden: head('6', null) })).toEqual(head('6', null));
  });

  test('what everybody will see is made from one’s own public one, and from nobody else’s by whoever has a private one', () => {
    expect(seen({ everyones: head('9'), own: head('5'), hidden: head('6') }, 'everyone')).toEqual(head('5'));
    expect(seen({ everyones: head('9') }, 'everyone')).toEqual(head('9'));
    expect(seen({ everyones: head('9'), hidden: head('6') }, 'everyone')).toBeNull();
  });

  test('a public result is also where newcomers start, a choice is not', () => {
    const mover = { chain: { channel, shared: false }, user: ada, audience: 'everyone' } as const;
    const own = { channel, member: ada, audience: 'everyone' };
    const everyones = { channel, member: null, audience: 'everyone' };
    expect(placesMoved({ ...mover, by: 'result' })).toEqual([own, everyones]);
    expect(placesMoved({ ...mover, by: 'choice' })).toEqual([own]);
    expect(placesMoved({ ...mover, by: 'result', audience: 'asker' })).toEqual([{ ...own, audience: 'asker' }]);
  });
});
