import { expect, test } from 'vitest';
import type { InteractionHandle, Snowflake, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { buttonsOf, ending, isEnding, isPrivate, patience, replyTo, run } from './asking.ts';
import { until } from './looking.ts';
import { raiseStage, type Stage, type StageOptions } from './stage/stage.ts';

/** The message says more than "thinking" at once, and a place in line as soon as it changes. */
const soon: StageOptions = { pace: { statusAfter: 60, statusEvery: 30 }, upstream: { processingMs: 1_000 } };

const photo = { name: 'photo.png', bytes: png(64, 48) };

/** Everything that each message in the channel said, "thinking" (which says nothing) left out, the same only once. */
function listen({ discord, channel }: Stage): ReadonlyMap<Snowflake, readonly string[]> {
  const said = new Map<Snowflake, string[]>();
  const note = ({ message }: { readonly message: WireMessage }) => {
    if (message.channel_id !== channel || message.content === '') return;
    const lines = said.get(message.id) ?? [];
    const line = message.content.replaceAll(/<t:\d+:R>/g, '<time>');
    if (lines.at(-1) !== line) said.set(message.id, [...lines, line]);
  };
  discord.on('message', note);
  discord.on('messageUpdate', note);
  return said;
}

/**
 * So many calls in all were taken by the vendor, who then is away until something was seen: whoever is under way stays
 * so, and the others keep their places, however slow this machine is.
 */
async function untilSeen({ upstream }: Stage, taken: number, see: () => Promise<unknown>): Promise<void> {
  const answered = () => upstream.paidRequests.filter(({ status }) => status === 200).length;
  await until(() => answered() === taken, `${taken} calls were taken`);
  await upstream.goOffline();
  await see();
  await upstream.comeBack();
}

const says = (handle: InteractionHandle, words: string): Promise<WireMessage> =>
  handle.answered({ ...patience, where: ({ content }) => content.startsWith(words) });

const working = (prompt: string) => `Working on it, begun <time>.\n“${prompt}”`;
const queued = (place: number, prompt: string) => `Queued: number ${place} in line, asked <time>.\n“${prompt}”`;
const done = (name: number | string, prompt: string) =>
  `**Version ${name}:** “${prompt}”\n-# gpt-image-2 · 256×256 · $0.010`;

test('a request that takes longer says that it is worked on and since when, in the same message', async () => {
  await using stage = await raiseStage(soon);
  const { discord, channel } = stage;
  const said = listen(stage);
  discord.forgetRequests();
  const before = Math.floor(Date.now() / 1000);

  const asked = run(stage, 'imagine', { prompt: 'a fox' });
  await untilSeen(stage, 1, () => says(asked, 'Working'));
  const progress = asked.message();
  const message = await ending(asked);

  expect(progress).toMatchObject({ id: message.id, attachments: [] });
  const begun = Number(/<t:(\d+):R>/.exec(progress?.content ?? '')?.[1]);
  expect(begun).toBeGreaterThanOrEqual(before);
  expect(begun).toBeLessThanOrEqual(Date.now() / 1000);
  expect(said.get(message.id)).toEqual([working('a fox'), done(1, 'a fox')]);
  expect(discord.visibleMessages(stage.ben, channel).map(({ id }) => id)).toEqual([message.id]);
  expect(discord.requests.map(({ method, route }) => `${method} ${route?.split(' ')[1]}`)).toEqual([
    'POST /interactions/:interaction/:token/callback',
    'PATCH /webhooks/:application/:token/messages/:message',
    'PATCH /webhooks/:application/:token/messages/:message',
  ]);
});

test('those in line are told their place, and move up', async () => {
  await using stage = await raiseStage({ ...soon, settings: { CONCURRENCY: '1' } });
  const { upstream, ben } = stage;
  const said = listen(stage);

  const first = run(stage, 'imagine', { prompt: 'fox one' });
  let [second, third] = [first, first];
  await untilSeen(stage, 1, async () => {
    await says(first, 'Working');
    second = run(stage, 'imagine', { prompt: 'fox two' }, { user: ben });
    await says(second, 'Queued: number 1');
    third = run(stage, 'imagine', { prompt: 'fox three' });
    await says(third, 'Queued: number 2');
  });
  await untilSeen(stage, 2, () => Promise.all([says(second, 'Working'), says(third, 'Queued: number 1')]));
  await untilSeen(stage, 3, () => says(third, 'Working'));

  const endings = [await ending(first), await ending(second), await ending(third)];
  expect(endings.map(({ id }) => said.get(id))).toEqual([
    [working('fox one'), done(1, 'fox one')],
    [queued(1, 'fox two'), working('fox two'), done(2, 'fox two')],
    [queued(2, 'fox three'), queued(1, 'fox three'), working('fox three'), done(3, 'fox three')],
  ]);
  expect(upstream.busiest).toBe(1);
});

test('whoever has nothing in hand goes before those who have', async () => {
  await using stage = await raiseStage({ ...soon, settings: { CONCURRENCY: '2' }, upstream: { processingMs: 500 } });
  const { upstream, ben } = stage;
  upstream.script.next({});
  // It is done a while after the first.
  upstream.script.next({ result: { kind: 'status', status: 503, times: 5 } });

  const many = run(stage, 'imagine', { prompt: 'many foxes', count: 4 });
  let one = many;
  await untilSeen(stage, 2, () => {
    one = run(stage, 'imagine', { prompt: 'one hare' }, { user: ben });
    return says(one, 'Queued');
  });
  await Promise.all([ending(one), ending(many)]);

  // Two were under way; when the first of them ended, Ada had one in hand and Ben none.
  expect(upstream.tasks.map(({ prompt }) => prompt)).toEqual([
    'many foxes',
    'many foxes',
    'one hare',
    'many foxes',
    'many foxes',
  ]);
});

test('the answer to a message is one reply from "working" to the picture', async () => {
  await using stage = await raiseStage(soon);
  const { discord, ada, channel } = stage;
  const said = listen(stage);

  const content = `<@${discord.botUser.id}> as a woodcut`;
  const asked = discord.sendMessage({ user: ada, channel, content, files: [photo] });
  await untilSeen(stage, 1, () =>
    discord.waitForMessage(channel, (each) => each.content.startsWith('Working'), patience),
  );
  const message = await replyTo(stage, asked);

  expect(said.get(message.id)).toEqual([
    working('as a woodcut'),
    `**Version 2:** “as a woodcut”\n-# From [the picture sent](https://discord.com/channels/${stage.guild}/${channel}/${asked}) · gpt-image-2 · 64×48 · $0.010`,
  ]);
  expect(discord.visibleMessages(ada, channel).map(({ id }) => id)).toEqual([asked, message.id]);
  expect(discord.pingsOf(message.id)).toEqual([]);
});

test('the progress of a private request is private as well', async () => {
  await using stage = await raiseStage(soon);
  const { discord, ben, channel } = stage;
  const said = listen(stage);

  const asked = run(stage, 'imagine', { prompt: 'a secret', private: true });
  await untilSeen(stage, 1, () => says(asked, 'Working'));
  const message = await ending(asked);

  expect(said.get(message.id)).toEqual([working('a secret'), done('p1', 'a secret')]);
  expect(isPrivate(message)).toBe(true);
  expect(discord.visibleMessages(ben, channel)).toEqual([]);
});

test('the progress is not left standing beside a failure', async () => {
  await using stage = await raiseStage(soon);
  const { upstream } = stage;
  const said = listen(stage);
  upstream.script.next({ fail: { code: 'api_error', message: 'still working, queued, preview' } });

  const asked = run(stage, 'imagine', { prompt: 'a fox' });
  await untilSeen(stage, 1, () => says(asked, 'Working'));
  const message = await ending(asked);

  expect(said.get(message.id)).toEqual([
    working('a fox'),
    'The image service failed to make it. Try again, or choose another model. Nothing was charged.',
  ]);
  expect(buttonsOf(message)).toEqual([['Try again']]);
});

test('no ending says that it is queued, working or a preview, whatever the prompt says', async () => {
  await using stage = await raiseStage();

  const message = await ending(run(stage, 'imagine', { prompt: 'Queued for a preview of a working horse' }));

  expect(stage.upstream.tasks.map(({ prompt }) => prompt)).toEqual(['Queued for a preview of a working horse']);
  expect(isEnding(message)).toBe(true);
  const shown = `${message.content} ${message.attachments[0]?.description}`;
  expect(shown).not.toMatch(/queued|working|preview/i);
  expect(shown.replaceAll('\u2060', '')).toContain('Queued for a preview of a working horse');
});

test('a restart in the middle goes on in the same message', async () => {
  await using stage = await raiseStage(soon);
  const { upstream, discord, ada, channel } = stage;
  const said = listen(stage);

  const asked = run(stage, 'imagine', { prompt: 'a fox' });
  await untilSeen(stage, 1, async () => {
    await says(asked, 'Working');
    await stage.restart();
  });
  const message = await ending(asked);

  expect(said.get(message.id)).toEqual([working('a fox'), done(1, 'a fox')]);
  expect(discord.visibleMessages(ada, channel)).toHaveLength(1);
  expect(upstream.tasks).toHaveLength(1);
});
