import { expect, test } from 'vitest';
import { ask, buttonsOf, ending, isPrivate, press, sha256 } from './asking.ts';
import { luna, lunaWhole, mira, saveCharacter, stays } from './casting.ts';
import { isLastPicture, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const goAhead = 'Go ahead';

/** Luna is saved, her sheet was asked for and agreed to; the bot was restarted in between. */
async function raiseWithSheet(pictures: Parameters<typeof saveCharacter>[1] = { image: luna }) {
  const stage = await raiseStage();
  const saved = await saveCharacter(stage, { name: 'Luna', about: 'silver hair', ...pictures });
  await stage.restart();
  const price = await press(stage, saved, 'Reference sheet');
  await stage.restart();
  const sheet = await press(stage, price, goAhead);
  return Object.assign(stage, { saved, price, sheet });
}

const sent = ({ upstream }: Stage) => upstream.paidRequests.map(({ files }) => files.map((file) => file.sha256));

test('a reference sheet: its price first, made from what there is, seen by its owner alone', async () => {
  await using stage = await raiseWithSheet();
  const { upstream, price, sheet } = stage;

  expect(isPrivate(price)).toBe(true);
  expect(price.content).toMatch(/^This costs (up to )?\$0\.\d+\. Nothing is charged before you go ahead/);
  const prompt = upstream.paidRequests[0]?.fields.find(({ name }) => name === 'prompt')?.value;
  expect(prompt?.split('\r\n')).toEqual([
    `Image 1 shows Luna. Luna: silver hair. ${stays('Luna')}`,
    expect.stringMatching(/^Make: a character reference sheet\./),
  ]);
  expect(sent(stage)).toEqual([[sha256(luna.bytes)]]);
  expect(isPrivate(sheet)).toBe(true);
  expect(sheet.content).toContain('“Reference sheet of Luna: front, side and back”');
  expect(isLastPicture(stage, sheet)).toBe(true);
  expect(buttonsOf(sheet).flat()).toContain('Keep as first picture');
});

test('kept, it is the first picture, once, however often it is pressed and whatever restarts', async () => {
  await using stage = await raiseWithSheet();
  const { upstream, sheet } = stage;
  const made = upstream.tasks[0]?.results[0]?.sha256 ?? '';

  const kept = await press(stage, sheet, 'Keep as first picture');
  await stage.restart();
  const again = await press(stage, sheet, 'Keep as first picture');
  await ask(stage, 'imagine', { prompt: '@luna' });

  expect(kept.content).toBe('This sheet is the first picture of **Luna** now.');
  expect(again.content).toBe('This sheet is the first picture of **Luna** now.');
  expect(sent(stage).at(-1)).toEqual([made, sha256(luna.bytes)]);
});

test('with four pictures the last one goes for it, and it is said', async () => {
  const pictures = { image: luna, image2: lunaWhole, image3: mira, image4: { ...luna, bytes: lunaWhole.bytes } };
  await using stage = await raiseWithSheet(pictures);
  const { upstream, sheet } = stage;

  const kept = await press(stage, sheet, 'Keep as first picture');
  await ask(stage, 'imagine', { prompt: '@luna' });

  expect(kept.content).toContain('A character has at most 4 pictures, so its last one went.');
  expect(sent(stage).at(-1)).toEqual([
    upstream.tasks[0]?.results[0]?.sha256,
    ...[luna, lunaWhole, mira].map(({ bytes }) => sha256(bytes)),
  ]);
});

test('there is one: not by the button, not by Again, not by a second price that was asked before', async () => {
  await using stage = await raiseStage();
  const saved = await saveCharacter(stage, { name: 'Luna', image: luna });
  const prices = [await press(stage, saved, 'Reference sheet'), await press(stage, saved, 'Reference sheet')];
  const [first, second] = prices.map((price) =>
    stage.discord.pressButton({ user: stage.ada, message: price.id, label: goAhead }),
  );
  if (first === undefined || second === undefined) throw new Error('There are two prices.');
  const ends = [await ending(first), await ending(second)];
  const sheet = ends.find(({ content }) => content.startsWith('**Version'));
  if (sheet === undefined) throw new Error('One of them is made.');
  const refused = [
    ...ends.filter((each) => each !== sheet),
    await press(stage, sheet, 'Again'),
    await press(stage, saved, 'Reference sheet'),
  ];
  const kept = await press(stage, sheet, 'Keep as first picture');
  refused.push(await press(stage, saved, 'Reference sheet'));

  expect(kept.content).toContain('is the first picture');
  expect(refused.map(({ content }) => content)).toEqual([
    ...Array<string>(3).fill(
      'Your request names a character whose reference sheet is there already, or is being made. Nothing was charged.',
    ),
    'Its reference sheet is there already, or is being made.',
  ]);
  expect(stage.upstream.paidRequests.length).toBe(1);
});

test('one that was refused may be asked for again', async () => {
  await using stage = await raiseStage();
  stage.upstream.script.next({ refuse: { status: 400, code: 'moderation_blocked' } });
  const saved = await saveCharacter(stage, { name: 'Luna', image: luna });

  const refused = await press(stage, await press(stage, saved, 'Reference sheet'), goAhead);
  const shown = await ask(stage, 'character show', { name: 'Luna' });
  const made = await press(stage, await press(stage, shown, 'Reference sheet'), goAhead);
  const afterwards = await ask(stage, 'character show', { name: 'Luna' });

  expect(buttonsOf(afterwards)).toEqual([]);
  expect(refused.content).toContain(
    "The image service's moderation refused these words or pictures. Say it differently, or use another picture. Nothing was charged.",
  );
  expect(isLastPicture(stage, made)).toBe(true);
});

test('deleted before the price was agreed to: nothing is made, and nothing charged', async () => {
  await using stage = await raiseStage();
  const saved = await saveCharacter(stage, { name: 'Luna', image: luna });
  const price = await press(stage, saved, 'Reference sheet');
  await ask(stage, 'character delete', { name: 'Luna' });

  const answer = await press(stage, price, goAhead);

  expect(answer.content).toMatch(/was deleted.* Nothing was charged\.$/);
  expect(stage.upstream.paidRequests).toEqual([]);
  await until(async () => (await stage.scratch()).length === 0, 'nothing is left lying about');
});
