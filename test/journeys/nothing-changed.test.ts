import { expect, test } from 'vitest';
import { ask, press } from './asking.ts';
import { KiB } from './large-pictures.ts';
import { raiseStage } from './stage/stage.ts';

const idOf = (number: number) => `req_${String(number).padStart(8, '0')}`;
const painting = { vendors: ['openai'], openai: { pictures: 'painted', longestEdge: 480, idOf } } as const;
const unchanged = 'Nothing seems to have changed.';

test('an edit of a part of which nothing came says so, and what was charged', async () => {
  await using stage = await raiseStage(painting);
  await ask(stage, 'imagine', { prompt: 'a valley' });

  const none = await ask(stage, 'edit', { prompt: 'change nothing', region: 'top left' });
  const some = await ask(stage, 'edit', { prompt: 'a red moon', region: 'top left' });

  expect(none.content.split('\n').at(-1)).toBe(`-# ${unchanged}`);
  expect(none.content).toMatch(/ · \$0\.\d+\n/);
  expect(some.content).not.toContain(unchanged);
});

test('so does one that has to be made smaller to be shown', async () => {
  await using stage = await raiseStage({ ...painting, discord: { defaultUploadLimit: 100 * KiB } });
  await ask(stage, 'imagine', { prompt: 'a valley' });

  const none = await ask(stage, 'edit', { prompt: 'change nothing' });
  const some = await ask(stage, 'edit', { prompt: 'a red moon, top left' });

  expect(none.content).toContain('Reduced to fit here');
  expect(none.content).toContain(unchanged);
  expect(some.content).toContain('Reduced to fit here');
  expect(some.content).not.toContain(unchanged);
});

test('one that goes out as it came is not held back for that: What changed tells', async () => {
  await using stage = await raiseStage(painting);
  await ask(stage, 'imagine', { prompt: 'a valley' });

  const none = await ask(stage, 'edit', { prompt: 'change nothing' });
  const told = await press(stage, await press(stage, none, 'More'), 'What changed');

  expect(none.content).not.toContain(unchanged);
  expect(told.content).toContain('Nothing that one would see.');
});
