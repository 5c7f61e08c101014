import { join } from 'node:path';
import { expect, test } from 'vitest';
import { guildId, userId } from '../../src/domain/ids.ts';
import { openKeyvDatabase } from '../../src/storage/keyv/database.ts';
import { createSettingsStore } from '../../src/storage/keyv/settings-store.ts';
import { buttonsOf } from './asking.ts';
import { raiseStage } from './stage/stage.ts';

// Lists that are longer than a message come on pages, never cut.

const labels = ({ components }: { readonly components?: unknown }) =>
  [...JSON.stringify(components ?? []).matchAll(/"label":"([^"]+)"/g)].map(([, label]) => label);

test('/quota with two dozen limits answers on pages, each with its bars', async () => {
  const all = ['guild', 'user'].flatMap((who) =>
    ['images', 'usd'].flatMap((unit) => ['day', 'week', 'month'].map((per) => `${who}:${unit}:${per}:100000`)),
  );
  await using stage = await raiseStage({ settings: { DEFAULT_LIMITS: all.join(','), MAX_LIMITS: all.join(',') } });
  const { discord, channel, ada } = stage;

  const first = await discord
    .runCommand({ user: ada, channel, command: 'quota' })
    .answered({ where: ({ content }) => content.includes('left') });
  const seen = [first];
  for (let page = first; labels(page).includes('Next'); ) {
    const number = seen.length + 1;
    page = await discord
      .pressButton({ user: ada, message: first.id, label: 'Next' })
      .answered({ where: ({ content }) => content.includes(`Page ${number} of`) });
    seen.push(page);
  }

  expect(seen.length).toBeGreaterThan(1);
  const lines = seen.flatMap(({ content }) => content.split('\n').filter((line) => line.startsWith('- ')));
  expect(lines).toHaveLength(24);
  expect(new Set(lines).size).toBe(24);
  for (const { attachments, content } of seen) {
    expect(attachments).toHaveLength(1);
    expect(attachments[0]?.description?.split('; ')).toHaveLength(content.split('\n- ').length);
    expect(content).toContain('Being made for you now: nothing.');
  }
  expect(labels(seen.at(-1) ?? {})).toEqual(['Back']);
});

test('a list of sixty limits is turned page by page, and no mention is cut', async () => {
  await using stage = await raiseStage();
  const { discord, guild, channel } = stage;
  const manager = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: manager, permissions: ['MANAGE_GUILD'] });
  const members = Array.from({ length: 60 }, (_, index) => userId(String(10n ** 18n + BigInt(index))));
  const database = await openKeyvDatabase(join(stage.directory, 'retouch.sqlite'));
  await createSettingsStore({ database }).change(guildId(guild), (current) => ({
    ...current,
    limits: members.map((user) => ({ subject: { kind: 'member', user }, unit: 'images', per: 'day', amount: 5 })),
  }));
  await database.close();

  const list = discord.runCommand({ user: manager, channel, command: 'server limit list' });
  const first = await list.answered();
  expect(list.view().ephemeral).toBe(true);
  expect(labels(first)).toEqual(['Next']);
  expect(first.content).toMatch(/\n-# Page 1 of 2$/);
  // A restart does not kill the button.
  await stage.restart();
  const second = await discord
    .pressButton({ user: manager, message: first.id, label: 'Next' })
    .answered({ where: ({ content }) => content.includes('Page 2 of 2') });
  expect(labels(second)).toEqual(['Back']);

  const lines = [first, second].flatMap(({ content }) => content.split('\n').filter((line) => line.startsWith('- ')));
  expect(lines).toEqual(members.map((user) => `- <@${user}>: 5 pictures a day`));
  const back = await discord
    .pressButton({ user: manager, message: first.id, label: 'Back' })
    .answered({ where: ({ content }) => content.includes('Page 1 of 2') });
  expect(back.content).toBe(first.content);
});

test('/history show turns to the older versions', async () => {
  await using stage = await raiseStage();
  const { discord, channel, ada } = stage;
  for (let made = 0; made < 17; made += 1) {
    await discord
      .runCommand({ user: ada, channel, command: 'imagine', options: { prompt: `fox ${made}` } })
      .answered({ where: ({ attachments }) => attachments.length === 1, timeoutMs: 20_000 });
  }

  const shown = await discord.runCommand({ user: ada, channel, command: 'history show' }).answered();
  const next = await discord
    .pressButton({ user: ada, message: shown.id, label: 'Next' })
    .answered({ where: ({ content }) => content.includes('Versions 7 to 1') });

  expect(buttonsOf(next).at(-1)).toEqual(['Back']);
  const prompts = [shown, next].flatMap(({ content }) => [...content.matchAll(/fox \d+/g)].map(([prompt]) => prompt));
  expect(prompts).toEqual(Array.from({ length: 17 }, (_, index) => `fox ${16 - index}`));
});
