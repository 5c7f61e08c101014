import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, isPrivate, linkTo, press, sha256 } from './asking.ts';
import { raiseStage } from './stage/stage.ts';

test('a private /imagine is seen by its asker alone, from "thinking" to the picture', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ben, channel } = stage;
  discord.forgetRequests();

  const message = await ask(stage, 'imagine', { prompt: 'a surprise', private: true });

  expect(isPrivate(message)).toBe(true);
  expect(discord.requests[0]?.body).toEqual({ type: 5, data: { flags: 64 } });
  expect(discord.requests).toHaveLength(2);
  expect(discord.filesOf(message.id)[0]?.sha256).toBe(upstream.tasks[0]?.results[0]?.sha256);
  expect(discord.visibleMessages(ben, channel)).toEqual([]);
});

test('a private picture becomes the current one for its asker, and for nobody else', async () => {
  await using stage = await raiseStage();
  const { upstream, ben } = stage;
  await ask(stage, 'imagine', { prompt: 'for everybody' });
  await ask(stage, 'imagine', { prompt: 'for me', private: true });

  await ask(stage, 'edit', { prompt: 'mine, changed', private: true });
  await ask(stage, 'edit', { prompt: 'theirs, changed' }, { user: ben });

  const [everybodys, own, ownEdit, bensEdit] = upstream.tasks;
  expect(ownEdit?.inputs.map((input) => input.sha256)).toEqual([own?.results[0]?.sha256]);
  expect(bensEdit?.inputs.map((input) => input.sha256)).toEqual([everybodys?.results[0]?.sha256]);
});

test('an edit of a private picture is as private as the picture, also without saying so', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ben, channel } = stage;
  await ask(stage, 'imagine', { prompt: 'a secret', private: true });

  const message = await ask(stage, 'edit', { prompt: 'the secret, in blue' });

  expect(isPrivate(message)).toBe(true);
  expect(upstream.tasks[1]?.inputs.map((input) => input.sha256)).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
  expect(discord.visibleMessages(ben, channel)).toEqual([]);
  // Nor does going back make it anybody else's.
  await press(stage, message, 'Undo');
  const refused = await ask(stage, 'edit', { prompt: 'what is there' }, { user: ben });
  expect(refused.content).toContain('there is no picture to edit here');
});

test('Edit, Again and Undo under a private picture stay private', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada, ben, channel } = stage;
  const first = await ask(stage, 'imagine', { prompt: 'a secret', private: true });

  const again = await press(stage, first, 'Again');
  const form = await discord.pressButton({ user: ada, message: first.id, label: 'Edit' }).modal();
  const edited = await discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'in blue' } }).answered({
    where: ({ attachments }) => attachments.length === 1,
  });
  const undone = await press(stage, edited, 'Undo');

  expect([again, edited, undone].map(isPrivate)).toEqual([true, true, true]);
  expect(upstream.tasks[2]?.inputs.map((input) => input.sha256)).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
  expect(undone.content).toBe(`[Version 1](${linkTo(stage, first)}) is current now.`);
  expect(discord.visibleMessages(ben, channel)).toEqual([]);
});

test('what is sent in with a private request is nobody else’s either', async () => {
  await using stage = await raiseStage();
  const { ben } = stage;
  const photo = { name: 'me.png', bytes: png(50, 50) };
  const edited = await ask(stage, 'edit', { prompt: 'younger', image: photo, private: true });

  await press(stage, edited, 'Undo');
  const mine = await ask(stage, 'history show');
  const theirs = await ask(stage, 'history show', {}, { user: ben });

  expect(mine.content).toMatch(
    /^\*\*\[p2\].* · private\n\*\*p1\*\* · a picture that was sent · .* · private · \*\*current\*\*$/,
  );
  expect(theirs.content).toBe(
    'There are no versions here yet. `/imagine` makes the first, or reply to a picture and mention me.',
  );
  await ask(stage, 'edit', { prompt: 'older', private: true });
  expect(stage.upstream.tasks[1]?.inputs.map((input) => input.sha256)).toEqual([sha256(photo.bytes)]);
});

test('a private picture is in the list and by its number for its asker alone', async () => {
  await using stage = await raiseStage();
  const { ben } = stage;
  await ask(stage, 'imagine', { prompt: 'for everybody' });
  await ask(stage, 'imagine', { prompt: 'for me', private: true });

  const theirs = await ask(stage, 'history show', {}, { user: ben });
  const refused = await ask(stage, 'history continue', { version: 2 }, { user: ben });
  const taken = await ask(stage, 'history continue', { version: 2 });

  expect(theirs.content).toContain('for everybody');
  expect(theirs.content).not.toContain('for me');
  expect(refused.content).toBe('I do not know that version here. `/history show` lists the ones there are.');
  expect(isPrivate(refused)).toBe(true);
  expect(taken.content).toMatch(/^\[Version 2\]\(.*\) is current now\.$/);
  expect(isPrivate(taken)).toBe(true);
});

test('a message that falls back on the current picture never shows a private one', async () => {
  // With the content intent, so that Ben's words, in which there is no picture, can be read.
  await using stage = await raiseStage({ discord: { messageContentIntent: true } });
  const { discord, upstream, ada, ben, channel } = stage;
  await ask(stage, 'imagine', { prompt: 'for everybody' });
  await ask(stage, 'imagine', { prompt: 'for me', private: true });
  const talk = discord.sendMessage({ user: ben, channel, content: 'what do you think?' });

  const asked = discord.sendMessage({
    user: ada,
    channel,
    content: `<@${discord.botUser.id}> in blue`,
    replyTo: talk,
  });
  const answer = await discord.waitForMessage(
    channel,
    (each) => each.message_reference?.message_id === asked && each.attachments.length > 0,
  );

  expect(answer.content).toContain('From [version 1]');
  expect(upstream.tasks[2]?.inputs.map((input) => input.sha256)).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
});
