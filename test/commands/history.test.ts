import { describe, expect, test } from 'vitest';
import type { HistoryItem, Moved, Services } from '../../src/application/services.ts';
import { connectBot } from '../discord/connected-bot.ts';
import { sampleItem, sampleVersion } from '../discord/sample-version.ts';

type Bot = Awaited<ReturnType<typeof connectBot>>;

const run = ({ discord, demo }: Bot, command: string, options = {}) =>
  discord.runCommand({ user: demo.ada, channel: demo.studio.general, command: `history ${command}`, options });

const placeIn = ({ demo }: Bot) => ({
  channel: demo.studio.general,
  parent: null,
  category: null,
  isAgeRestricted: false,
  roles: [],
  guild: demo.studio.guild,
  user: demo.ada,
});

describe('moving the thread’s head', () => {
  const moved = (to: HistoryItem | null, more: Partial<Moved> = {}): Moved =>
    ({ kind: 'moved', to, audience: 'everyone', ...more }) as Moved;

  test('undo says in public which version is current now, with a link to it', async () => {
    await using bot = await connectBot({
      history: {
        undo: async (place, by, version) => {
          expect([place, version]).toEqual([placeIn(bot), undefined]);
          expect(by).toMatch(/^\d+$/);
          return moved(sampleItem(2));
        },
      },
    });
    const step = run(bot, 'undo');
    const { content } = await step.answered();
    expect(content).toBe(
      `[Version 2](https://discord.com/channels/${bot.demo.studio.guild}/1000000000000000011/${sampleItem(2).message}) is current now for <@${placeIn(bot).user}>.`,
    );
    expect(step.view().ephemeral).toBe(false);
  });

  test('undo of a private version says so privately', async () => {
    await using bot = await connectBot({ history: { undo: async () => moved(sampleItem(2), { audience: 'asker' }) } });
    const step = run(bot, 'undo');
    await step.answered();
    expect(step.view().ephemeral).toBe(true);
  });

  test('undo with nothing to go back from is refused privately', async () => {
    await using bot = await connectBot({
      history: { undo: async () => ({ kind: 'refused', reason: 'no current version' }) },
    });
    const step = run(bot, 'undo');
    expect((await step.answered()).content).toContain('no current version here');
    expect(step.view().ephemeral).toBe(true);
  });

  test('continue goes on from a version by its number', async () => {
    await using bot = await connectBot({
      history: {
        continueFrom: async (place, _by, typed) => {
          expect([place, typed]).toEqual([placeIn(bot), '7']);
          return moved(sampleItem(7, { message: null }));
        },
      },
    });
    expect((await run(bot, 'continue', { version: '7' }).answered()).content).toBe(
      `Version 7 is current now for <@${placeIn(bot).user}>.`,
    );
  });

  test('continue with a number that is not there is refused privately', async () => {
    await using bot = await connectBot({
      history: { continueFrom: async () => ({ kind: 'refused', reason: 'unknown version' }) },
    });
    const step = run(bot, 'continue', { version: '99' });
    expect((await step.answered()).content).toContain('do not know that version');
    expect(step.view().ephemeral).toBe(true);
  });

  test('continue completes numbers, and prompts by their words', async () => {
    const dog = sampleVersion({ recipe: { ...sampleVersion().recipe, prompt: 'a dog' } as never });
    const items = [sampleItem(12, { current: true }), sampleItem(2, { record: dog }), sampleItem(1)];
    const search: Services['history']['search'] = async (_place, { begins, matches, most }) => {
      expect(most).toBe(25);
      return items.filter((item) => (begins === null ? matches(item) : String(item.number).startsWith(begins.digits)));
    };
    await using bot = await connectBot({ history: { search } });
    const typing = {
      user: bot.demo.ada,
      channel: bot.demo.studio.general,
      command: 'history continue',
      focused: 'version',
    };
    expect(await bot.discord.autocomplete({ ...typing, value: '1' })).toEqual([
      { name: '12 (current): a cat', value: '12' },
      { name: '1: a cat', value: '1' },
    ]);
    expect(await bot.discord.autocomplete({ ...typing, value: 'DOG' })).toEqual([{ name: '2: a dog', value: '2' }]);
  });

  test('reset says in public that nothing is current', async () => {
    await using bot = await connectBot({ history: { reset: async () => moved(null) } });
    const step = run(bot, 'reset');
    expect((await step.answered()).content).toContain('No version is current here now');
    expect(step.view().ephemeral).toBe(false);
  });
});
