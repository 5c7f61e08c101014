import { expect, test } from 'vitest';
import type { WireMessage } from '../../scripts/emulators/discord/index.ts';
import { ask, buttonsOf, ending, press } from './asking.ts';
import { linesOf, madeBy, raise, shownIn, three } from './comparing.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// Several pictures of one message that are deleted, or covered, while another of them is.

const now = ({ discord }: Stage, { id }: WireMessage): WireMessage => discord.message(id) ?? expect.fail('it is gone');

/** The question whether that picture goes. */
const askedOf = async (stage: Stage, message: WireMessage, picture: string) =>
  press(stage, await press(stage, await press(stage, message, 'More'), picture), 'Delete');

test('two of three that are deleted at once are both gone, and the third has all its buttons', async () => {
  await using stage = await raiseStage();
  const { discord, ada } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a cat', count: 3 });
  const [, , third] = discord.filesOf(made.id).map(({ sha256 }) => sha256);
  const questions = [await askedOf(stage, made, 'Picture 1'), await askedOf(stage, made, 'Picture 2')];

  await Promise.all(
    questions.map(({ id }) => ending(discord.pressButton({ user: ada, message: id, label: 'Delete' }))),
  );

  expect(discord.filesOf(made.id).map(({ sha256 }) => sha256)).toEqual([third]);
  expect(buttonsOf(now(stage, made))).toEqual([['Edit', 'Vary', 'Again', 'Undo', 'More']]);
});

test('what is left of a comparison keeps its numbers, as the words of its message do', async () => {
  await using stage = await raise();
  const made = await ask(stage, 'compare', three);

  await press(stage, await askedOf(stage, made, 'Picture 1'), 'Delete');

  const left = now(stage, made);
  expect(shownIn(stage, made)).toEqual(madeBy(stage, 'nano-banana', 'nano-banana-pro'));
  expect(linesOf(left)).toEqual(linesOf(made));
  expect(buttonsOf(left)[0]).toEqual(['Use 2', 'Use 3']);
});
