import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { guildId } from '../../../src/domain/ids.ts';
import type { Limit } from '../../../src/domain/money/limits.ts';
import { openKeyvDatabase } from '../../../src/storage/keyv/database.ts';
import { createSettingsStore } from '../../../src/storage/keyv/settings-store.ts';
import { temporaryDirectory } from '../temporary.ts';

const guild = guildId('1');
const daily: Limit = { subject: { kind: 'guild' }, unit: 'images', per: 'day', amount: 5 };
const endless = { ...daily, unit: 'usd', amount: 10_000_000_000_000_000 };

async function openStore() {
  const database = await openKeyvDatabase(join(await temporaryDirectory(), 'store.sqlite'));
  onTestFinished(database.close);
  const raw = database.namespace('guild-settings');
  return { settings: createSettingsStore({ database }), raw };
}

test('an entry that cannot be read voids no other, and stays until it is cleared', async () => {
  const { settings, raw } = await openStore();
  await raw.set(guild, { schema: 1, limits: [endless, daily, 'nonsense'], logChannel: '77' });

  expect(await settings.read(guild)).toEqual({
    limits: [daily],
    unreadable: [{ subject: { kind: 'guild' }, unit: 'usd', per: 'day', stored: endless }, { stored: 'nonsense' }],
    logChannel: '77',
  });
  await settings.change(guild, (current) => ({ ...current, limits: [] }));
  expect(await raw.get(guild)).toEqual({ schema: 1, limits: [endless, 'nonsense'], logChannel: '77' });
});

test.each(['on', 'off'] as const)('that others: is %s comes back, and is gone once it is cleared', async (others) => {
  const { settings, raw } = await openStore();
  await settings.change(guild, (current) => ({ ...current, others }));
  expect(await raw.get(guild)).toEqual({ schema: 1, limits: [], logChannel: null, others });
  expect(await settings.read(guild)).toEqual({ limits: [], unreadable: [], logChannel: null, others });

  await settings.change(guild, (current) => ({ ...current, others: undefined }));
  expect(await raw.get(guild)).toEqual({ schema: 1, limits: [], logChannel: null });
  expect(await settings.read(guild)).toEqual({ limits: [], unreadable: [], logChannel: null });
});

test('a rule about others’ pictures that cannot be read protects them', async () => {
  const { settings, raw } = await openStore();
  await raw.set(guild, { schema: 1, limits: [daily], logChannel: '77', others: 'ask' });
  expect(await settings.read(guild)).toEqual({ limits: [daily], unreadable: [], logChannel: '77', others: 'off' });
});

test('what could not be read again is not written', async () => {
  const { settings, raw } = await openStore();
  await settings.change(guild, (current) => ({ ...current, limits: [daily] }));
  const unreadable = { ...daily, amount: 10_000_000_000_000_000 };
  await expect(settings.change(guild, (current) => ({ ...current, limits: [unreadable] }))).rejects.toThrow();
  expect(await raw.get(guild)).toEqual({ schema: 1, limits: [daily], logChannel: null });
});
