import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, buttonsOf, press, replyTo, sha256 } from './asking.ts';
import { deliver, KiB, noise } from './large-pictures.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

/** Discord takes less of one file than it said. */
const refuseAbove = ({ discord }: Stage, limit: number) =>
  discord.failNext({
    route: 'PATCH /webhooks/:application/:token/messages/:message',
    kind: 'status',
    status: 413,
    code: 40005,
    times: Number.POSITIVE_INFINITY,
    where: ({ files }) => files.some(({ size }) => size > limit),
  });

test('a limit that Discord tells and does not keep costs an upload, not the picture, and only once a day', async () => {
  await using stage = await raiseStage({ discord: { defaultUploadLimit: 5_000 * KiB } });
  const { discord, upstream } = stage;
  const original = await noise(500);
  for (const _ of [1, 2, 3]) deliver(stage, original);
  const refusal = refuseAbove(stage, 400 * KiB);

  const message = await ask(stage, 'imagine', { prompt: 'grain' });

  // Within 5,000 KiB, 2,500 and 1,250 it is the original; within 625 a smaller form.
  expect(refusal.struck()).toBe(3);
  const [shown] = discord.filesOf(message.id);
  expect(shown?.size).toBeLessThanOrEqual(400 * KiB);
  expect(message.content).toContain('Reduced to fit here');
  expect(buttonsOf(message)).toEqual([['Edit', 'Vary', 'Again', 'Undo', 'More'], ['Full size']]);
  expect(upstream.tasks).toHaveLength(1);

  // Neither Full size nor the next answer there is refused for what is known by now; also not after a restart.
  const full = await press(stage, message, 'Full size');
  expect(full.content).toBe('The original is too large for Discord; this is the best that fits.');
  await stage.restart();
  const next = await ask(stage, 'imagine', { prompt: 'more grain' });
  expect(discord.filesOf(next.id)[0]?.size).toBeLessThanOrEqual(400 * KiB);
  expect(buttonsOf(next)).toEqual([['Edit', 'Vary', 'Again', 'Undo', 'More'], ['Full size']]);
  expect(refusal.struck()).toBe(3);

  // After a day Discord is believed again.
  refusal.cancel();
  stage.passTime(24 * 3_600_000);
  const later = await press(stage, message, 'Full size');
  expect(discord.filesOf(later.id).map((file) => file.sha256)).toEqual([sha256(original)]);
  const last = await ask(stage, 'imagine', { prompt: 'grain again' });
  expect(discord.filesOf(last.id).map((file) => file.sha256)).toEqual([sha256(original)]);
  expect(buttonsOf(last)).toEqual([['Edit', 'Vary', 'Again', 'Undo', 'More']]);
});

test('what one server refuses says nothing of another, nor of direct messages', async () => {
  await using stage = await raiseStage({ discord: { defaultUploadLimit: 5_000 * KiB } });
  const { discord, ada } = stage;
  const original = await noise(500);
  for (const _ of [1, 2, 3]) deliver(stage, original);
  const guild = discord.createGuild({ name: 'Elsewhere' });
  discord.addMember({ guild, user: ada });
  const channel = discord.createChannel({ guild, name: 'pictures' });

  const refusal = refuseAbove(stage, 400 * KiB);
  await ask(stage, 'imagine', { prompt: 'grain' });
  refusal.cancel();

  for (const place of [channel, discord.openDm(ada)]) {
    const message = await ask(stage, 'imagine', { prompt: 'grain' }, { channel: place });
    expect(discord.filesOf(message.id).map((file) => file.sha256)).toEqual([sha256(original)]);
  }
});

test('a message is answered with up to 20 MiB, and with less where that is refused', async () => {
  await using stage = await raiseStage();
  const { discord, ada, channel } = stage;
  const original = await noise(2_000);
  expect(original.byteLength).toBeGreaterThan(11 * 1024 * KiB);
  expect(original.byteLength).toBeLessThan(20 * 1024 * KiB);
  for (const _ of [1, 2]) deliver(stage, original);
  const say = () =>
    discord.sendMessage({
      user: ada,
      channel,
      content: `<@${discord.botUser.id}> grain`,
      files: [{ name: 'paper.png', bytes: png(40, 40) }],
    });

  const whole = await replyTo(stage, say());
  expect(discord.filesOf(whole.id).map((file) => file.sha256)).toEqual([sha256(original)]);
  expect(buttonsOf(whole)).toEqual([['Edit', 'Vary', 'Again', 'Undo', 'More']]);

  const refusal = discord.failNext({
    route: /\/channels\/\d+\/messages/,
    kind: 'status',
    status: 413,
    code: 40005,
    times: Number.POSITIVE_INFINITY,
    where: ({ files }) => files.some(({ size }) => size > 10 * 1024 * KiB),
  });
  const reduced = await replyTo(stage, say());
  expect(refusal.struck()).toBe(1);
  expect(discord.filesOf(reduced.id)[0]?.size).toBeLessThanOrEqual(10 * 1024 * KiB);
  expect(buttonsOf(reduced)).toEqual([['Edit', 'Vary', 'Again', 'Undo', 'More'], ['Full size']]);
});

test('a proxy’s page instead of Discord’s 413 is understood as well', async () => {
  await using stage = await raiseStage({ discord: { defaultUploadLimit: 5_000 * KiB } });
  const { discord } = stage;
  deliver(stage, await noise(500));
  discord.failNext({
    route: 'PATCH /webhooks/:application/:token/messages/:message',
    kind: 'status',
    status: 413,
    html: true,
    times: Number.POSITIVE_INFINITY,
    where: ({ files }) => files.some(({ size }) => size > 400 * KiB),
  });

  const message = await ask(stage, 'imagine', { prompt: 'grain' });

  expect(discord.filesOf(message.id)[0]?.size).toBeLessThanOrEqual(400 * KiB);
});
