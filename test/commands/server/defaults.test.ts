import { describe, expect, test } from 'vitest';
import { serverDefaultsActs } from '../../../commands/server/defaults.ts';
import type { ChangedBy } from '../../../src/application/services.ts';
import type { Request } from '../../../src/discord/kit/request.ts';
import type { Failure } from '../../../src/domain/failure.ts';
import { channelId, guildId, modelId, userId } from '../../../src/domain/ids.ts';
import type { DefaultsChange } from '../../../src/domain/server/server-defaults.ts';
import type { ServerRules } from '../../../src/domain/server/server-rules.ts';
import { english } from '../../../src/words/words.ts';
import { connectBot } from '../../discord/connected-bot.ts';
import { recordedReply } from '../../discord/recorded-reply.ts';
import { scriptedServices } from '../../discord/scripted-services.ts';

/** A server's defaults as they are kept, and what was asked of them. */
function keptDefaults(kept: ServerRules = {}, refused: Failure | null = null) {
  const calls: unknown[] = [];
  const serverDefaults = {
    read: async (guild: string) => {
      calls.push(['read', guild]);
      return kept;
    },
    set: async (guild: string, { user }: ChangedBy, change: DefaultsChange) => {
      calls.push(['set', guild, user, change]);
      return refused;
    },
    clear: async (guild: string, { user }: ChangedBy) => void calls.push(['clear', guild, user]),
    usualModel: () => 'gpt-image-2',
  };
  return { calls, serverDefaults };
}

/** What a manager of the studio is told, and what was done. */
async function say(
  command: string,
  options: Readonly<Record<string, string | number | boolean>> = {},
  kept: ServerRules = {},
  refused: Failure | null = null,
) {
  const { calls, serverDefaults } = keptDefaults(kept, refused);
  await using bot = await connectBot({ serverDefaults });
  const { discord, demo } = bot;
  const run = discord.runCommand({ user: demo.ada, channel: demo.studio.general, command, options });
  const { content } = await run.answered();
  const named = (call: unknown) => JSON.stringify(call).replace(demo.studio.guild, 'studio').replace(demo.ada, 'ada');
  return { content, private: run.view().ephemeral, calls: calls.map(named) };
}

const usual = {
  model: 'model, where none is chosen: gpt-image-2',
  size: 'size, where none is chosen: as the model likes',
  quality: 'quality, where none is chosen: as the model likes',
  threads: '`/imagine` opens no threads',
  spoiler: 'pictures are shown as they are',
  replies: 'a reply to a picture edits it at once',
  others: "members may edit each other's pictures, and make characters of them",
  photos: 'pictures that members send may be edited everywhere',
  keepDays: 'originals are kept as long as whoever runs this bot keeps them',
  askAbove: 'only what costs far more than usual is asked about first',
};
const listed = (title: string, lines: readonly string[]) => [title, ...lines.map((line) => `- ${line}`)].join('\n');

