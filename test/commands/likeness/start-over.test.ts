import { expect, test } from 'vitest';
import type { Ask } from '../../../src/application/services.ts';
import { versionId } from '../../../src/domain/ids.ts';
import { connectBot } from '../../discord/connected-bot.ts';
import { jobOf } from '../../discord/scripted-services.ts';
import { postResult } from '../stage.ts';
import { version } from './stage.ts';

const first = versionId('i1430000000000000001-1000000000000000011');
const origin = { first, instructions: 'a green kite\na red boat', audience: 'everyone' } as const;

test('Start from the original opens what was asked for since, and what is sent in goes with both pictures', async () => {
  const asked: Ask[] = [];
  await using bot = await connectBot({
    likeness: { origin: async () => origin },
    async ask(each) {
      asked.push(each);
      return { kind: 'accepted', job: jobOf(each) };
    },
    acknowledged: async () => undefined,
  });
  const { discord, demo } = bot;
  const message = await postResult(bot, { kind: 'start-over', version });
  const form = await discord.pressButton({ user: demo.ben, message, label: 'start-over' }).modal();
  expect(form.title).toBe('Start from the original');
  expect(form.components[0]?.component).toMatchObject({ value: origin.instructions, required: true, max_length: 4000 });

  const sent = discord.submitModal({ user: demo.ben, modal: form.id, values: { prompt: 'a red boat' } });
  expect((await sent.acknowledged()).ephemeral).toBe(false);
  await bot.listener.idle();
  expect(asked).toMatchObject([
    {
      id: sent.id,
      recipe: { prompt: 'a red boat', startsOver: true },
      sources: {
        kind: 'given',
        sources: [
          { kind: 'version', version: first },
          { kind: 'version', version },
        ],
      },
      address: { audience: 'everyone', asker: demo.ben },
    },
  ]);
});

test('Start from the original of a private version is asked privately', async () => {
  await using bot = await connectBot({
    likeness: { origin: async () => ({ ...origin, audience: 'asker' }) },
    ask: async (each) => ({ kind: 'accepted', job: jobOf(each) }),
    acknowledged: async () => undefined,
  });
  const message = await postResult(bot, { kind: 'start-over', version });
  const form = await bot.discord.pressButton({ user: bot.demo.ben, message, label: 'start-over' }).modal();
  const sent = bot.discord.submitModal({ user: bot.demo.ben, modal: form.id, values: { prompt: 'a boat' } });
  expect((await sent.acknowledged()).ephemeral).toBe(true);
});

test('Start from the original of a version that is gone, or another’s private one, says so privately', async () => {
  await using bot = await connectBot({ likeness: { origin: async () => null } });
  const message = await postResult(bot, { kind: 'start-over', version });
  const press = bot.discord.pressButton({ user: bot.demo.ben, message, label: 'start-over' });
  expect((await press.answered()).content).toContain('can no longer be fetched');
  expect(press.view().ephemeral).toBe(true);
});

test('Start from the original whose pictures went while its form was open asks for nothing', async () => {
  let isThere = true;
  await using bot = await connectBot({ likeness: { origin: async () => (isThere ? origin : null) } });
  const message = await postResult(bot, { kind: 'start-over', version });
  const form = await bot.discord.pressButton({ user: bot.demo.ben, message, label: 'start-over' }).modal();
  isThere = false;
  const sent = bot.discord.submitModal({ user: bot.demo.ben, modal: form.id, values: { prompt: 'a boat' } });
  expect((await sent.answered()).content).toContain('can no longer be fetched');
  expect(sent.view().ephemeral).toBe(true);
  expect(bot.logged).toEqual([]);
});

test('Start from the original pressed twice opens the form twice', async () => {
  await using bot = await connectBot({ likeness: { origin: async () => origin } });
  const message = await postResult(bot, { kind: 'start-over', version });
  const press = () => bot.discord.pressButton({ user: bot.demo.ben, message, label: 'start-over' }).modal();
  const [one, other] = [await press(), await press()];
  expect(one.id).not.toBe(other.id);
  expect(one.components).toEqual(other.components);
});
