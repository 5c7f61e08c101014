import { expect, test } from 'vitest';
import { sampleJob } from '../../../scripts/sample-records.ts';
import { createFinishDeletion, createFinishDeletions } from '../../../src/application/behind-more/delete-picture.ts';
import {
  type ChannelId,
  channelId,
  type MessageId,
  messageId,
  userId,
  type VersionId,
  versionId,
} from '../../../src/domain/ids.ts';
import type { JobState } from '../../../src/domain/jobs/job.ts';
import type { ChangedThere } from '../../../src/ports/messenger.ts';
import type { PictureDeletion } from '../../../src/ports/store/members/picture-deletions.ts';

const version = versionId('100-0-0');
const deletion: PictureDeletion = {
  version,
  name: '3',
  message: messageId('900'),
  where: { channel: channelId('11') },
};

/** What is left of a picture, in the store and in its message, with a Discord that does what the test says. */
function createStage(beside: readonly VersionId[] = []) {
  const rows = new Map<VersionId, { readonly deletion: PictureDeletion; readonly dueAt: number }>();
  const erased: unknown[] = [];
  const takenOut: unknown[] = [];
  const logged: unknown[] = [];
  const shownIn: { message: MessageId | null } = { message: null };
  const job: { state: JobState } = { state: 'done' };
  const discord: { says: ChangedThere | Error; opens: ChannelId | 'later' | 'refused' } = {
    says: 'done',
    opens: channelId('77'),
  };
  const deletions = {
    put: async (each: PictureDeletion, dueAt: number) => void rows.set(each.version, { deletion: each, dueAt }),
    due: async (now: number, most: number) =>
      [...rows.values()].flatMap((each) => (each.dueAt <= now ? [each.deletion] : [])).slice(0, most),
    nextAt: async () => ([...rows.values()].length === 0 ? null : Math.min(...[...rows.values()].map((r) => r.dueAt))),
    among: async (ids: readonly VersionId[]) => new Set(ids.filter((id) => rows.has(id))),
    done: async (id: VersionId) => void rows.delete(id),
  };
  const finish = createFinishDeletion({
    index: { ofJob: async () => [version, ...beside], messageOf: async () => shownIn.message },
    journal: { find: async () => ({ job: sampleJob('100', { state: job.state }), requests: [] }) },
    eraseVersion: { erase: async (id, goes, siblings) => void erased.push([id, goes({} as never), siblings]) },
    deletions,
    messenger: {
      directChannel: async () => discord.opens,
      async takeOut(picture) {
        takenOut.push(picture);
        if (discord.says instanceof Error) throw discord.says;
        return discord.says;
      },
    },
  });
  const run = createFinishDeletions({
    deletions,
    finish,
    log: { error: ({ version: failed }: { version?: unknown }) => void logged.push(failed) },
  });
  return { rows, erased, takenOut, discord, deletions, finish, run, shownIn, job, logged };
}

test('a crash between the store and the message is answered by doing both again', async () => {
  const { rows, erased, takenOut, discord, finish, run } = createStage();
  discord.says = new Error('killed');
  await expect(finish(deletion, 60)).rejects.toThrow('killed');
  expect(rows.size).toBe(1);

  discord.says = 'done';
  expect(await run(59)).toBe(60);
  expect(await run(60)).toBeNull();

  expect(rows.size).toBe(0);
  expect(erased).toEqual([
    [version, false, 'go'],
    [version, false, 'go'],
  ]);
  const there = { channel: channelId('11'), message: messageId('900'), version, name: '3' };
  expect(takenOut).toEqual([there, there]);
});

test('while Discord does not answer it is tried again each minute', async () => {
  const { rows, discord, deletions, run } = createStage();
  await deletions.put(deletion, 60);
  discord.says = 'later';
  expect(await run(60)).toBe(60_060);
  expect(rows.size).toBe(1);
  discord.says = 'closed';
  expect(await run(60_060)).toBeNull();
});

test('the marks and masks of a request stay while another of its pictures does', async () => {
  const { erased, finish } = createStage([versionId('100-1-0')]);
  await finish(deletion, 60);
  expect(erased).toEqual([[version, false, 'stay']]);
});

test('they stay also where no message of it is known', async () => {
  const { erased, finish } = createStage([versionId('100-1-0')]);
  await finish({ ...deletion, message: null }, 60);
  expect(erased).toEqual([[version, false, 'stay']]);
});

test('a picture whose message is not known yet is taken out of it once that is', async () => {
  const { rows, erased, takenOut, finish, run, shownIn, job } = createStage();
  job.state = 'delivering';
  expect(await finish({ ...deletion, message: null }, 60)).toEqual({ how: 'later', isOver: false });
  expect(takenOut).toEqual([]);

  shownIn.message = messageId('900');
  job.state = 'done';
  expect(await run(60)).toBeNull();
  expect(takenOut).toEqual([{ channel: channelId('11'), message: messageId('900'), version, name: '3' }]);
  expect(rows.size).toBe(0);
  expect(erased).toEqual([
    [version, false, 'stay'],
    [version, false, 'go'],
  ]);
});

test('it is written down until its job is over, since that may be delivered once more', async () => {
  const { rows, finish, run, job } = createStage();
  job.state = 'delivering';
  expect(await finish(deletion, 60)).toEqual({ how: 'done', isOver: false });
  expect([...rows.keys()]).toEqual([version]);
  job.state = 'cancelled';
  expect(await run(60)).toBeNull();
});

test('what no message shows is over at once', async () => {
  const { rows, finish } = createStage();
  expect(await finish({ ...deletion, message: null }, 60)).toEqual({ how: 'not shown', isOver: true });
  expect(rows.size).toBe(0);
});

test('what came to its asker directly is taken out there; what only they see in a channel is theirs to dismiss', async () => {
  const { takenOut, discord, finish } = createStage();
  const hidden: PictureDeletion = { ...deletion, where: { directTo: userId('50') } };
  expect((await finish(hidden, 60)).how).toBe('done');
  discord.says = 'not there';
  expect((await finish(hidden, 60)).how).toBe('only asker');
  expect(takenOut).toMatchObject([{ channel: '77' }, { channel: '77' }]);
});

test('whoever can never be written to directly is not tried for ever', async () => {
  const { rows, takenOut, discord, finish, run } = createStage();
  const hidden: PictureDeletion = { ...deletion, where: { directTo: userId('50') } };
  discord.opens = 'later';
  expect(await finish(hidden, 60)).toEqual({ how: 'later', isOver: false });
  discord.opens = 'refused';
  expect(await run(60)).toBeNull();
  expect(rows.size).toBe(0);
  expect(takenOut).toEqual([]);
});

test('one that throws is logged and tried later, and keeps no other waiting', async () => {
  const { rows, discord, deletions, run, logged } = createStage();
  const other = versionId('200-0-0');
  await deletions.put(deletion, 10);
  await deletions.put({ ...deletion, version: other, message: null }, 20);
  discord.says = new Error('nobody thought of this');

  expect(await run(60)).toBe(60_060);

  expect(logged).toEqual([version]);
  expect([...rows.keys()]).toEqual([version]);
});

test('of very many a page is taken at a time, and the rest is due at once', async () => {
  const { rows, deletions, run } = createStage();
  for (let job = 1; job <= 51; job += 1) {
    await deletions.put({ ...deletion, version: versionId(`${job}-0-0`) }, 10);
  }
  expect(await run(60)).toBe(10);
  expect(rows.size).toBe(1);
  expect(await run(60)).toBeNull();
});
