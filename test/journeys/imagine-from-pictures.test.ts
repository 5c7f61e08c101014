import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Upload } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, replyTo, sha256 } from './asking.ts';
import { raiseStage } from './stage/stage.ts';

const cat: Upload = { name: 'cat.png', bytes: png(64, 48) };
const hat: Upload = { name: 'hat.png', bytes: png(48, 64) };
const sofa: Upload = { name: 'sofa.png', bytes: png(40, 40) };
const all = [cat, hat, sofa].map(({ bytes }) => sha256(bytes));

test('/imagine with three pictures makes one from them, in their order, byte for byte', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;

  const message = await ask(stage, 'imagine', {
    prompt: 'the cat in the hat on the sofa',
    // Filled in in another order than they are numbered.
    image3: sofa,
    image: cat,
    image2: hat,
    size: '1024x1024',
    quality: 'low',
  });

  const [request] = upstream.paidRequests;
  expect(request?.path).toBe('/openai/images/edits');
  expect(request?.fields).toEqual([
    { name: 'model', value: 'gpt-image-2' },
    { name: 'prompt', value: 'the cat in the hat on the sofa' },
    { name: 'n', value: '1' },
    { name: 'size', value: '1024x1024' },
    { name: 'quality', value: 'low' },
    { name: 'trace_id', value: upstream.tasks[0]?.traceId },
    { name: 'async', value: 'true' },
  ]);
  expect(request?.files.map(({ field, contentType, sha256: hash }) => ({ field, contentType, hash }))).toEqual(
    all.map((hash) => ({ field: 'image[]', contentType: 'image/png', hash })),
  );
  expect(upstream.paidRequests).toHaveLength(1);
  // The pictures sent are versions 1 to 3.
  expect(message.content).toBe(
    '**Version 4:** “the cat in the hat on the sofa”\n-# From the picture sent and 2 more pictures · gpt-image-2 · 256×256 · $0.010',
  );
  expect(message.attachments[0]?.description).toBe(
    'Version 4, edited by AI (gpt-image-2): the cat in the hat on the sofa',
  );
});

test('two of a picture are both made from it', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;

  await ask(stage, 'edit', { prompt: 'with a hat', image: cat, image2: hat, count: 2 });

  expect(upstream.paidRequests.map(({ files }) => files.map((file) => file.sha256))).toEqual([
    all.slice(0, 2),
    all.slice(0, 2),
  ]);
});

test('a GIF is handed over as a PNG of its first frame, and that is said', async () => {
  await using stage = await raiseStage();
  const { upstream } = stage;
  const gif = await sharp(png(32, 24)).gif().toBuffer();

  const message = await ask(stage, 'edit', { prompt: 'in colour', image: { name: 'old film.gif', bytes: gif } });

  expect(upstream.tasks[0]?.inputs).toMatchObject([{ contentType: 'image/png', width: 32, height: 24 }]);
  expect(message.content).toBe(
    '**Version 2:** “in colour”\n-# From the picture sent · gpt-image-2 · 32×24 · $0.010\n-# old\\_film.gif was converted to PNG first.',
  );
  await expect.poll(stage.scratch).toEqual([]);
});

test('with PUBLIC_URL the service fetches the pictures itself, from addresses that we signed', async () => {
  const reach = { to: '' };
  await using stage = await raiseStage({
    settings: { PUBLIC_URL: 'https://retouch.example', ACEDATACLOUD_MODE: 'poll' },
    upstream: { reach: (address) => address.replace('https://retouch.example', reach.to) },
  });
  reach.to = `http://127.0.0.1:${stage.app.httpPort}`;
  const { upstream } = stage;

  await ask(stage, 'imagine', { prompt: 'the cat in the hat', image: cat, image2: hat });

  const address = expect.stringMatching(/^https:\/\/retouch\.example\/pictures\/[\w-]+\/\d+\/[\w-]+$/);
  expect(upstream.paidRequests.map(({ path, json }) => ({ path, json }))).toEqual([
    {
      path: '/openai/images/edits',
      json: {
        model: 'gpt-image-2',
        prompt: 'the cat in the hat',
        n: 1,
        async: true,
        trace_id: upstream.tasks[0]?.traceId,
        image: [address, address],
      },
    },
  ]);
  expect(upstream.tasks[0]?.inputs.map((input) => input.sha256)).toEqual(all.slice(0, 2));
});

test('pictures attached to a message that mentions the bot are edited in their order', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada, channel } = stage;

  const asked = discord.sendMessage({
    user: ada,
    channel,
    content: `<@${discord.botUser.id}> the cat in the hat`,
    files: [cat, hat],
  });
  const message = await replyTo(stage, asked);

  expect(upstream.tasks).toMatchObject([{ prompt: 'the cat in the hat' }]);
  expect(upstream.tasks[0]?.inputs.map((input) => input.sha256)).toEqual(all.slice(0, 2));
  expect(message.content).toBe(
    `**Version 3:** “the cat in the hat”\n-# From [the picture sent](https://discord.com/channels/${stage.guild}/${channel}/${asked}) and 1 more picture · gpt-image-2 · 64×48 · $0.010`,
  );
});
