import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Snowflake, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { ask, ending, isPrivate, patience, press, run, sha256 } from './asking.ts';
import { until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

/** What each message showed, one after the other: its first word, and its pictures by SHA-256. */
function listen({ discord }: Stage): ReadonlyMap<Snowflake, readonly (readonly string[])[]> {
  const shown = new Map<Snowflake, (readonly string[])[]>();
  const note = ({ message }: { readonly message: WireMessage }) => {
    if (message.content === '') return;
    const word = message.content.startsWith('**Version') ? 'result' : (/^\w+/.exec(message.content)?.[0] ?? '');
    const files = discord.filesOf(message.id).map(({ sha256 }) => sha256);
    shown.set(message.id, [...(shown.get(message.id) ?? []), [word, ...files]]);
  };
  discord.on('message', note);
  discord.on('messageUpdate', note);
  return shown;
}

async function imagesDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'retouch-previews-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

const isPreview = ({ content }: WireMessage) => content.startsWith('Preview');
const quick = { previewEvery: 10 };

/** Longer than the test takes: it passes when the test says so. */
const pause = 10 * 60_000;

/** The pictures that the bot has put aside, by SHA-256. */
async function waitingIn({ directory, scratch }: Stage): Promise<readonly string[]> {
  const read = (await scratch()).map((name) => readFile(join(directory, 'images', 'scratch', name)));
  // What is taken away meanwhile waits no more.
  return (await Promise.allSettled(read)).flatMap((each) => (each.status === 'fulfilled' ? [sha256(each.value)] : []));
}

type Shown = ReturnType<typeof listen>;

const previewsIn = (shown: Shown): number => [...shown.values()].flat().filter(([word]) => word === 'Preview').length;

/** The vendor goes on when what it sent before is seen in the message. */
const eachSeen = (shown: Shown) => ({
  before: (step: number) => until(() => previewsIn(shown) >= step, `preview ${step} is seen`),
});

test('previews arrive in the message, the result replaces them, and nothing is left of them', async () => {
  const images = await imagesDirectory();
  const settings = { IMAGE_STORE_URL: `file://${images}` };
  await using stage = await raiseStage({ vendors: ['openai'], pace: quick, settings });
  const vendor = stage.openai;
  const shown = listen(stage);
  vendor.script.next(eachSeen(shown));

  const message = await ending(run(stage, 'imagine', { prompt: 'a red fox' }));

  const [call] = vendor.calls;
  expect(shown.get(message.id)).toEqual([
    ['Preview', call?.partials[0]?.sha256],
    ['Preview', call?.partials[1]?.sha256],
    ['result', call?.results[0]?.sha256],
  ]);
  expect(message.attachments.map(({ filename }) => filename)).toEqual(['retouch-1.png']);
  expect(await readdir(join(images, 'scratch'))).toEqual([]);
});

test('a preview says what it is, and what kind of file it is', async () => {
  await using stage = await raiseStage({ vendors: ['openai'], pace: quick });
  const vendor = stage.openai;
  vendor.script.next(eachSeen(listen(stage)));

  const asked = run(stage, 'imagine', { prompt: 'a red fox', format: 'webp' });
  const preview = await asked.answered({ ...patience, where: isPreview });
  await ending(asked);

  expect(preview.content).toMatch(/^Preview, not finished yet; begun <t:\d+:R>\.\n“a red fox”$/);
  expect(preview.attachments).toMatchObject([
    { filename: 'preview.webp', content_type: 'image/webp', description: 'An unfinished picture, made by AI.' },
  ]);
});

test('previews come at most once in two seconds, and the newest of those that wait', async () => {
  await using stage = await raiseStage({ vendors: ['openai'], pace: { previewEvery: pause } });
  const vendor = stage.openai;
  const shown = listen(stage);
  vendor.script.next({
    stream: { partials: 7 },
    async before(step) {
      if (step === 1) await until(() => previewsIn(shown) === 1, 'the first is seen');
      if (step !== 4) return;
      const newest = vendor.calls[0]?.partials.at(-1)?.sha256 ?? '';
      // The older ones are taken away when it has taken their place.
      await until(async () => (await waitingIn(stage)).join() === newest, 'the fourth alone waits');
      stage.passTime(pause);
      await until(() => previewsIn(shown) === 2, 'a second one is seen');
    },
  });

  const message = await ending(run(stage, 'imagine', { prompt: 'a red fox' }));

  const [call] = vendor.calls;
  expect(shown.get(message.id)).toEqual([
    ['Preview', call?.partials[0]?.sha256],
    ['Preview', call?.partials[3]?.sha256],
    ['result', call?.results[0]?.sha256],
  ]);
});

test('a failure after a preview takes it away', async () => {
  await using stage = await raiseStage({ vendors: ['openai'], pace: quick });
  const vendor = stage.openai;
  const shown = listen(stage);
  const error = { after: 2, code: 'moderation_blocked', type: 'image_generation_user_error' };
  vendor.script.next({ ...eachSeen(shown), stream: { error } });

  const message = await ending(run(stage, 'imagine', { prompt: 'a red fox' }));

  expect(shown.get(message.id)?.[0]?.[0]).toBe('Preview');
  expect(message.attachments).toEqual([]);
  expect(message.content).toMatch(/moderat/i);
  expect(vendor.paidRequests).toHaveLength(1);
});

test('a stream that breaks off after a preview ends as unknown, without it, and is not sent again', async () => {
  await using stage = await raiseStage({ vendors: ['openai'], pace: quick });
  const vendor = stage.openai;
  vendor.script.next({ ...eachSeen(listen(stage)), stream: { stop: { after: 1, how: 'cut' } } });

  const message = await ending(run(stage, 'imagine', { prompt: 'a red fox' }));

  expect(message.attachments).toEqual([]);
  expect(vendor.paidRequests).toHaveLength(1);
});

test('a preview that Discord is slow to take never comes after the result', async () => {
  await using stage = await raiseStage({ vendors: ['openai'], pace: quick });
  const vendor = stage.openai;
  const shown = listen(stage);
  vendor.script.next({ processingMs: 300 });
  const slow = stage.discord.failNext({
    route: 'PATCH /webhooks/:application/:token/messages/:message',
    kind: 'delay',
    ms: 800,
  });

  const asked = run(stage, 'imagine', { prompt: 'a red fox' });
  await ending(asked);
  await stage.discord.waitForRequest(({ faulted }) => faulted);
  expect(slow.struck()).toBe(1);
  const message = await ending(asked);

  const [call] = vendor.calls;
  expect(shown.get(message.id)?.at(-1)).toEqual(['result', call?.results[0]?.sha256]);
});

test('a preview that Discord does not take costs nothing but itself', async () => {
  await using stage = await raiseStage({ vendors: ['openai'], pace: quick });
  const vendor = stage.openai;
  const shown = listen(stage);
  vendor.script.next({ processingMs: 900 });
  const route = 'PATCH /webhooks/:application/:token/messages/:message';
  stage.discord.failNext({ route, kind: 'status', status: 500, times: 1 });

  const message = await ending(run(stage, 'imagine', { prompt: 'a red fox' }));

  expect(shown.get(message.id)?.at(-1)).toEqual(['result', vendor.calls[0]?.results[0]?.sha256]);
});

test('previews of a private picture are its asker’s alone', async () => {
  await using stage = await raiseStage({ vendors: ['openai'], pace: quick });
  const vendor = stage.openai;
  vendor.script.next(eachSeen(listen(stage)));

  const asked = run(stage, 'imagine', { prompt: 'a red fox', private: true });
  const preview = await asked.answered({ ...patience, where: isPreview });

  expect(isPrivate(preview)).toBe(true);
  expect(isPrivate(await ending(asked))).toBe(true);
  expect(stage.discord.visibleMessages(stage.ben, stage.channel)).toEqual([]);
});

test('after Hide no preview is shown any more', async () => {
  await using stage = await raiseStage({ vendors: ['openai'], pace: quick });
  const vendor = stage.openai;
  const shown = listen(stage);
  const { promise: cancelled, resolve: goOn } = Promise.withResolvers<void>();
  vendor.script.next({ before: (step) => (step === 0 ? undefined : cancelled) });

  const asked = run(stage, 'imagine', { prompt: 'a red fox' });
  const preview = await asked.answered({ ...patience, where: isPreview });
  await press(stage, preview, 'Hide');
  goOn();
  await vendor.idle();
  await expect.poll(async () => (await ask(stage, 'history show')).content).toContain('a red fox');

  const words = (shown.get(preview.id) ?? []).map(([word]) => word);
  expect(words.filter((word) => word === 'Preview')).toHaveLength(1);
  expect(words.at(-1)).not.toBe('Preview');
  expect(stage.discord.filesOf(preview.id)).toEqual([]);
});

test('two pictures at once: previews of either, and both in the end', async () => {
  await using stage = await raiseStage({ vendors: ['openai'], pace: quick });
  const vendor = stage.openai;
  const shown = listen(stage);
  vendor.script.next({ processingMs: 600 });
  vendor.script.next({ processingMs: 1_200 });

  const message = await ending(run(stage, 'imagine', { prompt: 'a kite', count: 2 }));

  const steps = shown.get(message.id) ?? [];
  expect(steps.slice(0, -1).every(([word, ...files]) => word === 'Preview' && files.length === 1)).toBe(true);
  expect(steps.at(-1)?.slice(1).sort()).toEqual(vendor.calls.map(({ results }) => results[0]?.sha256).sort());
});
