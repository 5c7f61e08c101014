import { describe, expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, buttonsOf, ending, inputs, isPrivate, patience, press, sha256 } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// **Try again**, under what failed.

const failed = 'The image service failed to make it. Try again, or choose another model. Nothing was charged.';
const moderated =
  "The image service's moderation refused these words or pictures. Say it differently, or use another picture. Nothing was charged.";
const gone = 'That was asked again already, or more than 24 hours ago. Nothing was charged.';
const beach = { name: 'beach.png', bytes: png(64, 48) };
const day = 24 * 3_600_000;

const breakTask = ({ upstream }: Stage) => upstream.script.next({ fail: { code: 'api_error' }, processingMs: 60 });

/** Opens the form behind **Change the words** and sends it in. */
async function reword(stage: Stage, message: string, prompt: string) {
  const { discord, ada } = stage;
  const form = await discord.pressButton({ user: ada, message, label: 'Change the words' }).modal(patience);
  return ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt } }));
}

describe('a request that failed', () => {
  test('is asked for again with its pictures, after a restart, by its asker alone, and once', async () => {
    await using stage = await raiseStage();
    const { upstream, ben } = stage;
    breakTask(stage);
    const message = await ask(stage, 'edit', { prompt: 'a hat on the cat', image: beach });
    expect([message.content, isPrivate(message), buttonsOf(message)]).toEqual([failed, false, [['Try again']]]);
    await stage.restart();

    const other = await press(stage, message, 'Try again', ben);
    expect([other.content, isPrivate(other)]).toEqual(['Only whoever asked for this may do that.', true]);
    const again = await press(stage, message, 'Try again');
    expect([again.attachments.length, isPrivate(again)]).toEqual([1, false]);
    expect(again.content).toContain('a hat on the cat');
    expect(inputs(stage)).toEqual([[sha256(beach.bytes)], [sha256(beach.bytes)]]);

    const late = await press(stage, message, 'Try again');
    expect([late.content, isPrivate(late)]).toEqual([gone, true]);
    expect(upstream.paidRequests).toHaveLength(2);
  });

  test('in private shows its words, so that they can be copied', async () => {
    await using stage = await raiseStage();
    breakTask(stage);
    const message = await ask(stage, 'imagine', { prompt: 'a `red` fox\nat night', private: true });
    expect(message.content).toBe(`${failed}\n\`\`\`\na \`\u2060red\`\u2060 fox\nat night\n\`\`\``);
    const again = await press(stage, message, 'Try again');
    expect([again.attachments.length, isPrivate(again)]).toEqual([1, true]);
  });

  test('is forgotten after a day', async () => {
    await using stage = await raiseStage();
    breakTask(stage);
    const message = await ask(stage, 'imagine', { prompt: 'a red fox' });
    stage.passTime(day + 1_000);
    expect((await press(stage, message, 'Try again')).content).toBe(gone);
  });

  test('is decided anew: a limit that was set since refuses it, and it may still be asked again', async () => {
    await using stage = await raiseStage();
    const { discord, guild } = stage;
    const manager = discord.createUser({ username: 'mia' });
    discord.addMember({ guild, user: manager, permissions: ['MANAGE_GUILD'] });
    breakTask(stage);
    const message = await ask(stage, 'imagine', { prompt: 'a red fox' });
    await ask(stage, 'server limit set', { amount: 0 }, { user: manager });
    const refused = await press(stage, message, 'Try again');
    expect([refused.content.startsWith('Your request would take 1 picture'), isPrivate(refused)]).toEqual([true, true]);
    await ask(stage, 'server limit clear', {}, { user: manager });
    expect((await press(stage, message, 'Try again')).attachments).toHaveLength(1);
  });
});

test('what a moderation refused is asked for with other words, in a form that has the first ones', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada } = stage;
  upstream.script.next({ refuse: { status: 403, code: 'forbidden', message: 'This breaks our content policy.' } });
  const message = await ask(stage, 'edit', { prompt: 'something they refuse', image: beach });
  expect([message.content, buttonsOf(message)]).toEqual([moderated, [['Change the words']]]);
  const form = await discord.pressButton({ user: ada, message: message.id, label: 'Change the words' }).modal(patience);
  expect(JSON.stringify(form.components)).toContain('something they refuse');
  const again = await reword(stage, message.id, 'a red hat');
  expect(again.attachments).toHaveLength(1);
  expect(again.content).toContain('a red hat');
});

test('what is no use to ask again has no such button', async () => {
  await using stage = await raiseStage();
  stage.upstream.script.next({ refuse: { status: 403, code: 'used_up', message: 'no' } });
  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });
  expect([message.content.includes('refused our account'), message.components]).toEqual([true, []]);
});
