import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, buttonsOf, isPrivate, mention, patience, press, replyTo, run } from './asking.ts';
import { luna, saveCharacter } from './casting.ts';
import { logLines, until } from './looking.ts';
import { postButton } from './posting.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

/** Asks, agrees, and waits until all of it is gone. */
async function deleteAll(stage: Stage, user = stage.ada): Promise<WireMessage> {
  const asked = await ask(stage, 'privacy delete', {}, { user });
  const before = deletions(stage);
  const begun = await press(stage, asked, 'Delete', user);
  await until(() => deletions(stage) > before, 'everything is deleted');
  return begun;
}

const deletions = (stage: Stage) =>
  logLines(stage).filter(({ msg }) => msg === 'everything of a member was deleted').length;

/** Every row of the store, both files, in which this text stands: `<table>: <row>`. */
async function rowsWith({ directory }: Stage, text: string): Promise<readonly string[]> {
  return ['retouch.sqlite', 'retouch.journal.sqlite'].flatMap((file) => {
    const sqlite = new DatabaseSync(join(directory, file), { readOnly: true });
    const tables = sqlite.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all();
    const found = tables.flatMap(({ name }) =>
      sqlite
        .prepare(`SELECT * FROM ${String(name)}`)
        .all()
        .map((row) => JSON.stringify(row))
        .filter((row) => row.includes(text))
        .map((row) => `${String(name)}: ${row}`),
    );
    sqlite.close();
    return found;
  });
}

const originals = async ({ directory }: Stage): Promise<readonly string[]> => {
  const all = await readdir(join(directory, 'images', 'originals'), { recursive: true, withFileTypes: true });
  return all.filter((each) => each.isFile()).map(({ name }) => name);
};

test('/privacy delete says what goes and what stays, and Keep keeps it all', async () => {
  await using stage = await raiseStage();
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  await saveCharacter(stage, { name: 'Luna', image: luna });

  const asked = await ask(stage, 'privacy delete');

  expect(asked.content).toContain(
    'takes everything of yours out of my store, wherever you made it: 1 picture, 1 character,',
  );
  expect(asked.content).toContain('What stays: messages in Discord, which you delete yourself;');
  expect(asked.content).not.toContain('cancelled');
  expect(isPrivate(asked)).toBe(true);
  expect(buttonsOf(asked)).toEqual([['Delete', 'Keep']]);
  const kept = await press(stage, asked, 'Keep');
  expect(kept.content).toBe('Everything is kept.');
  expect(buttonsOf(kept)).toEqual([]);
  expect((await ask(stage, 'history show')).content).toContain('a harbour');
  expect((await ask(stage, 'character list')).content).toContain('Luna');
});

test('after Delete nothing in the store tells of the member, and no file of theirs is left', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben, channel } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a harbour' });
  await ask(stage, 'edit', { prompt: 'a photograph', image: { name: 'me.png', bytes: png(30, 30) }, private: true });
  await ask(stage, 'imagine', { prompt: 'in direct messages' }, { channel: discord.openDm(ada) });
  await press(stage, await ask(stage, 'edit', { prompt: 'here', region: 'top left' }), 'Go ahead');
  await ask(stage, 'edit', { prompt: 'never agreed to', region: 'top right' });
  await ask(stage, 'history reset');
  await saveCharacter(stage, { name: 'Luna', image: luna });
  await ask(stage, 'imagine', { prompt: '@Luna at sea' });
  await replyTo(stage, discord.sendMessage({ user: ada, channel, content: `${mention(discord)} words that wait` }));
  await ask(stage, 'imagine', { prompt: "somebody else's" }, { user: ben });
  expect((await rowsWith(stage, ada)).length).toBeGreaterThan(10);

  const begun = await deleteAll(stage);

  expect(begun.content).toContain('Everything of yours is being deleted.');
  expect(await rowsWith(stage, ada)).toEqual([]);
  expect(await originals(stage)).toHaveLength(1);
  expect((await ask(stage, 'history show')).content).not.toContain('harbour');
  expect((await ask(stage, 'character list')).content).not.toContain('Luna');
  expect((await press(stage, made, 'Again')).content).toContain('Nothing was charged');
  expect((await ask(stage, 'history show')).content).toContain("somebody else's");
  const listed = await readFile(join(stage.directory, 'retouch.sqlite.deleted'), 'utf8');
  expect(listed).toMatch(/^\n~[\w-]{32} \S+Z\n$/);
  expect(listed).not.toContain(ada);
});

test('what others made of it stays and goes on, and Undo past the deleted one says so', async () => {
  await using stage = await raiseStage();
  const { discord, ben, channel } = stage;
  const first = await ask(stage, 'imagine', { prompt: 'a harbour' });
  const thread = discord.createThreadFrom({ user: ben, channel, name: 'night', message: first.id });
  const child = await ask(stage, 'edit', { prompt: 'at night' }, { user: ben, channel: thread });
  await ask(stage, 'edit', { prompt: 'in the rain' }, { channel: thread });

  await deleteAll(stage);

  // Ada's was current there: what it was made from is now.
  const shown = await ask(stage, 'history show', {}, { user: ben, channel: thread });
  expect(shown.content).toContain('at night');
  expect(shown.content).not.toContain('in the rain');
  const next = await ask(stage, 'edit', { prompt: 'with boats' }, { user: ben, channel: thread });
  expect(next.attachments).toHaveLength(1);
  expect(stage.upstream.tasks.at(-1)?.inputs.map(({ sha256 }) => sha256)).toEqual([
    stage.upstream.tasks[1]?.results[0]?.sha256,
  ]);
  const undone = await press(stage, child, 'Undo', ben);
  expect(undone.content).toBe(
    'What this was made from was deleted, so it is the oldest that is left here, and there is nothing to go back to.',
  );
});

