import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, isPrivate, linkTo, press, replyTo } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const threadOf = ({ discord, ada, channel }: Stage, name = 'Poster') =>
  discord.createThreadFrom({ user: ada, channel, name });

/** What each request to the image service was made from, by the position of the request that made it. */
const origins = ({ upstream }: Stage) =>
  upstream.tasks.map(({ inputs }) =>
    inputs.map((input) => upstream.tasks.findIndex((task) => task.results[0]?.sha256 === input.sha256)),
  );

test('/edit twice in a thread: the second is made from the first’s original, though Discord shows a smaller copy', async () => {
  await using stage = await raiseStage({ discord: { defaultUploadLimit: 4_000 } });
  const { discord, upstream } = stage;
  const thread = { channel: threadOf(stage) };
  await ask(stage, 'imagine', { prompt: 'a harbour' }, thread);

  const first = await ask(stage, 'edit', { prompt: 'at night' }, thread);
  const second = await ask(stage, 'edit', { prompt: 'in the rain' }, thread);

  const [, made] = upstream.tasks;
  expect(discord.filesOf(first.id)[0]?.sha256).not.toBe(made?.results[0]?.sha256);
  expect(upstream.paidRequests[2]?.files.map(({ sha256 }) => sha256)).toEqual([made?.results[0]?.sha256]);
  expect(origins(stage)).toEqual([[], [0], [1]]);
  expect(second.content).toContain(`-# From [version 2](${linkTo(stage, first)}) · gpt-image-2`);
});

test('a reply to an older version branches off from it', async () => {
  await using stage = await raiseStage();
  const { discord, ada, channel } = stage;
  const first = await ask(stage, 'imagine', { prompt: 'a harbour' });
  await ask(stage, 'edit', { prompt: 'at night' });

  const asked = discord.sendMessage({
    user: ada,
    channel,
    content: `<@${discord.botUser.id}> in the morning`,
    replyTo: first.id,
    ping: false,
  });
  const branch = await replyTo(stage, asked);
  const next = await ask(stage, 'edit', { prompt: 'with a boat' });

  expect(branch.content).toContain(`From [version 1](${linkTo(stage, first)})`);
  // It is current now, and goes back to what it branched off from.
  expect(next.content).toContain(`From [version 3](${linkTo(stage, branch)})`);
  expect(origins(stage)).toEqual([[], [0], [0], [2]]);
  const undone = await press(stage, branch, 'Undo');
  expect(undone.content).toBe(`[Version 1](${linkTo(stage, first)}) is current now for <@${stage.ada}>.`);
});

test('two threads and their channel never mix', async () => {
  await using stage = await raiseStage();
  const [poster, flyer] = [{ channel: threadOf(stage) }, { channel: threadOf(stage, 'Flyer') }];
  await ask(stage, 'imagine', { prompt: 'a poster' }, poster);
  await ask(stage, 'imagine', { prompt: 'a flyer' }, flyer);
  await ask(stage, 'imagine', { prompt: 'a sketch' });

  const answers = [
    await ask(stage, 'edit', { prompt: 'the poster in red' }, poster),
    await ask(stage, 'edit', { prompt: 'the flyer in green' }, flyer),
    await ask(stage, 'edit', { prompt: 'the sketch in ink' }),
  ];

  expect(origins(stage)).toEqual([[], [], [], [0], [1], [2]]);
  // Each counts its own versions.
  expect(answers.map(({ content }) => content.slice(0, 13))).toEqual([
    '**Version 2:*',
    '**Version 2:*',
    '**Version 2:*',
  ]);
});

test('a thread goes on where it was after a restart', async () => {
  await using stage = await raiseStage();
  const thread = { channel: threadOf(stage) };
  await ask(stage, 'imagine', { prompt: 'a harbour' }, thread);
  const first = await ask(stage, 'edit', { prompt: 'at night' }, thread);

  await stage.restart();
  const second = await ask(stage, 'edit', { prompt: 'in the rain' }, thread);

  expect(origins(stage)).toEqual([[], [0], [1]]);
  expect(second.content).toContain(`**Version 3:** “in the rain”\n-# From [version 2](${linkTo(stage, first)})`);
});

