import { expect, test } from 'vitest';
import { address, recipe } from '../../../scripts/sample-records.ts';
import { channelId, characterId, jobId, type UserId, userId, versionId } from '../../../src/domain/ids.ts';
import { ada, sampleCharacter, wide } from '../../contract/characters/samples.ts';
import { sampleVersion } from '../../contract/version-store.ts';
import { stageChain } from '../chain/chain-stage.ts';
import { placeOf, sent, stageCharacters } from './stage.ts';

const luna = characterId('1');
const sheet = versionId('9-0-0');

/** Luna is saved, and her sheet is made. */
async function stageWithSheet({ put }: Pick<NonNullable<Parameters<typeof stageCharacters>[0]>, 'put'> = {}) {
  const stage = await stageCharacters({ put });
  await stage.save('1', 'Luna', [sent('a')]);
  await keepVersion(stage, placeOf().user);
  return stage;
}

async function keepVersion({ versions, keepFile }: Awaited<ReturnType<typeof stageCharacters>>, owner: UserId) {
  const { channel, guild } = placeOf();
  await versions.put(
    sampleVersion(sheet, { owner, channel, guild, audience: 'asker', recipe: { ...recipe, sheetOf: luna } }),
  );
  await keepFile(sheet);
}

test('pressed twice at once it is kept once', async () => {
  const { sheets, kept, scratched, takeAway } = await stageWithSheet();
  const both = await Promise.all([sheets.keepSheet(sheet, placeOf()), sheets.keepSheet(sheet, placeOf())]);
  expect(both).toMatchObject([{ kind: 'kept' }, { kind: 'kept', character: { pictures: [{}, {}] } }]);
  await takeAway();
  expect(await kept()).toEqual(['9-0-0', 'f1-0', 'f1-9-0-0']);
  expect(await scratched()).toEqual([]);
});

test('of a character that is deleted meanwhile no picture is left', async () => {
  let deleting = () => Promise.resolve();
  const stage = await stageWithSheet({ put: (id) => (id === 'f1-9-0-0' ? deleting() : Promise.resolve()) });
  deleting = async () => {
    await stage.characters.remove(luna);
    await stage.takeAway();
  };
  expect(await stage.sheets.keepSheet(sheet, placeOf())).toBe('gone');
  expect(await stage.kept()).toEqual(['9-0-0']);
});

test('of two that are asked for in two channels one is made, however soon after the first the second comes', async () => {
  const { parts, characters } = await stageChain();
  const ask = (id: number, channel: string) =>
    parts.accepting.ask({
      id: jobId(String(id)),
      recipe: { prompt: 'a sheet', sheetOf: luna },
      sources: { kind: 'none' },
      characters: { kind: 'kept', characters: [] },
      address: { ...address, channel: channelId(channel), asker: ada },
    });
  for (let steps = 0; steps < 40; steps += 1) {
    await characters.save(sampleCharacter('1'), wide);
    const first = ask(1000 + steps, '1');
    for (let step = 0; step < steps; step += 1) await Promise.resolve();
    const both = await Promise.all([first, ask(2000 + steps, '2')]);
    expect(both.map(({ kind }) => kind).sort(), `after ${steps}`).toEqual(['accepted', 'refused']);
    await characters.remove(luna);
  }
});

test('nobody else keeps it, nor a sheet that somebody else asked for', async () => {
  const stage = await stageWithSheet();
  const ben = userId('77');
  expect(await stage.sheets.keepSheet(sheet, placeOf(ben))).toBe('not theirs');
  await keepVersion(stage, ben);
  expect(await stage.sheets.keepSheet(sheet, placeOf())).toBe('not theirs');
  expect(await stage.sheets.keepSheet(sheet, placeOf(ben))).toBe('not theirs');
  expect(await stage.kept()).toEqual(['9-0-0', 'f1-0']);
});
