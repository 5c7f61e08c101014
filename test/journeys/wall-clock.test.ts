import { describe, expect, test } from 'vitest';
import type { InteractionHandle } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ending, isEnding, mention, patience, replyTo, run } from './asking.ts';
import { isLastPicture, logLines, until } from './looking.ts';
import { raiseStage, type Stage, type StageOptions } from './stage/stage.ts';

// Somebody sets the machine's clock. Discord's goes right, and a member notices nothing.

interface SetStage extends Stage {
  set(): void;
}

describe.each([
  ['two hours back', -2 * 3_600_000],
  ['twenty minutes ahead', 20 * 60_000],
])('a machine whose clock is set %s', (_how, by) => {
  async function raise(options: StageOptions = {}, { atStart = false } = {}): Promise<SetStage> {
    let off = atStart ? by : 0;
    const stage = await raiseStage({ ...options, wall: () => Date.now() + off });
    return Object.assign(stage, {
      set() {
        off = off === 0 ? by : 0;
      },
    });
  }

  /** Its own message became the picture, by its token, and there is no other. */
  async function expectOrdinary(stage: Stage, asked: InteractionHandle, messages = 1): Promise<void> {
    const { discord, ben, channel } = stage;
    const message = await ending(asked);
    expect(message.id).toBe(asked.view().responseMessageId);
    expect(message.content).toMatch(/^\*\*Version \d:\*\*/);
    expect(message.attachments).toHaveLength(1);
    expect(discord.requestsTo('POST /channels/:channel/messages')).toEqual([]);
    expect(discord.requestsTo('PATCH /channels/:channel/messages/:message')).toEqual([]);
    expect(discord.visibleMessages(ben, channel)).toHaveLength(messages);
  }

  const atTheVendor = async (stage: Stage) => {
    const silent = stage.upstream.script.always({ refuse: { status: 503 } }, { on: 'tasks' });
    const asked = run(stage, 'imagine', { prompt: 'a red fox' });
    await until(() => silent.uses > 0, 'the vendor has it');
    return { asked, goOn: () => silent.cancel() };
  };

  test('before a command comes', async () => {
    await using stage = await raise();
    stage.set();
    await expectOrdinary(stage, run(stage, 'imagine', { prompt: 'a red fox' }));
  });

  test('before the bot starts, and put right while it runs', async () => {
    await using stage = await raise({}, { atStart: true });
    const { asked, goOn } = await atTheVendor(stage);
    stage.set();
    goOn();
    await expectOrdinary(stage, asked);
  });

  test('before the acknowledgement is taken', async () => {
    await using stage = await raise();
    const { discord } = stage;
    const route = 'POST /interactions/:interaction/:token/callback';
    const late = discord.failNext({ kind: 'delay', ms: 300, route });
    const asked = run(stage, 'imagine', { prompt: 'a red fox' });
    await until(() => late.struck() === 1, 'it is on its way');
    stage.set();
    await expectOrdinary(stage, asked);
  });

  test('while one waits in line', async () => {
    await using stage = await raise({ settings: { MEMBER_CONCURRENCY: '1' } });
    const { asked, goOn } = await atTheVendor(stage);
    const behind = run(stage, 'imagine', { prompt: 'a blue whale' });
    await behind.acknowledged();
    stage.set();
    goOn();
    await expectOrdinary(stage, asked, 2);
    await expectOrdinary(stage, behind, 2);
  });

  test('while the vendor works', async () => {
    await using stage = await raise({ pace: { statusAfter: 50 } });
    const { asked, goOn } = await atTheVendor(stage);
    stage.set();
    // What the message says of the time is Discord's.
    const working = await asked.answered({ ...patience, where: ({ content }) => content.startsWith('Working') });
    const since = Number(/<t:(\d+):R>/.exec(working.content)?.[1]);
    expect(Math.abs(since - Date.now() / 1_000)).toBeLessThan(60);
    goOn();
    await expectOrdinary(stage, asked);
  });

  test('before the delivery', async () => {
    await using stage = await raise();
    const { discord } = stage;
    const refused = discord.failNext({
      kind: 'status',
      status: 503,
      times: 3,
      route: 'PATCH /webhooks/:application/:token/messages/:message',
    });
    const asked = run(stage, 'imagine', { prompt: 'a red fox' });
    await until(() => refused.struck() > 0, 'it is to be shown');
    stage.set();
    await expectOrdinary(stage, asked);
  });

  test('while the bot is away', async () => {
    await using stage = await raise();
    const { asked, goOn } = await atTheVendor(stage);
    await stage.app.stop();
    stage.set();
    goOn();
    await stage.restart();
    await expectOrdinary(stage, asked);
  });

  test('for one life of the bot, and right in the next', async () => {
    await using stage = await raise({}, { atStart: true });
    const { asked, goOn } = await atTheVendor(stage);
    await stage.app.stop();
    stage.set();
    goOn();
    await stage.restart();
    await expectOrdinary(stage, asked);
  });

  test('when the acknowledgement was in doubt, across a restart', async () => {
    await using stage = await raise({}, { atStart: true });
    const { discord } = stage;
    const route = 'POST /interactions/:interaction/:token/callback';
    discord.failNext({ kind: 'drop', afterTakingIt: true, route });
    discord.failNext({ kind: 'status', status: 503, route, times: 50 });
    const asked = run(stage, 'imagine', { prompt: 'a red fox' });
    await asked.acknowledged();
    await stage.app.stop();
    discord.clearFaults();
    await stage.restart();
    await expectOrdinary(stage, asked);
  });

  test('a reply is answered once, and a limit of the day counts on', async () => {
    await using stage = await raise({ settings: { DEFAULT_LIMITS: 'user:images:day:1' } });
    const { discord, ada, channel } = stage;
    stage.set();
    const content = `${mention(discord)} with a hat`;
    const sent = { user: ada, channel, content, files: [{ name: 'cat.png', bytes: png(64, 48) }] };
    const reply = await replyTo(stage, discord.sendMessage(sent));
    expect(isLastPicture(stage, reply)).toBe(true);
    await stage.restart();
    const second = await ending(run(stage, 'imagine', { prompt: 'a whale' }));
    expect(second.content).toContain('has 0 pictures left');
    const mine = discord.visibleMessages(discord.botUser.id, channel).filter(({ author }) => author.bot);
    expect(mine.filter(isEnding).map(({ id }) => id)).toEqual([reply.id]);
    expect(logLines(stage).filter(({ level }) => level === 'error')).toEqual([]);
  });
});
