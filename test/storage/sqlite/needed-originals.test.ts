import { join } from 'node:path';
import { expect, test } from 'vitest';
import { address, holdNothing, recipe, sampleJob, sampleRequest } from '../../../scripts/sample-records.ts';
import type { Mover } from '../../../src/domain/chain/heads.ts';
import { channelId, jobId, originalId, type UserId, userId, versionId } from '../../../src/domain/ids.ts';
import type { Audience } from '../../../src/domain/jobs/job.ts';
import { openKeyvDatabase } from '../../../src/storage/keyv/database.ts';
import { learnHeads } from '../../../src/storage/keyv/learn-heads.ts';
import { createVersionStore } from '../../../src/storage/keyv/version-store.ts';
import { createCharacterStore } from '../../../src/storage/sqlite/characters/characters.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { createJournal } from '../../../src/storage/sqlite/journal/journal.ts';
import { createKnownHeads } from '../../../src/storage/sqlite/known-heads.ts';
import { createNeededOriginals } from '../../../src/storage/sqlite/needed-originals.ts';
import { sampleCharacter, samplePicture, wide } from '../../contract/characters/samples.ts';
import { sampleVersion } from '../../contract/version-store.ts';
import { temporaryDirectory } from '../temporary.ts';

const [channel, ada, ben] = [channelId('10'), userId('50'), userId('51')];
const by = (user: UserId, audience: Audience = 'everyone', where = channel): Mover => ({
  chain: { channel: where, shared: true },
  user,
  audience,
  by: 'result',
});
const move = (version: string | null, by: string) => ({
  version: version === null ? null : versionId(version),
  movedBy: jobId(by),
});

async function open() {
  const database = openJournalDatabase(':memory:');
  const keyv = await openKeyvDatabase(join(await temporaryDirectory(), 'versions.sqlite'));
  let now = 1_000;
  const knownHeads = createKnownHeads({ database, clock: { now: () => now } });
  const journal = createJournal({ database, onUnreadable: ({ error }) => expect.fail(String(error)) });
  const needed = createNeededOriginals({ database, heads: knownHeads, headsLast: 500 });
  const versions = createVersionStore({ database: keyv, knownHeads });
  const areNeeded = async (...ids: readonly string[]) => {
    const isNeeded = await needed.look(now);
    const found: string[] = [];
    for (const id of ids) if (await isNeeded(originalId(id))) found.push(id);
    return found;
  };
  return {
    database,
    keyv,
    knownHeads,
    journal,
    needed,
    versions,
    areNeeded,
    pass(ms: number) {
      now += ms;
    },
    async close() {
      await keyv.close();
      await database.close();
    },
  };
}

test('the head of a chain and each member’s own are needed, and what was the head before is not', async () => {
  const { versions, areNeeded, close } = await open();
  await versions.moveHead(by(ada), move('1-0-0', '1'));
  await versions.moveHead(by(ben), move('2-0-0', '2'));
  await versions.moveHead(by(ada, 'asker'), move('3-0-0', '3'));
  await versions.moveHead(by(ada, 'everyone', channelId('11')), move('4-0-0', '4'));
  // An older job that ends late moves nothing.
  await versions.moveHead(by(ada), move('0-0-0', '0'));
  expect(await areNeeded('0-0-0', '1-0-0', '2-0-0', '3-0-0', '4-0-0')).toEqual(['2-0-0', '3-0-0', '4-0-0']);
  await versions.moveHead(by(ada), move(null, '5'));
  await versions.moveHead(by(ada, 'asker'), move('2-0-0', '6'));
  expect(await areNeeded('1-0-0', '2-0-0', '3-0-0', '4-0-0')).toEqual(['2-0-0', '4-0-0']);
  await close();
});

test('a head that nobody has used for so long is needed no more, until somebody works on it again', async () => {
  const { versions, areNeeded, pass, close } = await open();
  const mask = { kind: 'coverage', id: originalId('m1') } as const;
  await versions.put({ ...sampleVersion('1-0-0'), recipe: { ...recipe, mask } });
  await versions.moveHead(by(ada), move('1-0-0', '1'));
  pass(300);
  await versions.moveHead(by(ben, 'asker'), move('2-0-0', '2'));
  pass(200);
  expect(await areNeeded('1-0-0', 'm1', '2-0-0')).toEqual(['1-0-0', 'm1', '2-0-0']);
  pass(1);
  expect(await areNeeded('1-0-0', 'm1', '2-0-0')).toEqual(['2-0-0']);
  await versions.used(versionId('1-0-0'));
  await versions.used(versionId('9-0-0'));
  pass(499);
  expect(await areNeeded('1-0-0', 'm1', '2-0-0', '9-0-0')).toEqual(['1-0-0', 'm1']);
  await close();
});

test('who waits for another’s result keeps what that makes, also after it has ended', async () => {
  const { journal, areNeeded, close } = await open();
  await journal.accept(sampleJob('100'), [], holdNothing);
  const task = { recipe, sources: [{ kind: 'job', job: jobId('100') } as const] };
  await journal.accept(sampleJob('101', { task }), [], holdNothing);
  await journal.advance({ id: jobId('100'), revision: 1 }, { state: 'done', task: null });
  expect(await areNeeded('100-0-0', '5-0-0')).toEqual(['100-0-0']);
  await journal.advance({ id: jobId('101'), revision: 1 }, { state: 'failed', task: null });
  expect(await areNeeded('100-0-0')).toEqual([]);
  await close();
});

