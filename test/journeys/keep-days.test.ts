import { join } from 'node:path';
import { expect, test } from 'vitest';
import { guildId } from '../../src/domain/ids.ts';
import { openKeyvDatabase } from '../../src/storage/keyv/database.ts';
import { createSettingsStore } from '../../src/storage/keyv/settings-store.ts';
import { ask } from './asking.ts';
import { logLines, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const day = 86_400_000;
const gone = 'The original to work on is gone, so the copy that was shown was used.';

/** As its managers would have set it. */
async function keepFor(stage: Stage, keepDays: number): Promise<void> {
  await stage.app.stop();
  const database = await openKeyvDatabase(join(stage.directory, 'retouch.sqlite'));
  await createSettingsStore({ database }).change(guildId(stage.guild), (current) => ({ ...current, keepDays }));
  await database.close();
  await stage.restart();
}

/** Another server, where Ada is, too. */
function anotherServer({ discord, ada }: Stage): string {
  const guild = discord.createGuild({ name: 'Elsewhere' });
  discord.addMember({ guild, user: ada });
  return discord.createChannel({ guild, name: 'pictures' });
}

const removals = (stage: Stage) =>
  logLines(stage).flatMap(({ msg, removed }) => (msg === 'old originals were removed' ? [removed] : []));

test('what was made in a server that keeps for seven days goes then, and in another one it stays', async () => {
  await using stage = await raiseStage({ settings: { IMAGE_STORE_MAX_DAYS: '30' } });
  const elsewhere = anotherServer(stage);
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  await ask(stage, 'imagine', { prompt: 'a forest' }, { channel: elsewhere });
  await keepFor(stage, 7);
  stage.passTime(8 * day);
  await until(() => removals(stage).length > 0, 'old originals are removed');

  expect(removals(stage)).toEqual([1]);
  expect((await ask(stage, 'edit', { prompt: 'at night' })).content).toContain(gone);
  expect((await ask(stage, 'edit', { prompt: 'at night' }, { channel: elsewhere })).content).not.toContain('gone');
});

test('the current version that somebody has used within these days stays, and a longer time than the operator’s is none', async () => {
  await using stage = await raiseStage({ settings: { IMAGE_STORE_MAX_DAYS: '30' } });
  await ask(stage, 'imagine', { prompt: 'a sketch' });
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  await keepFor(stage, 7);
  stage.passTime(5 * day);
  await ask(stage, 'edit', { prompt: 'at night', private: true });
  await ask(stage, 'history continue', { version: '2' });
  stage.passTime(4 * day);
  await until(() => removals(stage).length > 0, 'the sketch is removed');

  expect(removals(stage)).toEqual([1]);
  expect((await ask(stage, 'edit', { prompt: 'by day' })).content).not.toContain('gone');
  await keepFor(stage, 300);
  stage.passTime(31 * day);
  await until(() => removals(stage).length > 1, 'all are removed');
  expect((await ask(stage, 'edit', { prompt: 'in spring' })).content).toContain(gone);
});
