import { expect, test } from 'vitest';
import type { InteractionHandle, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, ending, press, run } from './asking.ts';
import { until } from './looking.ts';
import { raiseStrict, reply } from './strict-server.ts';

// `/server defaults set spoiler: true`: every picture of that server's answers is covered.

const spoiler = 8;
const beach = { name: 'beach.png', bytes: png(64, 48) };

const isCovered = ({ attachments }: WireMessage) =>
  attachments.length > 0 && attachments.every(({ flags = 0 }) => (flags & spoiler) !== 0);

test('what is asked for in any way is covered, and so is what is made of it and shown of it', async () => {
  await using stage = await raiseStrict({ others: null });
  const { discord, ada, channel } = stage;
  const photo = discord.sendMessage({ user: ada, channel, files: [beach] });
  await stage.manage('set', { spoiler: true });
  await stage.restart();

  const made = await ask(stage, 'imagine', { prompt: 'a fox', private: false });
  const answers = [
    made,
    await ask(stage, 'imagine', { prompt: 'an owl', private: true }),
    await reply(stage, ada, photo),
    await reply(stage, ada, made.id),
    await press(stage, made, 'Again'),
  ];

  expect(answers.map(isCovered)).toEqual(answers.map(() => true));
});

test('a request that was accepted before keeps what it was accepted with, also across a restart', async () => {
  await using stage = await raiseStrict({ others: null });
  const { upstream } = stage;
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    return { until: promise, resolve };
  };
  const [fox, owl] = [hold(), hold()];
  upstream.script.next({ until: fox.until }, { prompt: 'a fox' });
  upstream.script.next({ until: owl.until }, { prompt: 'an owl' });
  const sent = async (handle: InteractionHandle, prompt: string) => {
    await until(() => upstream.tasks.some((task) => task.prompt === prompt), 'it was sent');
    return handle;
  };

  const before = await sent(run(stage, 'imagine', { prompt: 'a fox' }), 'a fox');
  await stage.manage('set', { spoiler: true });
  const during = await sent(run(stage, 'imagine', { prompt: 'an owl' }), 'an owl');
  await stage.manage('clear');
  await stage.restart();
  fox.resolve();
  owl.resolve();

  expect(isCovered(await ending(before))).toBe(false);
  expect(isCovered(await ending(during))).toBe(true);
});

test('a preview is covered as well', async () => {
  await using stage = await raiseStrict({ others: null, vendors: ['openai'], pace: { previewEvery: 20 } });
  const { discord, channel } = stage;
  await stage.manage('set', { spoiler: true });

  const handle = run(stage, 'imagine', { prompt: 'a fox' });
  await ending(handle);

  const shown = discord
    .requestsTo('PATCH /webhooks/:application/:token/messages/:message')
    .map(({ body }) => JSON.stringify(body))
    .filter((body) => body.includes('preview.'));
  expect(shown.length).toBeGreaterThan(0);
  for (const body of shown) expect(body).toContain('SPOILER_preview.');
  expect(discord.visibleMessages(stage.ada, channel).some(isCovered)).toBe(true);
});

test('a picture from before is covered too where it is shown again', async () => {
  await using stage = await raiseStrict({
    others: null,
    discord: { messageContentIntent: true, defaultUploadLimit: 4_000 },
  });
  const made = await ask(stage, 'imagine', { prompt: 'a fox' });
  expect(isCovered(made)).toBe(false);

  await stage.manage('set', { spoiler: true });

  expect(isCovered(await press(stage, made, 'Full size'))).toBe(true);
});
