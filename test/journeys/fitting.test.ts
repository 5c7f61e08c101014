import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, buttonsOf, isPrivate, press, replyTo, sha256 } from './asking.ts';
import { deliver, KiB, noise } from './large-pictures.ts';
import { raiseStage } from './stage/stage.ts';

const small = { discord: { defaultUploadLimit: 300 * KiB } };

test('a result over this place’s limit is shown as large as fits, says so, and its original is kept', async () => {
  await using stage = await raiseStage(small);
  const { discord, upstream } = stage;
  const original = await noise(400);
  deliver(stage, original);
  discord.forgetRequests();

  const message = await ask(stage, 'imagine', { prompt: 'grain' });
  await ask(stage, 'edit', { prompt: 'finer' });

  const [shown] = discord.filesOf(message.id);
  expect(original.byteLength).toBeGreaterThan(300 * KiB);
  expect(shown?.size).toBeLessThanOrEqual(300 * KiB);
  expect(shown).toMatchObject({ name: 'retouch-1.webp', contentType: 'image/webp', width: 400, height: 400 });
  expect(shown?.description).toBe('Version 1, made by AI (gpt-image-2): grain');
  expect(message.content).toBe(
    '**Version 1:** “grain”\n-# gpt-image-2 · 400×400 · $0.010\n-# Reduced to fit here; **Full size** has the original.',
  );
  expect(buttonsOf(message)).toEqual([['Edit', 'Vary', 'Again', 'Undo', 'More'], ['Full size']]);
  // No upload was refused on the way.
  expect(discord.requests.filter(({ status }) => status >= 400)).toEqual([]);
  // What is edited is the original.
  expect(upstream.tasks[1]?.inputs.map((input) => input.sha256)).toEqual([sha256(original)]);
  // Nothing made for the message alone is left behind.
  await expect.poll(stage.scratch).toEqual([]);
});

test('what cannot keep all its pixels gets fewer of them', async () => {
  await using stage = await raiseStage({ discord: { defaultUploadLimit: 60 * KiB } });
  const { discord } = stage;
  deliver(stage, await noise(400));

  const message = await ask(stage, 'imagine', { prompt: 'grain' });

  const [shown] = discord.filesOf(message.id);
  expect(shown?.size).toBeLessThanOrEqual(60 * KiB);
  expect(shown?.size).toBeGreaterThan(20 * KiB);
  expect(shown?.width).toBeLessThan(400);
  // The words speak of the version.
  expect(message.content).toContain('· 400×400 ·');
});

test('of several pictures those that are too large are reduced, and each has its own Full size', async () => {
  await using stage = await raiseStage(small);
  const { discord, upstream } = stage;
  const bytes = await noise(400);
  upstream.script.next({ result: { kind: 'bytes', bytes } }, { times: 2 });

  const message = await ask(stage, 'imagine', { prompt: 'grain', count: 3 });

  const reduced = discord
    .filesOf(message.id)
    .flatMap(({ contentType }, index) => (contentType === 'image/webp' ? [index + 1] : []));
  expect(reduced).toHaveLength(2);
  expect(buttonsOf(message)).toEqual([
    ['Use 1', 'Use 2', 'Use 3'],
    ['Edit', 'Vary', 'Again', 'Undo', 'More'],
    reduced.map((number) => `Full size ${number}`),
  ]);
});

test('Full size gives whoever may be shown more the original, pixel for pixel, and privately', async () => {
  await using stage = await raiseStage(small);
  const { discord, guild, channel, ben } = stage;
  const subscriber = discord.createUser({ username: 'cleo', uploadLimit: 5_000 * KiB });
  discord.addMember({ guild, user: subscriber });
  const original = await noise(400);
  deliver(stage, original);
  const message = await ask(stage, 'imagine', { prompt: 'grain' });

  const full = await press(stage, message, 'Full size', subscriber);

  expect(full.content).toBe('The original, pixel for pixel.');
  expect(discord.filesOf(full.id)).toMatchObject([
    { name: 'retouch-1-full.png', sha256: sha256(original), description: 'Full size, by AI: grain' },
  ]);
  expect(isPrivate(full)).toBe(true);
  expect(discord.visibleMessages(ben, channel).map(({ id }) => id)).not.toContain(full.id);
});

