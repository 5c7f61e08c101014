import { expect, test } from 'vitest';
import type { InteractionHandle } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, ending, isPrivate, linkTo, mention, replyTo, run } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const soon = { pace: { statusAfter: 100, statusEvery: 50 } };

/** What each request to the image service was made from, by the position of the request that made it. */
const origins = ({ upstream }: Stage) =>
  upstream.tasks.map(({ inputs }) =>
    inputs.map((input) => upstream.tasks.findIndex((task) => task.results[0]?.sha256 === input.sha256)),
  );

const saying = (handle: InteractionHandle, beginning: string) =>
  handle.answered({ where: ({ content }) => content.startsWith(beginning) });

/** A request that lasts until `goOn`. */
function slow({ upstream }: Stage, prompt: string): () => void {
  const { promise: until, resolve: goOn } = Promise.withResolvers<void>();
  upstream.script.next({ until }, { prompt });
  return () => goOn();
}

test('two quick edits: the second says that it is queued after the first, and is made from its result', async () => {
  await using stage = await raiseStage(soon);
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  const goOn = slow(stage, 'at night');
  const first = run(stage, 'edit', { prompt: 'at night' });
  const second = run(stage, 'edit', { prompt: 'in the rain' });

  const working = await saying(first, 'Working');
  const waiting = await saying(second, 'Queued after');
  expect(waiting.content).toMatch(/^Queued after \[an earlier request\]\((\S+)\), asked <t:\d+:R>\.\n“in the rain”$/);
  expect(waiting.content).toContain(linkTo(stage, working));
  expect(stage.upstream.tasks.map(({ prompt }) => prompt)).not.toContain('in the rain');
  goOn();

  const made = await ending(first);
  expect((await ending(second)).content).toContain(
    `**Version 3:** “in the rain”\n-# From [version 2](${linkTo(stage, made)})`,
  );
  expect(origins(stage)).toEqual([[], [0], [1]]);
});

test('follow-ups wait one after the other, also across a restart', async () => {
  await using stage = await raiseStage(soon);
  const goOn = slow(stage, 'a harbour');
  const asked = [
    run(stage, 'imagine', { prompt: 'a harbour' }),
    run(stage, 'edit', { prompt: 'at night' }),
    run(stage, 'edit', { prompt: 'in the rain' }),
  ] as const;
  await saying(asked[0], 'Working');
  await saying(asked[1], 'Queued after');
  await saying(asked[2], 'Queued after');

  await stage.restart();
  goOn();

  for (const each of asked) await ending(each);
  expect(origins(stage)).toEqual([[], [0], [1]]);
});

test('anybody’s reply to a picture that is still being made waits for it', async () => {
  await using stage = await raiseStage(soon);
  const { discord, ben, channel } = stage;
  const goOn = slow(stage, 'a harbour');
  const first = run(stage, 'imagine', { prompt: 'a harbour' });
  const working = await saying(first, 'Working');

  const asked = discord.sendMessage({
    user: ben,
    channel,
    content: `${mention(stage.discord)} at night`,
    replyTo: working.id,
  });
  await discord.waitForMessage(channel, ({ content, message_reference: reference }) => {
    return content.startsWith('Queued after') && reference?.message_id === asked;
  });
  goOn();

  const answer = await replyTo(stage, asked);
  const made = await ending(first);
  expect(answer.content).toContain(`From [version 1](${linkTo(stage, made)})`);
  expect(origins(stage)).toEqual([[], [0]]);
});

test('a follow-up can be cancelled while it waits: its money is free at once, and who follows it follows the one before', async () => {
  await using stage = await raiseStage({ ...soon, settings: { DEFAULT_LIMITS: 'user:images:day:3' } });
  const { discord, ada } = stage;
  const goOn = slow(stage, 'a harbour');
  const first = run(stage, 'imagine', { prompt: 'a harbour' });
  await first.acknowledged();
  const second = run(stage, 'edit', { prompt: 'at night' });
  const waiting = await saying(second, 'Queued after');
  const third = run(stage, 'edit', { prompt: 'in the rain' });
  await saying(third, 'Queued after');
  // It holds its money from the start.
  expect((await ask(stage, 'edit', { prompt: 'in fog' })).content).toContain('has 0 pictures left');

  const pressed = discord.pressButton({ user: ada, message: waiting.id, label: 'Cancel' });
  expect((await pressed.answered()).content).toBe('Cancelled: nothing was sent, and nothing was charged.');
  const fourth = run(stage, 'edit', { prompt: 'in fog' });
  await saying(fourth, 'Queued after');
  goOn();

  for (const each of [first, third, fourth]) await ending(each);
  expect(stage.upstream.tasks.map(({ prompt }) => prompt)).toEqual(['a harbour', 'in the rain', 'in fog']);
  expect(origins(stage)).toEqual([[], [0], [1]]);
});

