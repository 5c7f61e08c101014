import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { ask } from './asking.ts';
import { luna, saveCharacter } from './casting.ts';
import { logLines, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const day = 86_400_000;

/** A picture, a character and a limit of the server, and a picture in Ada's direct messages. */
async function furnish(stage: Stage): Promise<void> {
  const { discord, guild, channel, ada } = stage;
  const manager = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: manager, permissions: ['MANAGE_GUILD'] });
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  await ask(stage, 'imagine', { prompt: 'a secret', private: true });
  await saveCharacter(stage, { name: 'Luna', image: luna, whose: 'server' }, { user: manager });
  await ask(stage, 'server limit set', { amount: 5 }, { user: manager });
  await ask(stage, 'imagine', { prompt: 'at home' }, { channel: discord.openDm(ada), user: ada });
  expect(channel).not.toBe(guild);
}

const erased = (stage: Stage) =>
  logLines(stage).filter(({ msg }) => msg === 'what was kept of a server that was left is deleted').length;

/** When the data of servers goes that the bot has left, by the store. */
function departures({ directory }: Stage): readonly unknown[] {
  const sqlite = new DatabaseSync(join(directory, 'retouch.journal.sqlite'), { readOnly: true });
  const rows = sqlite.prepare('SELECT guild FROM departures').all();
  sqlite.close();
  return rows.map(({ guild }) => guild);
}

/** What the store still has of a server: versions, heads, settings, characters. */
function keptOf({ directory, guild, channel }: Stage): readonly string[] {
  const versions = new DatabaseSync(join(directory, 'retouch.sqlite'), { readOnly: true });
  const records = versions.prepare('SELECT key, value FROM keyv').all();
  versions.close();
  const journal = new DatabaseSync(join(directory, 'retouch.journal.sqlite'), { readOnly: true });
  const rows = ['chain_entries', 'characters', 'known_heads'].flatMap((table) =>
    journal.prepare(`SELECT * FROM ${table}`).all(),
  );
  journal.close();
  return [...records, ...rows]
    .map((row) => JSON.stringify(row))
    .filter((row) => row.includes(guild) || row.includes(channel));
}

const files = async ({ directory }: Stage): Promise<number> => {
  const all = await readdir(join(directory, 'images', 'originals'), { recursive: true, withFileTypes: true });
  return all.filter((each) => each.isFile()).length;
};

test('what was kept of a server goes thirty days after the bot was removed, and nothing of elsewhere', async () => {
  await using stage = await raiseStage();
  await furnish(stage);
  expect(keptOf(stage).length).toBeGreaterThan(5);

  stage.discord.removeBot(stage.guild);
  await until(() => departures(stage).length === 1, 'it is written down');
  stage.passTime(29 * day);
  await until(() => departures(stage).length === 1, 'it still waits');
  expect(await files(stage)).toBe(4);
  stage.passTime(day + 1_000);
  await until(() => erased(stage) === 1, 'it is deleted');

  expect(keptOf(stage)).toEqual([]);
  expect(await files(stage)).toBe(1);
  expect(departures(stage)).toEqual([]);
  const home = { user: stage.ada, channel: stage.discord.openDm(stage.ada) };
  expect((await ask(stage, 'history show', {}, home)).content).toContain('at home');
});

test('coming back stops the clock, and the next removal starts it anew', async () => {
  await using stage = await raiseStage();
  const { discord, guild } = stage;
  await furnish(stage);
  discord.removeBot(guild);
  await until(() => departures(stage).length === 1, 'it is written down');
  stage.passTime(20 * day);
  discord.addMember({ guild, user: discord.botUser.id });
  await until(() => departures(stage).length === 0, 'it is taken back');
  stage.passTime(20 * day);

  expect((await ask(stage, 'history show')).content).toContain('a harbour');
  expect(erased(stage)).toBe(0);
  discord.removeBot(guild);
  await until(() => departures(stage).length === 1, 'it is written down');
  stage.passTime(20 * day);
  expect(departures(stage)).toEqual([guild]);
});

test('an outage starts no clock', async () => {
  await using stage = await raiseStage();
  const { discord, guild } = stage;
  await furnish(stage);
  discord.takeAway(guild);
  // What comes after it on the gateway was heard.
  await ask(stage, 'history show', {}, { channel: discord.openDm(stage.ada) });
  expect(departures(stage)).toEqual([]);
  await stage.restart();
  expect(departures(stage)).toEqual([]);
  discord.takeAway(guild, false);
  stage.passTime(40 * day);

  expect((await ask(stage, 'history show')).content).toContain('a harbour');
  expect(erased(stage)).toBe(0);
});

test('a server that was left while the bot was off is missed when it starts, and found again when it is back', async () => {
  await using stage = await raiseStage();
  const { discord, guild } = stage;
  await furnish(stage);
  await stage.app.stop();
  discord.removeBot(guild);
  await stage.restart();
  await until(() => departures(stage).length === 1, 'it is missed');
  await stage.app.stop();
  discord.addMember({ guild, user: discord.botUser.id });
  await stage.restart();
  await until(() => departures(stage).length === 0, 'it is found again');
  expect((await ask(stage, 'history show')).content).toContain('a harbour');
});