test('Full size gives everybody else the best that fits, and says so', async () => {
  await using stage = await raiseStage(small);
  const { discord } = stage;
  deliver(stage, await noise(400));
  const message = await ask(stage, 'imagine', { prompt: 'grain' });

  const full = await press(stage, message, 'Full size');

  expect(full.content).toBe('The original is too large for Discord; this is the best that fits.');
  const [file] = discord.filesOf(full.id);
  expect(file).toMatchObject({ name: 'retouch-1-full.webp', width: 400 });
  expect(file?.size).toBeLessThanOrEqual(300 * KiB);
  await expect.poll(stage.scratch).toEqual([]);
});

test('Full size gives the original once the server was boosted', async () => {
  await using stage = await raiseStage(small);
  const { discord, guild } = stage;
  const original = await noise(400);
  deliver(stage, original);
  const message = await ask(stage, 'imagine', { prompt: 'grain' });

  discord.setPremiumTier(guild, 2);
  const full = await press(stage, message, 'Full size');

  expect(discord.filesOf(full.id).map((file) => file.sha256)).toEqual([sha256(original)]);
});

test('the answer to a message fits too, where Discord tells no limit beforehand', async () => {
  await using stage = await raiseStage(small);
  const { discord, upstream, ada, channel } = stage;
  const original = await noise(400);
  deliver(stage, original);

  const content = `<@${discord.botUser.id}> grain`;
  const files = [{ name: 'paper.png', bytes: png(40, 40) }];
  const asked = discord.sendMessage({ user: ada, channel, content, files });
  const message = await replyTo(stage, asked);

  const [shown] = discord.filesOf(message.id);
  expect(shown?.size).toBeLessThanOrEqual(300 * KiB);
  expect(shown?.contentType).toBe('image/webp');
  expect(message.content).toContain('Reduced to fit here');
  expect(upstream.tasks).toHaveLength(1);
  const replies = discord.visibleMessages(ada, channel).filter((each) => each.message_reference?.message_id === asked);
  expect(replies).toHaveLength(1);
});

test('with PUBLIC_URL, Full size is a link to the original that expires and cannot be forged', async () => {
  await using stage = await raiseStage({ ...small, public: true });
  const { discord } = stage;
  const original = await noise(400, 4);
  deliver(stage, original);

  const message = await ask(stage, 'imagine', { prompt: 'grain' });

  const button = message.components[1]?.components?.[0];
  expect(button).toMatchObject({ type: 2, style: 5, label: 'Full size' });
  const link = button?.url ?? '';
  expect(link).toMatch(/^https:\/\/retouch\.example\/full\/\d+-0-0\/\d+\/[\w-]{43}$/);
  const fetched = await fetch(stage.reach(link));
  expect(fetched.status).toBe(200);
  expect(fetched.headers.get('content-type')).toBe('image/png');
  expect(sha256(await fetched.bytes())).toBe(sha256(original));

  const [, version = '', expires = '', signature = ''] = /full\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(link) ?? [];
  const forged = [
    `${version}/${Number(expires) + 1}/${signature}`,
    `${version.replace(/^\d/, '9')}/${expires}/${signature}`,
    `${version}/${expires}/${signature.slice(0, -1)}${signature.endsWith('A') ? 'B' : 'A'}`,
    `${version}/${expires}/`,
    `${version}/${expires}/${'A'.repeat(43)}`,
  ];
  for (const each of forged) {
    expect([each, (await fetch(stage.reach(`https://retouch.example/full/${each}`))).status]).toEqual([each, 404]);
  }
  expect(stage.logged.join('')).not.toContain(signature);

  stage.passTime(24 * 3_600_000);
  expect((await fetch(stage.reach(link))).status).toBe(404);
  expect(discord.filesOf(message.id)[0]?.size).toBeLessThanOrEqual(300 * KiB);
});
