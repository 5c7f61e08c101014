import { expect, test } from 'vitest';
import { useCharacters } from '../../../../src/domain/characters/asked.ts';
import { characterBounds } from '../../../../src/domain/characters/character.ts';
import { sampleCharacter } from '../../../domain/characters/sample-character.ts';
import { callOf, contentsOf, disposable, edit, jobOf, provider, stageCall } from './stage.ts';

const luna = { ...sampleCharacter('7', 'Luna', 2), about: 'silver hair' };
const { used } = useCharacters([luna], 2);

/** Luna is saved, and her pictures lie in the store. */
async function stageWithLuna() {
  const stage = await stageCall();
  await stage.characters.save(luna, characterBounds);
  for (const { original } of luna.pictures) await stage.keepFile(original);
  await stage.keep('11-0-0');
  return stage;
}

test('characters come after what is edited, without an address, and the prompt says who they are', async () => {
  const stage = await stageWithLuna();

  await using prepared = await stage.prepareCall(jobOf(['11-0-0'], { characters: used }), edit, provider);

  const { prompt } = callOf(prepared);
  expect(prompt.split('\n').slice(1)).toEqual([
    expect.stringMatching(/^Images 2 and 3 show Luna\. Luna: silver hair\. Luna stays the same/),
    'Change: a cat in the rain',
  ]);
  const { sources } = await contentsOf(prepared);
  expect(sources.map(({ filename, address, content }) => [filename, address, content])).toEqual([
    ['picture-1.png', 'https://here.example/11-0-0', 'the bytes of 11-0-0'],
    ['picture-2.png', null, 'the bytes of f7-0'],
    ['picture-3.png', null, 'the bytes of f7-1'],
  ]);
});

test('a picture that is gone by then is not spoken of', async () => {
  const stage = await stageWithLuna();
  await stage.images.remove(luna.pictures[0]?.original ?? never());

  await using prepared = await stage.prepareCall(jobOf([], { characters: used }), edit, provider);

  expect(callOf(prepared).prompt).toMatch(/^Image 1 shows Luna\./);
  const { sources } = await contentsOf(prepared);
  expect(sources.map(({ content }) => content)).toEqual(['the bytes of f7-1']);
});

test('an edit of nothing but pictures that are gone is not sent', async () => {
  const stage = await stageWithLuna();
  for (const { original } of luna.pictures) await stage.images.remove(original);

  await using prepared = await stage.prepareCall(jobOf([], { characters: used }), edit, provider);

  expect(prepared).toEqual({ ...disposable, kind: 'gone' });
});

test('nothing is sent with a character that was deleted since', async () => {
  const stage = await stageWithLuna();
  await stage.characters.remove(luna.id);

  await using prepared = await stage.prepareCall(jobOf(['11-0-0'], { characters: used }), edit, provider);

  expect(prepared).toEqual({ ...disposable, kind: 'refused', failure: { code: 'character_gone', named: 'Luna' } });
});

function never(): never {
  throw new Error('Luna has pictures.');
}
