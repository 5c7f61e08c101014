import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, isPrivate, mention, press, replyTo, sha256 } from './asking.ts';
import { edits, luna, lunaWhole, mira, saveCharacter, stays } from './casting.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const hashes = (...pictures: readonly { readonly bytes: Uint8Array }[]) => pictures.map(({ bytes }) => sha256(bytes));
const about = 'silver hair, a red scarf';

/** Ada has Luna, of two pictures and with words of her, and Mira. */
async function raiseWithCast(options: Parameters<typeof raiseStage>[0] = {}): Promise<Stage> {
  const stage = await raiseStage(options);
  await saveCharacter(stage, { name: 'Luna', image: luna, image2: lunaWhole, about });
  await saveCharacter(stage, { name: 'Mira', image: mira });
  return stage;
}

test('/imagine with a character: its pictures go along, and the vendor is told whom they show', async () => {
  await using stage = await raiseWithCast();
  const { upstream } = stage;

  const answer = await ask(stage, 'imagine', { prompt: 'on a hill at dawn', character: 'luna' });

  const [request] = upstream.paidRequests;
  expect(request?.path).toBe('/openai/images/edits');
  expect(request?.fields).toEqual([
    { name: 'model', value: 'gpt-image-2' },
    {
      name: 'prompt',
      value: `Images 1 and 2 show Luna. Luna: ${about}. ${stays('Luna')}\r\nMake: on a hill at dawn`,
    },
    { name: 'n', value: '1' },
    { name: 'trace_id', value: upstream.tasks[0]?.traceId },
    { name: 'async', value: 'true' },
  ]);
  expect(request?.files.map((file) => file.sha256)).toEqual(hashes(luna, lunaWhole));
  expect(request?.files.map(({ filename }) => filename)).toEqual(['picture-1.png', 'picture-2.png']);
  // What the member wrote is what all read.
  expect(answer.content).toMatch(
    /^\*\*Version 1:\*\* “on a hill at dawn”\n-# with Luna · gpt-image-2 · \d+×\d+ · \$0\.\d+$/,
  );
  expect(isPrivate(answer)).toBe(false);
});

test('what was saved or used last is offered first', async () => {
  await using stage = await raiseWithCast();
  const { discord, ada: user, channel } = stage;
  const offered = async () => {
    const typed = { command: 'imagine', options: { prompt: 'a hill' }, focused: 'character', value: '' };
    const choices = await discord.autocomplete({ user, channel, ...typed });
    return choices.map(({ name }) => name);
  };
  expect(await offered()).toEqual(['Mira', 'Luna']);
  await ask(stage, 'imagine', { prompt: 'on a hill', character: 'luna' });
  expect(await offered()).toEqual(['Luna', 'Mira']);
});

test('a reply with an attachment and two characters: the subject, the reference, then each in the order of its name', async () => {
  await using stage = await raiseWithCast();
  const { discord, upstream, ada, channel } = stage;
  const hat = { name: 'hat.png', bytes: png(44, 44) };
  const first = await ask(stage, 'imagine', { prompt: 'a stage' });

  const asked = discord.sendMessage({
    user: ada,
    channel,
    content: `${mention(discord)} @Mira and @luna dance, in this hat`,
    files: [hat],
    replyTo: first.id,
    ping: false,
  });
  const answer = await replyTo(stage, asked);

  const [made, request] = [upstream.tasks[0]?.results[0]?.sha256 ?? '', upstream.paidRequests[1]];
  expect(request?.files.map((file) => file.sha256)).toEqual([made, ...hashes(hat, mira, luna, lunaWhole)]);
  expect(request?.fields.find(({ name }) => name === 'prompt')?.value).toBe(
    [
      edits,
      'Image 2 is a reference.',
      `Image 3 shows Mira. ${stays('Mira')}`,
      `Images 4 and 5 show Luna. Luna: ${about}. ${stays('Luna')}`,
      'Change: Mira and Luna dance, in this hat',
    ].join('\r\n'),
  );
  expect(answer.content).toContain('“@\u2060Mira and @\u2060luna dance, in this hat”');
  expect(answer.content).toContain('with Mira and Luna');
});

test('in a thread the head is the subject; what it comes to is the parent of the next, without them', async () => {
  await using stage = await raiseWithCast();
  const { discord, upstream, ada, channel } = stage;
  const thread = { channel: discord.createThreadFrom({ user: ada, channel, name: 'Story' }) };
  await ask(stage, 'imagine', { prompt: 'a market' }, thread);

  await ask(stage, 'edit', { prompt: '@luna buys apples', character: 'Mira' }, thread);
  await ask(stage, 'edit', { prompt: 'in the rain' }, thread);

  const results = upstream.tasks.map((task) => task.results[0]?.sha256);
  expect(upstream.paidRequests.map(({ files }) => files.map((file) => file.sha256))).toEqual([
    [],
    [results[0], ...hashes(mira, luna, lunaWhole)],
    [results[1]],
  ]);
  expect(upstream.tasks.map(({ prompt }) => prompt.split('\n').at(-1))).toEqual([
    'a market',
    'Change: Luna buys apples',
    'in the rain',
  ]);
});

test('a restart, and a vendor that takes its time: whoever was asked for is in it', async () => {
  await using stage = await raiseWithCast();
  const { upstream } = stage;
  upstream.script.next({ delayMs: 400 });
  const handle = stage.discord.runCommand({
    user: stage.ada,
    channel: stage.channel,
    command: 'imagine',
    options: { prompt: '@luna waits' },
  });
  await handle.acknowledged();
  await stage.restart();
  const answer = await handle.answered({ timeoutMs: 40_000, where: ({ content }) => content.startsWith('**Version') });

  expect(answer.content).toContain('with Luna');
  expect(upstream.paidRequests.map(({ files }) => files.map((file) => file.sha256))).toEqual([hashes(luna, lunaWhole)]);
});

test('Again has the same characters; another member’s Again leaves out whom they may not use, and says so', async () => {
  await using stage = await raiseWithCast();
  const { upstream, ben } = stage;
  await saveCharacter(stage, { name: 'Luna', image: mira }, { user: ben });
  const first = await ask(stage, 'imagine', { prompt: '@luna and a lamp' });

  const again = await press(stage, first, 'Again');
  const bens = await press(stage, first, 'Again', ben);

  expect(again.content).toContain('with Luna');
  expect(bens.content).toContain('Without Luna: that is a character of somebody else.');
  expect(bens.content).not.toContain('with Luna');
  // Ben's own Luna is not who was meant.
  expect(upstream.tasks.map(({ inputs }) => inputs.length)).toEqual([2, 2, 0]);
  expect(upstream.tasks[2]?.prompt).toBe('@luna and a lamp');
});

test('a name that nobody has is told, and nothing is made', async () => {
  await using stage = await raiseWithCast();
  const { upstream, ben } = stage;

  const answers = [
    await ask(stage, 'imagine', { prompt: 'a hat', character: 'Luna, Bob' }),
    // Ada's own are no one else's.
    await ask(stage, 'imagine', { prompt: 'a hat', character: 'Luna' }, { user: ben }),
  ];

  expect(answers.map(isPrivate)).toEqual([true, true]);
  expect(answers.map(({ content }) => content)).toEqual([
    'Your request names a character that is not saved here (Bob). `/character list` shows those there are. Nothing was charged.',
    'Your request names a character that is not saved here (Luna). `/character list` shows those there are. Nothing was charged.',
  ]);
  expect(upstream.paidRequests).toEqual([]);
});