describe('/server defaults set', () => {
  test.each([
    [{ model: ' nano-banana ' }, { model: 'nano-banana' }, 'model, where none is chosen: nano-banana'],
    [{ size: '16:9 · 2K' }, { size: '16:9 · 2K' }, 'size, where none is chosen: 16:9 · 2K'],
    [{ quality: 'High' }, { quality: 'high' }, 'quality, where none is chosen: high'],
    [{ threads: true }, { threads: true }, 'each `/imagine` in a channel opens a thread from its result'],
    [{ threads: false }, { threads: false }, usual.threads],
    [{ spoiler: true }, { spoiler: true }, 'every picture is shown covered, as a spoiler'],
    [{ replies: 'ask' }, { replies: 'ask' }, 'a reply to a picture is asked about first, with its price'],
    [{ replies: 'off' }, { replies: 'off' }, 'replies are left alone'],
    [{ others: 'off' }, { others: 'off' }, "members may not edit each other's pictures, nor make characters of them"],
    [
      { photos: 'age-restricted' },
      { photos: 'age-restricted' },
      'pictures that members send may be edited in age-restricted channels only',
    ],
    [{ 'keep-days': 7 }, { keepDays: 7 }, 'originals are kept for 7 days at most'],
    [{ 'keep-days': 1 }, { keepDays: 1 }, 'originals are kept for one day at most'],
    [{ 'ask-above': 0.05 }, { askAbove: 50_000 }, 'what costs more than $0.050 is asked about first'],
    [{ 'ask-above': 0 }, { askAbove: 0 }, 'whatever costs anything is asked about first'],
  ] as const)('%j', async (options, change, line) => {
    expect(await say('server defaults set', options)).toEqual({
      content: `**Set**\n- ${line}`,
      private: true,
      calls: [`["set","studio","ada",${JSON.stringify(change)}]`],
    });
  });

  test('sets several at once, and says each', async () => {
    const { content, calls } = await say('server defaults set', { spoiler: true, replies: 'off', 'keep-days': 30 });

    expect(calls).toHaveLength(1);
    expect(content).toBe(
      listed('**Set**', [
        'every picture is shown covered, as a spoiler',
        'replies are left alone',
        'originals are kept for 30 days at most',
      ]),
    );
  });

  test('with nothing chosen changes nothing', async () => {
    expect(await say('server defaults set')).toEqual({
      content: 'Nothing was chosen, and nothing was changed: choose at least one option.',
      private: true,
      calls: [],
    });
  });

  test('is refused privately, in one sentence', async () => {
    const refused = { code: 'unknown_model', named: 'nano' } as const;
    const said = await say('server defaults set', { model: 'nano' }, {}, refused);

    expect(said.private).toBe(true);
    expect(said.content).toContain('names a model that I do not know (nano)');
  });

  test('completes sizes and qualities of the model that is chosen, or set already', async () => {
    const asked: unknown[] = [];
    const complete = {
      sizes: async (_place: unknown, model: string | undefined, chosen: unknown) => {
        asked.push([model, chosen]);
        return [{ name: '16:9', value: '16:9', price: null }];
      },
    };
    const { serverDefaults } = keptDefaults({ defaults: { model: modelId('nano-banana') } });
    await using bot = await connectBot({ serverDefaults, complete });
    const { discord, demo } = bot;
    const at = { user: demo.ada, channel: demo.studio.general, command: 'server defaults set' } as const;
    const choices = await discord.autocomplete({ ...at, options: { quality: 'low' }, focused: 'size', value: '16' });

    expect(choices).toEqual([{ name: '16:9', value: '16:9' }]);
    const plain = { operation: 'generate', sources: 0, masked: false };
    expect(asked).toEqual([
      [undefined, { ...plain, usual: { server: { model: 'nano-banana' } }, size: undefined, quality: 'low' }],
    ]);
  });
});

describe('/server defaults show', () => {
  test('says what holds where nothing is set', async () => {
    expect(await say('server defaults show')).toEqual({
      content: `Nothing is set here.\n${listed('**Where nothing is set**', Object.values(usual))}`,
      private: true,
      calls: ['["read","studio"]'],
    });
  });

  test('says what is set, and what holds for the rest', async () => {
    const { model: _model, threads: _threads, askAbove: _askAbove, ...rest } = usual;
    const kept = { defaults: { model: modelId('nano-banana') }, threads: true, askAbove: 1_000_000 };

    expect((await say('server defaults show', {}, kept)).content).toBe(
      [
        listed('**Set here**', [
          'model, where none is chosen: nano-banana',
          'each `/imagine` in a channel opens a thread from its result',
          'what costs more than $1.00 is asked about first',
        ]),
        listed('**Where nothing is set**', Object.values(rest)),
      ].join('\n'),
    );
  });
});

test('/server defaults clear takes all away, and says what holds then', async () => {
  expect(await say('server defaults clear', {}, { others: 'off' })).toEqual({
    content: listed('Nothing is set here any more. From now on:', Object.values(usual)),
    private: true,
    calls: ['["clear","studio","ada"]'],
  });
});

/** An option that is not given is there, as undefined. */
const choosing = {
  model: undefined,
  size: undefined,
  quality: undefined,
  threads: undefined,
  spoiler: undefined,
  replies: undefined,
  others: 'off',
  photos: undefined,
  'keep-days': undefined,
  'ask-above': undefined,
} as const;

test.each([
  ['is no manager', guildId('1000000000000000001'), false],
  ['is in no server', null, true],
] as const)(
  'whoever %s is told so, though Discord let them ask, and nothing is looked at',
  async (_who, guild, manages) => {
    for (const leaf of ['set', 'show', 'clear'] as const) {
      const { reply, done } = recordedReply();
      const place = { guild, channel: channelId('1000000000000000007'), user: userId('5') };
      const request = { place, managesServer: manages, reply, services: scriptedServices({}), words: english() };
      // Nothing else of a request is looked at.
      await serverDefaultsActs[leaf].run(choosing, request as unknown as Request);
      expect(done).toEqual([['show', 'Only those who manage this server may do that.', 'asker']]);
    }
  },
);