test('where the request before fails, the current version is edited; where there is none, it is said and free', async () => {
  await using stage = await raiseStage({ ...soon, settings: { DEFAULT_LIMITS: 'user:images:day:2' } });
  const { upstream, ben } = stage;
  const failed = run(stage, 'imagine', { prompt: 'something forbidden' }, { user: ben });
  const nothing = run(stage, 'edit', { prompt: 'at night' }, { user: ben });
  await ending(failed);
  const said = await ending(nothing);
  expect(said.content).toContain('there is no picture to edit here');
  expect(said.content).toContain('Nothing was charged');

  await ask(stage, 'imagine', { prompt: 'a harbour' }, { user: ben });
  const second = run(stage, 'edit', { prompt: 'with something forbidden' }, { user: ben });
  await ending(second);
  await ask(stage, 'edit', { prompt: 'in the rain' }, { user: ben });
  expect(upstream.tasks.at(-1)?.inputs.map(({ sha256 }) => sha256)).toEqual([
    upstream.tasks.find(({ prompt }) => prompt === 'a harbour')?.results[0]?.sha256,
  ]);
});

test('what names a picture, and what somebody else asks, waits for nobody', async () => {
  await using stage = await raiseStage(soon);
  const { ben, upstream } = stage;
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  const goOn = slow(stage, 'at night');
  const first = run(stage, 'edit', { prompt: 'at night' });
  await first.acknowledged();

  await ask(stage, 'edit', { prompt: 'in oil', image: { name: 'dog.png', bytes: png(30, 30) } });
  await ask(stage, 'edit', { prompt: 'in fog' }, { user: ben });
  // What was asked later is current already.
  await ask(stage, 'edit', { prompt: 'in ink' });
  goOn();
  await ending(first);

  const made = (prompt: string) => upstream.tasks.find((task) => task.prompt === prompt);
  expect(made('in ink')?.inputs.map(({ sha256 }) => sha256)).toEqual([made('in oil')?.results[0]?.sha256]);
});

test('what follows a private request is private', async () => {
  await using stage = await raiseStage(soon);
  const { discord, ben, channel } = stage;
  const goOn = slow(stage, 'a harbour');
  const first = run(stage, 'imagine', { prompt: 'a harbour', private: true });
  await first.acknowledged();
  const second = run(stage, 'edit', { prompt: 'at night' });
  await second.acknowledged();
  goOn();

  expect(isPrivate(await ending(first))).toBe(true);
  expect(isPrivate(await ending(second))).toBe(true);
  expect(discord.visibleMessages(ben, channel)).toEqual([]);
  expect(origins(stage)).toEqual([[], [0]]);
});

test('a thread that was opened from a result starts from its picture, and goes back to it', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben, channel } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a harbour' });
  await ask(stage, 'imagine', { prompt: 'a dog' });
  const thread = discord.createThreadFrom({ user: ada, channel, name: 'Harbour', message: made.id });

  const edited = await ask(stage, 'edit', { prompt: 'at night' }, { channel: thread, user: ben });
  await ask(stage, 'history undo', {}, { channel: thread, user: ben });
  await ask(stage, 'edit', { prompt: 'in the rain' }, { channel: thread });

  expect(edited.content).toContain(`From [version 1](${linkTo(stage, made)})`);
  expect(origins(stage)).toEqual([[], [], [0], [0]]);
});

test('a thread that was opened from somebody’s picture starts from that', async () => {
  await using stage = await raiseStage({ discord: { messageContentIntent: true } });
  const { discord, ada, ben, channel, upstream } = stage;
  const photo = discord.sendMessage({ user: ben, channel, files: [{ name: 'photo.png', bytes: png(64, 48) }] });
  const thread = discord.createThreadFrom({ user: ada, channel, name: 'Photo', message: photo });

  await ask(stage, 'edit', { prompt: 'as a woodcut' }, { channel: thread });

  expect(upstream.tasks.map(({ inputs }) => inputs.length)).toEqual([1]);
});
