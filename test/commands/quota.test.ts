import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connectBot } from '../discord/connected-bot.ts';
import { tinyPng } from '../discord/tiny-png.ts';
import { temporaryDirectory } from '../storage/temporary.ts';

test('/quota answers in words where Discord does not take its picture', async () => {
  const path = join(await temporaryDirectory(), 'bars.png');
  await writeFile(path, tinyPng);
  const line = { account: 'member', unit: 'images', per: 'day', amount: 7, origin: 'default', used: 1 } as const;
  await using bot = await connectBot({
    quota: async () => ({ lines: [{ ...line, returnsAt: 60_000 }], inHand: { images: 0, usd: 0 } }),
    lendQuotaPicture: async () => ({ path, [Symbol.asyncDispose]: async () => undefined }),
  });
  const { discord, demo } = bot;
  discord.failNext({
    kind: 'status',
    status: 413,
    code: 40005,
    route: 'PATCH /webhooks/:application/:token/messages/:message',
  });

  const answer = await discord
    .runCommand({ user: demo.ben, channel: demo.studio.general, command: 'quota' })
    .answered();

  expect(answer.content).toContain('**6 of 7 left**');
  expect(answer.attachments).toEqual([]);
});

test('/quota answers in words where no picture can be drawn just now', async () => {
  const line = { account: 'member', unit: 'images', per: 'day', amount: 7, origin: 'default', used: 1 } as const;
  await using bot = await connectBot({
    quota: async () => ({ lines: [{ ...line, returnsAt: 60_000 }], inHand: { images: 0, usd: 0 } }),
    lendQuotaPicture: async () => null,
  });
  const { discord, demo } = bot;

  const answer = await discord
    .runCommand({ user: demo.ben, channel: demo.studio.general, command: 'quota' })
    .answered();

  expect(answer.content).toContain('**6 of 7 left**');
  expect(answer.attachments).toEqual([]);
});
