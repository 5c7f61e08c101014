import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, ending, isEnding, isPrivate, patience, replyTo, run } from './asking.ts';
import { isLastPicture, logLines, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// What becomes of the place of an answer, of the gateway, and of the pictures that Discord keeps, while the bot works.

const cat = { name: 'cat.png', bytes: png(64, 48) };

const everything = ({ discord, channel }: Stage) => discord.visibleMessages(discord.botUser.id, channel);

/** The vendor has taken it, and says nothing of it until the gate is opened. */
async function raiseWithJob(options: Readonly<Record<string, boolean>> = {}) {
  const stage = await raiseStage();
  const { upstream } = stage;
  const silent = upstream.script.always({ refuse: { status: 503 } }, { on: 'tasks' });
  const asked = run(stage, 'imagine', { prompt: 'a red fox', ...options });
  await until(() => silent.uses > 0, 'the vendor has it');
  return Object.assign(stage, { asked, goOn: () => silent.cancel() });
}

/** Says so itself when a job has ended. */
const ended = (stage: Stage, state: 'done' | 'failed') =>
  until(() => logLines(stage).some((line) => line['msg'] === 'job ended' && line['state'] === state), `it is ${state}`);

test('a message that was deleted while it was worked on is posted anew, to its asker', async () => {
  await using stage = await raiseWithJob();
  const { discord, guild, ada, channel, asked } = stage;
  const moderator = discord.createUser({ username: 'mod' });
  discord.addMember({ guild, user: moderator, permissions: ['MANAGE_MESSAGES'] });
  discord.deleteMessage(moderator, asked.view().responseMessageId ?? '');
  stage.goOn();

  const message = await discord.waitForMessage(channel, isEnding, patience);

  expect(message.content.startsWith(`<@${ada}> **Version 1:** `)).toBe(true);
  expect(discord.pingsOf(message.id)).toEqual([ada]);
  expect(isLastPicture(stage, message)).toBe(true);
  expect(everything(stage)).toHaveLength(1);
});

test('a private message that was dismissed while it was worked on comes again, in private', async () => {
  await using stage = await raiseWithJob({ private: true });
  const { discord, ada, ben, channel, asked } = stage;
  discord.deleteMessage(ada, asked.view().responseMessageId ?? '');
  stage.goOn();

  const message = await discord.waitForMessage(channel, isEnding, patience);

  expect(isPrivate(message)).toBe(true);
  expect(isLastPicture(stage, message)).toBe(true);
  expect(discord.visibleMessages(ben, channel)).toEqual([]);
});

test('a channel that was deleted while it was worked on: its asker has the picture as a direct message', async () => {
  await using stage = await raiseWithJob();
  const { discord, ada, channel } = stage;
  discord.deleteChannel(channel);
  stage.goOn();

  const message = await discord.waitForMessage(discord.openDm(ada), isEnding, patience);

  expect(isLastPicture(stage, message)).toBe(true);
  await ended(stage, 'done');
});

test('a channel that was deleted, an asker who takes no direct messages: it ends all the same', async () => {
  await using stage = await raiseWithJob();
  const { discord, ada, channel } = stage;
  discord.closeDm(ada);
  discord.deleteChannel(channel);
  stage.goOn();

  await until(() => logLines(stage).some(({ msg }) => msg === 'the answer cannot be delivered'), 'it ends');
  // And the bot is well.
  const elsewhere = discord.createChannel({ guild: stage.guild, name: 'elsewhere' });
  expect((await ask(stage, 'imagine', { prompt: 'a blue whale' }, { channel: elsewhere })).attachments).toHaveLength(1);
});

test('a bot that was thrown out while it worked ends it all the same', async () => {
  await using stage = await raiseWithJob();
  const { discord, guild } = stage;
  discord.removeBot(guild);
  stage.goOn();

  await until(
    () => logLines(stage).some(({ msg }) => msg === 'the answer cannot be delivered' || msg === 'job ended'),
    'it ends',
  );
});

test('a bot that may not post any more answers a message in private', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada, channel } = stage;
  const silent = upstream.script.always({ refuse: { status: 503 } }, { on: 'tasks' });
  discord.sendMessage({ user: ada, channel, content: `<@${discord.botUser.id}> with a hat`, files: [cat] });
  await until(() => silent.uses > 0, 'the vendor has it');
  discord.setPermission({ channel, deny: ['SEND_MESSAGES'] });
  silent.cancel();

  const message = await discord.waitForMessage(discord.openDm(ada), isEnding, patience);

  expect(isLastPicture(stage, message)).toBe(true);
  expect(everything(stage)).toHaveLength(1);
});

