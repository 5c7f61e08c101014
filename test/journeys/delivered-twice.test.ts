import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, ending, patience, press, replyTo, run } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const photo = { name: 'photo.png', bytes: png(64, 48) };

/** Resolves when everything that was sent before has been taken: the gateway keeps the order. */
const allWasTaken = (stage: Stage) => ask(stage, 'help');

const prompts = ({ upstream }: Stage) => upstream.tasks.map(({ prompt }) => prompt);

test('a command that Discord delivers twice is one request', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;

  const asked = run(stage, 'imagine', { prompt: 'a fox' });
  discord.redeliver(asked.id);
  await ending(asked);
  discord.redeliver(asked.id);
  await allWasTaken(stage);

  expect(prompts(stage)).toEqual(['a fox']);
  expect(discord.requestsTo('POST /interactions/:interaction/:token/callback').map(({ body }) => body)).toHaveLength(2);
});

test('a message that Discord delivers twice is one request with one reply', async () => {
  await using stage = await raiseStage();
  const { discord, ada, channel } = stage;

  const content = `<@${discord.botUser.id}> as a woodcut`;
  const asked = discord.sendMessage({ user: ada, channel, content, files: [photo] });
  discord.redeliver(asked);
  await replyTo(stage, asked);
  discord.redeliver(asked);
  await allWasTaken(stage);

  expect(prompts(stage)).toEqual(['as a woodcut']);
  const replies = discord.visibleMessages(ada, channel).filter((each) => each.message_reference?.message_id === asked);
  expect(replies).toHaveLength(1);
});

test('a button that Discord delivers twice is one request', async () => {
  await using stage = await raiseStage();
  const { discord, ada } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a fox' });

  const again = discord.pressButton({ user: ada, message: made.id, label: 'Again' });
  discord.redeliver(again.id);
  await ending(again);
  const form = discord.pressButton({ user: ada, message: made.id, label: 'Edit' });
  const { id } = await form.modal(patience);
  const sent = discord.submitModal({ user: ada, modal: id, values: { prompt: 'in snow' } });
  discord.redeliver(sent.id);
  await ending(sent);
  discord.redeliver(sent.id);
  await allWasTaken(stage);

  expect(prompts(stage)).toEqual(['a fox', 'a fox', 'in snow']);
});

test('what was delivered before a restart, and is delivered again after it, is one request', async () => {
  await using stage = await raiseStage();
  const { discord, ada, channel } = stage;
  const command = run(stage, 'imagine', { prompt: 'a fox' });
  const made = await ending(command);
  const content = `<@${discord.botUser.id}> as a woodcut`;
  const message = discord.sendMessage({ user: ada, channel, content, files: [photo] });
  const reply = await replyTo(stage, message);
  await press(stage, reply, 'Undo');

  await stage.restart();
  discord.redeliver(command.id);
  discord.redeliver(message);
  await allWasTaken(stage);

  expect(prompts(stage)).toEqual(['a fox', 'as a woodcut']);
  expect(discord.message(made.id)?.content).toBe(made.content);
  expect(discord.message(reply.id)?.content).toBe(reply.content);
  const replies = discord
    .visibleMessages(ada, channel)
    .filter((each) => each.message_reference?.message_id === message);
  expect(replies).toHaveLength(1);
});

test('an Undo that is delivered again after a restart does not go back twice', async () => {
  await using stage = await raiseStage();
  const { discord, ada } = stage;
  await ask(stage, 'imagine', { prompt: 'a fox' });
  await ask(stage, 'edit', { prompt: 'in snow' });
  await ask(stage, 'edit', { prompt: 'at night' });
  const undo = run(stage, 'history undo');
  await ending(undo);

  await stage.restart();
  discord.redeliver(undo.id);
  await allWasTaken(stage);
  const list = await ask(stage, 'history show', {}, { user: ada });

  expect(list.content.split('\n')[1]).toMatch(/in snow .* \*\*current\*\*$/);
});

test('events that come in the wrong order leave what was asked last as the current one', async () => {
  await using stage = await raiseStage();
  const { discord, upstream } = stage;

  const release = discord.holdGateway();
  const first = run(stage, 'imagine', { prompt: 'asked first' });
  const second = run(stage, 'imagine', { prompt: 'asked second' });
  release({ reversed: true });
  await Promise.all([ending(first), ending(second)]);
  await ask(stage, 'edit', { prompt: 'in snow' });

  const made = upstream.tasks.find(({ prompt }) => prompt === 'asked second');
  expect(upstream.tasks[2]?.inputs.map(({ sha256 }) => sha256)).toEqual([made?.results[0]?.sha256]);
});