test('anybody’s edit goes on from what the thread shows', async () => {
  await using stage = await raiseStage();
  const { ben } = stage;
  const thread = { channel: threadOf(stage) };
  await ask(stage, 'imagine', { prompt: 'a harbour' }, thread);

  await ask(stage, 'edit', { prompt: 'at night' }, { ...thread, user: ben });
  await ask(stage, 'edit', { prompt: 'in the rain' }, thread);

  expect(origins(stage)).toEqual([[], [0], [1]]);
});

test('in a plain channel everybody goes on from their own, and a newcomer from the last one there', async () => {
  await using stage = await raiseStage();
  const { ben } = stage;
  const cleo = stage.member('cleo');
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  await ask(stage, 'imagine', { prompt: 'a dog' }, { user: ben });

  await ask(stage, 'edit', { prompt: 'at night' });
  await ask(stage, 'edit', { prompt: 'in the snow' }, { user: ben });
  await ask(stage, 'edit', { prompt: 'at sea' });
  await ask(stage, 'edit', { prompt: 'in ink' }, { user: cleo });

  expect(origins(stage)).toEqual([[], [], [0], [1], [2], [4]]);
});

test('in a plain channel an undo, a reset and what is continued from are each member’s own', async () => {
  await using stage = await raiseStage();
  const { ben } = stage;
  const first = await ask(stage, 'imagine', { prompt: 'a harbour' });
  await ask(stage, 'edit', { prompt: 'in fog' });
  await press(stage, first, 'Undo', ben);
  const refused = await ask(stage, 'edit', { prompt: 'at night' }, { user: ben });
  expect(refused.content).toContain('there is no picture to edit here');

  await ask(stage, 'edit', { prompt: 'in the rain' });
  await ask(stage, 'history continue', { version: '1' }, { user: ben });
  await ask(stage, 'edit', { prompt: 'in the snow' }, { user: ben });
  await ask(stage, 'history reset', {}, { user: ben });
  await ask(stage, 'edit', { prompt: 'at dusk' });

  expect(origins(stage)).toEqual([[], [0], [1], [0], [2]]);
});

test('in a plain channel a reply to words alone means the replier’s own current version', async () => {
  await using stage = await raiseStage({ discord: { messageContentIntent: true } });
  const { discord, ada, ben, channel } = stage;
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  await ask(stage, 'imagine', { prompt: 'a dog' }, { user: ben });
  const words = discord.sendMessage({ user: ben, channel, content: 'how about some fog?' });

  const asked = discord.sendMessage({
    user: ada,
    channel,
    content: `<@${discord.botUser.id}> yes, like that`,
    replyTo: words,
  });
  await replyTo(stage, asked);

  expect(origins(stage)).toEqual([[], [], [0]]);
});

test('a picture in the command is edited, not the current one, and is the current one’s parent from then on', async () => {
  await using stage = await raiseStage();
  await ask(stage, 'imagine', { prompt: 'a harbour' });

  await ask(stage, 'edit', { prompt: 'in oil', image: { name: 'dog.png', bytes: png(30, 30) } });
  await ask(stage, 'edit', { prompt: 'in ink' });

  expect(origins(stage)).toEqual([[], [-1], [1]]);
});

test('/edit where there is nothing to edit says privately how, and nothing is sent', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ben, channel } = stage;

  const message = await ask(stage, 'edit', { prompt: 'at night' });

  expect(message.content).toBe(
    'Your request is an edit, but there is no picture to edit here. Attach one, reply to one, or make one with `/imagine`. Nothing was charged.',
  );
  expect(isPrivate(message)).toBe(true);
  expect(discord.visibleMessages(ben, channel)).toEqual([]);
  expect(upstream.requests).toEqual([]);
});

test('an older request that ends later does not take the place of a newer one', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  upstream.script.next({ processingMs: 15_000 }, { prompt: 'slow' });
  const slow = ask(stage, 'imagine', { prompt: 'slow' });
  const quick = await ask(stage, 'imagine', { prompt: 'quick' });
  // The newer one ended while the older one was still being made.
  expect(upstream.tasks.find(({ prompt }) => prompt === 'slow')?.state).toBe('running');
  await slow;

  const next = await ask(stage, 'edit', { prompt: 'with a moon' });

  expect(next.content).toContain(`From [version 1](${linkTo(stage, quick)})`);
  const made = upstream.tasks.find(({ prompt }) => prompt === 'quick');
  expect(upstream.tasks[2]?.inputs.map(({ sha256 }) => sha256)).toEqual([made?.results[0]?.sha256]);
});