test.each([
  ['breaks off', 1006],
  ['is closed to be resumed', 4000],
  ['is closed, and its session is gone', 4009],
] as const)('a gateway that %s while a job runs: the picture comes, and so do later commands', async (_what, code) => {
  await using stage = await raiseWithJob();
  const { discord, upstream, asked } = stage;
  const back = new Promise<void>((resolve) => discord.on('gateway', ({ state }) => state !== 'closed' && resolve()));
  discord.dropGateway(code);
  stage.goOn();

  expect(isLastPicture(stage, await ending(asked))).toBe(true);
  await back;
  await ask(stage, 'imagine', { prompt: 'a blue whale' });
  expect(upstream.tasks.map(({ prompt }) => prompt)).toEqual(['a red fox', 'a blue whale']);
});

test('a command that came while the gateway was away is answered once it is resumed', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  discord.dropGateway(1006);

  const message = await ask(stage, 'imagine', { prompt: 'a red fox' });

  expect(isLastPicture(stage, message)).toBe(true);
});

const gone =
  'Your request needs a picture that can no longer be fetched (cat.png). Attach it again. Nothing was charged.';

test('a picture whose address has expired is asked for again, in words', async () => {
  await using stage = await raiseStage();
  const { discord, upstream } = stage;
  const asked = run(stage, 'edit', { prompt: 'with a hat', image: cat });
  discord.expireAttachmentUrls();

  const message = await ending(asked);

  expect(message).toMatchObject({ content: gone, attachments: [], components: [] });
  expect(upstream.requests).toEqual([]);
});

test('a picture that Discord does not hand out for a moment is fetched again', async () => {
  await using stage = await raiseStage();
  const { discord, upstream } = stage;
  const fault = discord.failNext({ kind: 'status', status: 503, times: 2, route: /^GET \/ephemeral-attachments\// });

  const message = await ask(stage, 'edit', { prompt: 'with a hat', image: cat });

  expect(isLastPicture(stage, message)).toBe(true);
  expect(fault.struck()).toBe(2);
  expect(upstream.paidRequests).toHaveLength(1);
});

test('a picture that Discord does not hand out at all costs nothing', async () => {
  await using stage = await raiseStage();
  const { discord, upstream } = stage;
  discord.failNext({ kind: 'drop', times: Number.POSITIVE_INFINITY, route: /^GET \/ephemeral-attachments\// });

  const message = await ask(stage, 'edit', { prompt: 'with a hat', image: cat });

  expect(message.content).toBe(gone);
  expect(upstream.requests).toEqual([]);
});

test('a reply whose message Discord does not show for a moment does not edit another picture', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada, channel } = stage;
  await ask(stage, 'imagine', { prompt: 'the current picture' });
  const photo = discord.sendMessage({ user: ada, channel, files: [cat] });
  discord.failNext({
    kind: 'status',
    status: 500,
    times: Number.POSITIVE_INFINITY,
    route: 'GET /channels/:channel/messages/:message',
  });

  const content = `<@${discord.botUser.id}> with a hat`;
  const answer = await replyTo(stage, discord.sendMessage({ user: ada, channel, content, replyTo: photo }));

  expect(answer.content).toBe(
    'Discord does not show me that message. Open its menu and use **Apps → Edit image**, or attach the picture.',
  );
  expect(upstream.paidRequests).toHaveLength(1);
});
