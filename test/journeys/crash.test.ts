import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BotProcess } from '../../scripts/bot-program.ts';
import type { InteractionHandle, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ending, isEnding, patience, sha256 } from './asking.ts';
import { until } from './looking.ts';
import { type ProcessStage, raiseProcessStage } from './stage/process-stage.ts';

// One `kill -9` of the real program with a job at each step of a job's life, and one start on the same store. (One for
// all, because each start costs a second; the jobs have nothing in common but the process.)

const askedFor = {
  waiting: 'a fox, waited for at the vendor',
  behindIt: 'a whale, in line behind the fox',
  submitting: 'an owl, just being sent',
  downloading: 'a crab, half downloaded',
  delivering: 'a lion, just being shown',
  acknowledged: 'a hare, whose thinking was just shown',
  neverAcknowledged: 'a mole, that Discord never heard of',
  replying: 'a moth, in the reply to a message',
} as const;
type Name = keyof typeof askedFor;

const oneEach = { MEMBER_CONCURRENCY: '1' };

let stage: ProcessStage;
let bot: BotProcess;
let replied: string;
const asked = new Map<Name, InteractionHandle>();
const handle = (name: Name) => {
  const found = asked.get(name);
  if (found === undefined) throw new Error(`Nobody asked for ${name}`);
  return found;
};
const paid = (name: Name) => stage.upstream.tasks.filter(({ prompt }) => prompt === askedFor[name]).length;
const requestsFor = (name: Name) =>
  stage.upstream.paidRequests.filter(({ json, fields }) => JSON.stringify(json ?? fields).includes(askedFor[name]))
    .length;

/** The ending has the picture that was made for it, it was asked for once, and there is no second message about it. */
function expectOnceWithItsPicture(name: Name, message: WireMessage): void {
  const { discord, upstream, channel } = stage;
  expect(message.content).toContain(askedFor[name]);
  const task = upstream.tasks.find(({ prompt }) => prompt === askedFor[name]);
  expect(discord.filesOf(message.id).map((file) => file.sha256)).toEqual([task?.results[0]?.sha256]);
  expect(requestsFor(name)).toBe(1);
  expect(paid(name)).toBe(1);
  const about = discord
    .visibleMessages(discord.botUser.id, channel)
    .filter(({ content }) => content.includes(askedFor[name]));
  expect(about.filter(({ author }) => author.id === discord.botUser.id).map(({ id }) => id)).toEqual([message.id]);
}

beforeAll(async () => {
  stage = await raiseProcessStage({ discord: { messageContentIntent: true }, public: true, settings: oneEach });
  const { discord, upstream, channel } = stage;
  const mentions = (name: Name) => (request: { readonly body: unknown }) =>
    (JSON.stringify(request.body) ?? '').includes(askedFor[name]);
  const imagine = (name: Name, user: string) => {
    const made = discord.runCommand({ user, channel, command: 'imagine', options: { prompt: askedFor[name] } });
    asked.set(name, made);
    return made;
  };
  bot = await stage.start();
  await discord.waitForBot();

  upstream.script.next({ processingMs: 2_000, callback: 'never' }, { prompt: askedFor.waiting });
  upstream.script.next({ stall: 'after' }, { prompt: askedFor.submitting });
  // biome-ignore lint/suspicious/noThenProperty: the script's own word, and nobody awaits it
  upstream.script.next({ result: { kind: 'half', then: 'stall', times: 1 } }, { prompt: askedFor.downloading });
  const shown = discord.failNext({
    kind: 'hang',
    afterTakingIt: true,
    route: 'PATCH /webhooks/:application/:token/messages/:message',
    where: mentions('delivering'),
  });
  const posted = discord.failNext({
    kind: 'hang',
    afterTakingIt: true,
    route: 'POST /channels/:channel/messages',
    where: mentions('replying'),
  });

  const ada = stage.member('ada');
  imagine('waiting', ada);
  for (const name of ['submitting', 'downloading', 'delivering'] as const) imagine(name, stage.member(name));
  const ben = stage.member('ben');
  const photo = discord.sendMessage({ user: ben, channel, files: [{ name: 'moth.png', bytes: png(64, 48) }] });
  const content = `<@${discord.botUser.id}> ${askedFor.replying}`;
  replied = discord.sendMessage({ user: ben, channel, content, replyTo: photo });
  await until(() => requestsFor('waiting') === 1, 'the fox was sent');
  imagine('behindIt', ada);

  await until(
    () => upstream.requests.some(({ path, ended }) => path.startsWith('/cdn/') && ended === undefined),
    'the crab is half here',
  );
  await until(() => shown.struck() === 1 && posted.struck() === 1, 'the lion and the moth are shown');
  await until(() => handle('behindIt').view().state === 'deferred', 'the whale is in line');
  for (const name of ['acknowledged', 'neverAcknowledged'] as const) {
    const { id } = imagine(name, stage.member(name));
    const fault = discord.failNext({
      kind: 'hang',
      afterTakingIt: name === 'acknowledged',
      route: 'POST /interactions/:interaction/:token/callback',
      where: ({ params }) => params['interaction'] === id,
    });
    await until(() => fault.struck() === 1, 'its acknowledgement hangs');
  }

  bot.signal('SIGKILL');
  expect(await bot.exited).toEqual({ code: null, signal: 'SIGKILL' });
  discord.clearFaults();
  bot = await stage.start();
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

test.each([
  ['waited for at the vendor', 'waiting'],
  ['just being sent, and taken', 'submitting'],
  ['made, and half downloaded', 'downloading'],
  ['just being shown', 'delivering'],
  ['in line', 'behindIt'],
  ['accepted, with its thinking just shown', 'acknowledged'],
] as const)('a job that was %s when the bot was killed ends with its picture, once', async (_where, name) => {
  const message = await ending(handle(name));
  expectOnceWithItsPicture(name, message);
});

test('a reply that Discord had taken when the bot was killed is not posted again', async () => {
  const { discord, channel } = stage;
  const isReply = (message: WireMessage) => message.message_reference?.message_id === replied && isEnding(message);
  const message = await discord.waitForMessage(channel, isReply, patience);
  await bot.line((line) => line.includes('job ended') && line.includes(replied));
  expectOnceWithItsPicture('replying', message);
  expect(discord.visibleMessages(discord.botUser.id, channel).filter(isReply)).toHaveLength(1);
  expect(stage.upstream.tasks.find(({ prompt }) => prompt === askedFor.replying)?.inputs).toMatchObject([
    { sha256: sha256(png(64, 48)) },
  ]);
});

test('a request that Discord never heard acknowledged is not sent to the vendor', async () => {
  const line = await bot.line((each) => each.includes('never acknowledged, cancelled'));
  expect(line).toContain(handle('neverAcknowledged').id);
  expect(requestsFor('neverAcknowledged')).toBe(0);
});

test('neither run wrote a key, a prompt or a picture into its log', async () => {
  const { discord, upstream } = stage;
  const secrets = [discord.botToken, upstream.token, 'iVBORw0KGgo', ...Object.values(askedFor)];
  for (const line of bot.lines) for (const secret of secrets) expect(line).not.toContain(secret);
});
