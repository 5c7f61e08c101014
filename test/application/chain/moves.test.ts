import { expect, test } from 'vitest';
import { createHistory } from '../../../src/application/chain/history.ts';
import { versionName } from '../../../src/domain/chain/version-name.ts';
import { channelId, draftId, guildId, jobId, userId, versionId } from '../../../src/domain/ids.ts';
import type { Audience } from '../../../src/domain/jobs/job.ts';
import { openStores } from '../stage.ts';

const [ada, ben] = [userId('50'), userId('51')];

/** A chain of a thread or a plain channel, without jobs: `result` is what one of them comes to. */
async function stageMoves({ shared = false } = {}) {
  const stores = await openStores();
  const { versions, index } = stores;
  const history = createHistory(stores);
  const channel = channelId('10');
  const placeOf = (user = ada) => ({ channel, parent: shared ? channelId('9') : null, guild: guildId('1'), user });
  let last = 100;
  const next = () => {
    last += 1;
    return last;
  };
  const nameOf = async (id: string | null) => {
    const entry = id === null ? null : await index.byVersion(versionId(id));
    return entry === null ? null : versionName(entry);
  };
  const current = async (user = ada) =>
    nameOf((await versions.head({ channel, shared }, user, 'asker'))?.version ?? null);
  return {
    ...stores,
    history,
    placeOf,
    next,
    current,
    async result(user = ada, audience: Audience = 'everyone') {
      const by = next();
      const parent = (await versions.head({ channel, shared }, user, 'asker'))?.version ?? null;
      const id = versionId(`${by}-0-0`);
      await stores.keepVersion(id, { channel, owner: user, audience, sources: parent === null ? [] : [parent] });
      await index.enter([{ version: id, channel, audience, owner: user }]);
      await versions.moveHead(
        { chain: { channel, shared }, user, audience, by: 'result' },
        { version: id, movedBy: jobId(String(by)) },
      );
      return id;
    },
    /** Where they are after that; or why they are where they were. */
    async move(what: 'undo' | 'redo' | 'reset' | `to ${string}`, user = ada) {
      const [place, by] = [placeOf(user), jobId(String(next()))];
      const moved = what.startsWith('to ')
        ? await history.continueFrom(place, by, what.slice(3))
        : await history[what as 'undo' | 'redo' | 'reset'](place, by);
      if (moved.kind === 'refused') return moved.reason;
      const name = moved.to === null ? null : versionName(moved.to);
      expect(await current(user)).toBe(name);
      return name;
    },
  };
}

test('redo goes forward as often as was undone, and says when there is nothing further', async () => {
  const { result, move } = await stageMoves();
  for (let each = 0; each < 3; each += 1) await result();
  expect([await move('undo'), await move('undo'), await move('undo')]).toEqual(['2', '1', null]);
  expect([await move('redo'), await move('redo'), await move('redo')]).toEqual(['1', '2', '3']);
  expect(await move('redo')).toBe('nothing ahead');
});

test('redo takes a continue back, also from a public version to a private one', async () => {
  const { result, move } = await stageMoves();
  await result();
  await result(ada, 'asker');
  await result();
  expect([await move('to 1'), await move('redo')]).toEqual(['1', '2']);
  expect([await move('to p1'), await move('redo')]).toEqual(['p1', '2']);
});

test('what lies ahead is gone once something new was made, or all was reset', async () => {
  const { result, move } = await stageMoves();
  await result();
  await result();
  await move('undo');
  await result();
  expect(await move('redo')).toBe('nothing ahead');
  expect([await move('undo'), await move('reset')]).toEqual(['1', null]);
  expect(await move('redo')).toBe('nothing ahead');
});

test('a version that was deleted is passed over', async () => {
  const { result, move, versions, index } = await stageMoves();
  await result();
  const second = await result();
  await result();
  await move('undo');
  await move('undo');
  await versions.remove(second);
  await index.remove(second);
  expect(await move('redo')).toBe('3');
});

test('in a plain channel each goes their own way', async () => {
  const { result, move, current } = await stageMoves();
  await result();
  await result();
  await result(ben);
  await move('undo');
  expect(await move('redo', ben)).toBe('nothing ahead');
  expect([await current(ben), await move('redo'), await current(ben)]).toEqual(['3', '2', '3']);
});

test('in a thread anybody goes forward for all, and what one keeps to themselves lies ahead of them alone', async () => {
  const { result, move, current } = await stageMoves({ shared: true });
  await result();
  await result();
  await move('undo');
  await result(ada, 'asker');
  expect(await current()).toBe('p1');
  expect(await move('redo', ben)).toBe('2');
  await move('to p1');
  await move('undo');
  expect(await move('redo', ben)).toBe('nothing ahead');
  expect(await move('redo')).toBe('p1');
  expect(await current(ben)).toBe('2');
});

test('a result that was asked before a redo does not undo it', async () => {
  const { result, move, next, versions, placeOf, current } = await stageMoves();
  const first = await result();
  await result();
  await move('undo');
  const asked = next();
  await move('redo');
  const { channel, user } = placeOf();
  const mover = { chain: { channel, shared: false }, user, audience: 'everyone', by: 'result' } as const;
  await versions.moveHead(mover, { version: first, movedBy: jobId(String(asked)) });
  expect(await current()).toBe('2');
});

test('the question of a reset is answered once, by whoever asked, within a quarter of an hour', async () => {
  const { result, history, placeOf, next, current, clock } = await stageMoves({ shared: true });
  await result();
  const ask = () => history.askReset(jobId(String(next())), placeOf());
  const agree = (question: Parameters<typeof history.agreeToReset>[0], place = placeOf()) =>
    history.agreeToReset(question, jobId(String(next())), place);

  const kept = await ask();
  expect(await history.declineReset(kept, placeOf(ben))).toBe('not theirs');
  expect(await history.declineReset(kept, placeOf())).toBe('kept');
  expect(await agree(kept)).toBe('gone');

  const late = await ask();
  clock.pass(15 * 60_000);
  expect(await agree(late)).toBe('gone');

  const question = await ask();
  expect(await agree(question, placeOf(ben))).toBe('not theirs');
  expect(await agree(question, { ...placeOf(), channel: channelId('11') })).toBe('gone');
  expect(await agree(draftId('1'))).toBe('gone');
  expect(await current()).toBe('1');
  expect(await agree(question)).toEqual({ kind: 'moved', to: null, audience: 'everyone' });
  expect(await current()).toBeNull();
  expect(await agree(question)).toBe('gone');
});

test('two steps that are asked for at once are two steps, back and forward', async () => {
  const { history, placeOf, next, result, current } = await stageMoves({ shared: true });
  for (let made = 0; made < 4; made += 1) await result();
  const twice = (what: 'undo' | 'redo') =>
    Promise.all([0, 1].map(() => history[what](placeOf(), jobId(String(next())))));

  await twice('undo');
  expect(await current()).toBe('2');
  await twice('redo');
  expect(await current()).toBe('4');
});
