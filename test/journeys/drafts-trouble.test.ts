import { expect, test } from 'vitest';
import { ask, buttonsOf, isPrivate, press } from './asking.ts';
import { makeDrafts, raiseDrafting } from './drafting.ts';
import { logLines, until } from './looking.ts';
import { raiseStage } from './stage/stage.ts';

// Drafts that are refused, fail, or are gone.

const fine = { size: '16:9 · 4K', quality: 'high' };

test('whoever fails at a draft is not followed by somebody who takes more for it', async () => {
  await using stage = await raiseStage({ vendors: ['gmicloud', 'openai'] });
  stage.gmicloud.outOfBalance = true;

  const drafts = await makeDrafts(stage, { count: 1 });
  expect(drafts.content).toMatch(/^The image service refused our account/);
  expect(stage.openai.calls).toEqual([]);

  // That is about drafts alone.
  expect((await ask(stage, 'imagine', { prompt: 'a red fox' })).attachments).toHaveLength(1);
  expect(stage.openai.calls).toHaveLength(1);
});

test('a flat price has no drafts: one private sentence says so, and which model has them', async () => {
  await using stage = await raiseStage();

  const refused = await ask(stage, 'imagine', { prompt: 'a red fox', draft: true });

  expect(refused.content.split('\n')[0]).toBe(
    'Your request asks for drafts, but a draft of this model costs more than a quarter of the finished picture (GPT Image 2). GPT Image 2 (official) would do it. Nothing was charged.',
  );
  expect(isPrivate(refused)).toBe(true);
  expect(stage.upstream.requests).toEqual([]);
  // Named, it has them.
  const asked = await ask(stage, 'imagine', { prompt: 'a red fox', draft: true, model: 'gpt-image-2:official' });
  const drafts = await press(stage, asked, 'Go ahead');
  expect(drafts.attachments).toHaveLength(4);
});

test('four drafts are four pictures of a limit, and one that is used up stops the finished one', async () => {
  await using stage = await raiseDrafting({ settings: { DEFAULT_LIMITS: 'user:images:day:5' } });
  const drafts = await makeDrafts(stage);

  const over = await press(stage, await ask(stage, 'imagine', { prompt: 'a fox', draft: true }), 'Go ahead');
  expect(over.content).toMatch(/^Your request would take 4 pictures, and .* has 1 picture left\./);
  expect((await press(stage, drafts, 'Finish 1')).attachments).toHaveLength(1);
  const late = await press(stage, drafts, 'Finish 2');

  expect(late.content).toMatch(/^Your request would take 1 picture, and .* has 0 pictures left\./);
  expect(isPrivate(late)).toBe(true);
  expect(stage.openai.calls).toHaveLength(5);
});

test('one of four fails: the others stand there, and each is finished as itself', async () => {
  await using stage = await raiseDrafting();
  stage.openai.script.next({ refuse: { status: 400, code: 'moderation_blocked' } });

  const drafts = await makeDrafts(stage);

  expect(drafts.content).toContain('3 of the 4 asked for: ');
  expect(drafts.attachments).toHaveLength(3);
  expect(buttonsOf(drafts)).toContainEqual(['Finish 1', 'Finish 2', 'Finish 3']);
  const finished = await press(stage, drafts, 'Finish 3');
  const third = stage.discord.filesOf(drafts.id)[2]?.sha256;
  expect(stage.openai.calls.at(-1)?.inputs.map((input) => input.sha256)).toEqual([third]);
  expect(finished.attachments).toHaveLength(1);
});

test('all of them failed: Try again makes drafts again, at the price that is told once more', async () => {
  await using stage = await raiseDrafting();
  for (let each = 0; each < 8; each += 1) stage.openai.script.next({ refuse: { status: 500 } });

  const failed = await makeDrafts(stage, { count: 2, ...fine });
  stage.openai.script.clear();
  expect(buttonsOf(failed).flat()).toContain('Try again');
  await stage.restart();
  const asked = await press(stage, failed, 'Try again');
  expect(asked.content).toMatch(/^Two drafts: up to \$0\.046\. Finishing one: up to \$0\.74\. /);
  const drafts = await press(stage, asked, 'Go ahead');

  expect(buttonsOf(drafts)).toContainEqual(['Finish 1', 'Finish 2']);
});

test('a draft that was deleted is no longer finished', async () => {
  await using stage = await raiseDrafting();
  const drafts = await makeDrafts(stage, { count: 1 });
  await press(stage, await ask(stage, 'privacy delete'), 'Delete');
  const isDeleted = () => logLines(stage).some(({ msg }) => msg === 'everything of a member was deleted');
  await until(isDeleted, 'everything is deleted');

  const refused = await press(stage, drafts, 'Finish', stage.ben);

  expect(refused.content).toMatch(/^Your request needs a picture that can no longer be fetched/);
  expect(stage.openai.calls).toHaveLength(1);
});