test('the mask that a head was made with is needed, and its copy that was shown', async () => {
  const { versions, areNeeded, close } = await open();
  const mask = { kind: 'coverage', id: originalId('m1') } as const;
  await versions.put({ ...sampleVersion('7-0-0'), recipe: { ...recipe, mask } });
  await versions.moveHead(by(ada), move('7-0-0', '7'));
  expect(await areNeeded('m1', 'm7', 'c7-0-0', 'c1-0-0')).toEqual(['m1', 'c7-0-0']);
  await close();
});

test('a crash while a head moves leaves both of them needed', async () => {
  const { versions, knownHeads, areNeeded, close } = await open();
  await versions.moveHead(by(ada), move('1-0-0', '1'));
  await knownHeads.coming({ channel, member: null, audience: 'everyone' }, versionId('2-0-0'), null);
  expect(await areNeeded('1-0-0', '2-0-0')).toEqual(['1-0-0', '2-0-0']);
  await versions.moveHead(by(ada), move('3-0-0', '3'));
  expect(await areNeeded('1-0-0', '2-0-0', '3-0-0')).toEqual(['3-0-0']);
  await close();
});

test('what an unfinished job works on, brings in, masks or has made is needed until it ends', async () => {
  const { journal, areNeeded, close } = await open();
  const mask = { kind: 'coverage', id: originalId('m9') } as const;
  const [version, picture] = sampleJob('100').task?.sources ?? [];
  if (version === undefined || picture === undefined) throw new Error('The sample has two sources.');
  const task = { recipe: { ...recipe, mask }, sources: [version, picture] };
  await journal.accept(
    sampleJob('100', { task, sources: [versionId('8-0-0')] }),
    [sampleRequest('100', 0)],
    holdNothing,
  );
  const inPrivate = { ...address, audience: 'asker' } as const;
  await journal.accept(sampleJob('101', { task, address: inPrivate }), [], holdNothing);
  const ids = ['5-0-0', '8-0-0', 'i33-10', 'i33-10-50', 'm9', 'm100', '100-0-0', '1000-0-0', 'i34-10', 'c8-0-0'];
  const all = ['5-0-0', '8-0-0', 'i33-10', 'i33-10-50', 'm9', 'm100', '100-0-0', 'c8-0-0'];
  expect(await areNeeded(...ids)).toEqual(all);
  await journal.advance({ id: jobId('101'), revision: 1 }, { state: 'failed', task: null });
  expect(await areNeeded(...ids)).toEqual(all.filter((id) => id !== 'i33-10-50'));
  await journal.advance({ id: jobId('100'), revision: 1 }, { state: 'done', task: null });
  expect(await areNeeded(...ids)).toEqual([]);
  await close();
});

test('who looked before a job came still knows of it', async () => {
  const { journal, needed, close } = await open();
  const isNeeded = await needed.look(90);
  expect(await isNeeded(originalId('5-0-0'))).toBe(false);
  await journal.accept(sampleJob('100'), [], holdNothing);
  expect(await isNeeded(originalId('5-0-0'))).toBe(true);
  await close();
});

test('heads of a store from before there was a table of them are learned once', async () => {
  const { keyv, knownHeads, areNeeded, close } = await open();
  const old = createVersionStore({ database: keyv });
  const mask = { kind: 'coverage', id: originalId('m2') } as const;
  await old.put({ ...sampleVersion('2-0-0'), recipe: { ...recipe, mask } });
  await old.moveHead(by(ada), move('1-0-0', '1'));
  await old.moveHead(by(ada), move('2-0-0', '2'));
  await old.moveHead(by(ben, 'asker'), move('3-0-0', '3'));
  await old.moveHead(by(ben, 'everyone', channelId('12')), move(null, '4'));
  for (let each = 0; each < 30; each += 1) {
    await old.moveHead(by(ada, 'everyone', channelId(`2${each}`)), move(`9-${each}-0`, '9'));
  }
  await learnHeads(keyv, knownHeads, 5);
  const many = Array.from({ length: 30 }, (_, each) => `9-${each}-0`);
  expect(await areNeeded('1-0-0', '2-0-0', '3-0-0', 'm2', ...many)).toEqual(['2-0-0', '3-0-0', 'm2', ...many]);
  await old.moveHead(by(ada), move('8-0-0', '8'));
  await learnHeads(keyv, knownHeads, 6);
  expect(await areNeeded('8-0-0')).toEqual([]);
  await close();
});

test('the pictures of a character are needed for as long as it has them', async () => {
  const { database, needed, areNeeded, pass, close } = await open();
  const characters = createCharacterStore({ database });
  const isNeeded = await needed.look(1_000);
  const pictures = [samplePicture('f7-0'), samplePicture('f7-1')];
  const { id } = sampleCharacter('7');
  await characters.save(sampleCharacter('7', { pictures }), wide);
  // Also by who looked before it was saved.
  expect(await isNeeded(originalId('f7-0'))).toBe(true);
  pass(1_000_000);
  expect(await areNeeded('f7-0', 'f7-1', 'f7-2', 'f8-0')).toEqual(['f7-0', 'f7-1']);
  await characters.putFirst(id, samplePicture('f7-5-0-0'), 2);
  expect(await areNeeded('f7-5-0-0', 'f7-0', 'f7-1')).toEqual(['f7-5-0-0', 'f7-0']);
  await characters.remove(id);
  expect(await areNeeded('f7-5-0-0', 'f7-0', 'f7-1')).toEqual([]);
  await close();
});