test('jobs in hand are cancelled first; what was sent is never kept, and counts for the limits', async () => {
  await using stage = await raiseStage({
    settings: { DEFAULT_LIMITS: 'user:images:day:5', MEMBER_CONCURRENCY: '1' },
    pace: { statusAfter: 50 },
  });
  const { upstream, ada } = stage;
  await ask(stage, 'imagine', { prompt: 'made before' });
  const { promise, resolve: goOn } = Promise.withResolvers<void>();
  upstream.script.next({ until: promise });
  const sent = run(stage, 'imagine', { prompt: 'on its way' });
  await sent.answered({ where: ({ content }) => content.startsWith('Working') });
  const waiting = run(stage, 'imagine', { prompt: 'in line' });
  await waiting.answered({ where: ({ content }) => content.startsWith('Queued') });

  const asked = await ask(stage, 'privacy delete');
  expect(asked.content).toContain('The 2 requests of yours that are in hand are cancelled first.');
  await press(stage, asked, 'Delete');
  await waiting.answered({ where: ({ content }) => content.startsWith('You cancelled this before it was sent') });
  await sent.answered({ where: ({ content }) => content.startsWith('You hid this after it was sent') });
  goOn();
  await until(() => deletions(stage) === 1, 'everything is deleted');

  expect(await rowsWith(stage, ada)).toEqual([]);
  expect(await originals(stage)).toEqual([]);
  expect(upstream.paidRequests).toHaveLength(2);
  const quota = run(stage, 'quota');
  expect((await quota.answered({ where: ({ attachments }) => attachments.length === 1 })).content).toContain(
    '**3 of 5 left**',
  );
});

test('a limit that was used up stays so, until it returns', async () => {
  await using stage = await raiseStage({ settings: { DEFAULT_LIMITS: 'user:images:month:1' } });
  await ask(stage, 'imagine', { prompt: 'the only one' });
  await deleteAll(stage);

  const refused = await ask(stage, 'imagine', { prompt: 'one more' });
  expect(refused.content).toContain('Nothing was charged');
  expect(refused.attachments).toEqual([]);

  stage.passTime(32 * 86_400_000);
  expect((await ask(stage, 'imagine', { prompt: 'next month' })).attachments).toHaveLength(1);
});

test('who is paused stays so until it ends, under no name', async () => {
  await using stage = await raiseStage();
  const { discord, guild, ada } = stage;
  const mia = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: mia, permissions: ['MANAGE_GUILD'] });
  await ask(stage, 'server pause', { member: ada, for: '7d' }, { user: mia });
  await deleteAll(stage);

  expect(await rowsWith(stage, ada)).toEqual([]);
  expect((await ask(stage, 'imagine', { prompt: 'a fox' })).attachments).toEqual([]);
  stage.passTime(8 * 86_400_000);
  expect((await ask(stage, 'imagine', { prompt: 'a fox' })).attachments).toHaveLength(1);
});

test('a restart in the middle of it loses nothing: it goes on by itself', async () => {
  await using stage = await raiseStage({ pace: { statusAfter: 50 } });
  const { upstream, ada } = stage;
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  const { promise, resolve: goOn } = Promise.withResolvers<void>();
  upstream.script.next({ until: promise });
  const sent = run(stage, 'imagine', { prompt: 'on its way' });
  await sent.answered({ where: ({ content }) => content.startsWith('Working') });
  const asked = await ask(stage, 'privacy delete');
  await press(stage, asked, 'Delete');
  await sent.answered({ where: ({ content }) => content.startsWith('You hid this after it was sent') });

  await stage.restart();
  expect(deletions(stage)).toBe(0);
  goOn();
  await until(() => deletions(stage) === 1, 'everything is deleted');

  expect(await rowsWith(stage, ada)).toEqual([]);
  expect(await originals(stage)).toEqual([]);
});

test('Delete pressed twice is done once, and by anybody else not at all', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben } = stage;
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  const asked = await ask(stage, 'privacy delete');
  const id = asked.components[0]?.components?.[0]?.custom_id ?? '';
  // A button of that name under a message that Ben sees.
  const elsewhere = await postButton(stage, id);

  const foreign = await discord.pressButton({ user: ben, message: elsewhere, customId: id }).answered(patience);
  expect(foreign.content).toBe('Only the one who asked can answer that. Nothing was deleted.');
  expect(isPrivate(foreign)).toBe(true);
  await press(stage, asked, 'Delete');
  await until(() => deletions(stage) === 1, 'everything is deleted');
  const again = await discord.pressButton({ user: ada, message: elsewhere, customId: id }).answered(patience);
  expect(again.content).toBe('That is deleted already.');
  expect(deletions(stage)).toBe(1);
});

test('a question that is older than a quarter of an hour deletes nothing', async () => {
  await using stage = await raiseStage();
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  const asked = await ask(stage, 'privacy delete');
  stage.passTime(15 * 60_000 + 1_000);

  const pressed = await press(stage, asked, 'Delete');

  expect(pressed.content).toContain('older than 15 minutes');
  expect((await ask(stage, 'history show')).content).toContain('a harbour');
});
