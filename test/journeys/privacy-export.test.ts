import { expect, test } from 'vitest';
import type { WireMessage } from '../../scripts/emulators/discord/index.ts';
import { unzip } from '../unzip.ts';
import { ask, isPrivate, patience } from './asking.ts';
import { luna, saveCharacter } from './casting.ts';
import { deliver, KiB, noise } from './large-pictures.ts';
import { until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

/** What the bot has sent this member directly, in order. */
async function handed(stage: Stage, parts: number, user = stage.ada): Promise<readonly WireMessage[]> {
  const { discord } = stage;
  const direct = discord.openDm(user);
  const isLast = ({ attachments }: WireMessage) => attachments[0]?.filename.includes(`-${parts}-of-`) ?? false;
  if (parts > 1) await discord.waitForMessage(direct, isLast, patience);
  return discord.visibleMessages(user, direct).filter(({ attachments }) => attachments.length > 0);
}

const archive = ({ discord }: Stage, { id }: WireMessage) => {
  const [file] = discord.filesOf(id);
  if (file === undefined) throw new Error('There is no file.');
  return unzip(Buffer.from(file.bytes));
};

const json = (files: ReadonlyMap<string, Buffer>, name: string) =>
  JSON.parse(files.get(name)?.toString() ?? 'null') as readonly Readonly<Record<string, unknown>>[];

test('/privacy export sends pictures, recipes, characters and the ledger directly, and says privately where', async () => {
  await using stage = await raiseStage();
  const { upstream, ben, guild, channel } = stage;
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  await ask(stage, 'edit', { prompt: 'at night', private: true });
  await ask(stage, 'imagine', { prompt: "somebody else's" }, { user: ben });
  await saveCharacter(stage, { name: 'Luna', image: luna, about: 'silver hair' });

  const answer = await ask(stage, 'privacy export');

  const [message, ...more] = await handed(stage, 1);
  expect(more).toEqual([]);
  if (message === undefined) throw new Error('Nothing came.');
  expect(isPrivate(answer)).toBe(true);
  expect(answer.content).toContain(`https://discord.com/channels/@me/${message.channel_id}/${message.id}`);
  expect(message.content).toContain('Everything that I keep of you: your pictures');
  const files = archive(stage, message);
  const versions = json(files, 'versions.json');
  expect(versions).toMatchObject([
    {
      name: '1',
      server: guild,
      channel,
      private: false,
      parents: [],
      model: 'gpt-image-2',
      recipe: { prompt: 'a harbour' },
    },
    { name: 'p1', private: true, parents: [versions[0]?.['id']], recipe: { prompt: 'at night' } },
  ]);
  const names = versions.map(({ picture }) => (picture as { readonly file: string }).file);
  expect([...files.keys()]).toEqual([
    'README.txt',
    'ledger.csv',
    expect.stringMatching(/^characters\/\d+-1\.png$/),
    ...names,
    'characters.json',
    'versions.json',
  ]);
  expect(json(files, 'characters.json')).toMatchObject([{ name: 'Luna', about: 'silver hair', consent: 'invented' }]);
  for (const [index, name] of names.entries()) {
    // The vendor's own pixels, and a mark.
    const bytes = files.get(name);
    expect(bytes?.includes('trainedAlgorithmicMedia')).toBe(true);
    expect(bytes?.length).toBeGreaterThan(upstream.tasks[index]?.results[0]?.bytes.length ?? 0);
  }
  expect(files.get('README.txt')?.toString()).toContain('versions.json    a line for each of them');
  const rows = files.get('ledger.csv')?.toString().trimEnd().split('\r\n') ?? [];
  expect(rows[0]).toBe('when,server,request,state,pictures,usd,millionths_of_a_usd');
  expect(rows.slice(1).map((row) => row.split(',').slice(1, 2).concat(row.split(',').slice(3, 5)))).toEqual([
    [guild, 'charged', '1'],
    [guild, 'charged', '1'],
  ]);
  await until(async () => (await stage.scratch()).length === 0, 'nothing of it is left');
});

test('what does not fit one file comes in several, and what fits none is named as left out', async () => {
  await using stage = await raiseStage({ discord: { defaultUploadLimit: 256 * KiB } });
  // Two that fill a file each, and one that is larger than any.
  for (const edge of [250, 250, 320]) {
    deliver(stage, await noise(edge));
    await ask(stage, 'imagine', { prompt: `an edge of ${edge}` });
  }

  const answer = await ask(stage, 'privacy export');

  expect(answer.content).toContain('It is 2 files, one message each;');
  const sent = await handed(stage, 2);
  expect(sent.map(({ attachments: [file] }) => file?.filename)).toEqual([
    expect.stringMatching(/^retouch-\d{4}-\d\d-\d\d-1-of-2\.zip$/),
    expect.stringMatching(/-2-of-2\.zip$/),
  ]);
  expect(sent.map(({ content }) => content.includes('One picture is too large to be sent'))).toEqual([false, true]);
  const archives = sent.map((message) => archive(stage, message));
  expect(archives.map((files) => files.has('ledger.csv'))).toEqual([true, false]);
  const versions = archives.map((files) => json(files, 'versions.json'));
  expect(versions.map((each) => each.length)).toEqual([1, 2]);
  expect(versions.flat().map(({ picture }) => picture)).toEqual([
    { file: expect.stringMatching(/^pictures\/.*\.png$/) },
    { file: expect.stringMatching(/^pictures\/.*\.png$/) },
    { file: null, why: 'too large' },
  ]);
  for (const { attachments } of sent) expect(attachments[0]?.size).toBeLessThanOrEqual(256 * KiB);
  await until(async () => (await stage.scratch()).length === 0, 'nothing of it is left');
});

test('whom Discord lets nobody write to gets it in the private answer, and how to get the rest', async () => {
  await using stage = await raiseStage();
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  stage.discord.closeDm(stage.ada);

  const answer = await ask(stage, 'privacy export');

  expect(answer.content).toBe('Discord does not let me write to you directly, so here it is. It is all of it.');
  expect(isPrivate(answer)).toBe(true);
  expect(json(archive(stage, answer), 'versions.json')).toMatchObject([{ recipe: { prompt: 'a harbour' } }]);
  await until(async () => (await stage.scratch()).length === 0, 'nothing of it is left');
});

test('asked again at once it says when, and others are not kept waiting for it', async () => {
  await using stage = await raiseStage();
  await ask(stage, 'privacy export');

  expect((await ask(stage, 'privacy export')).content).toMatch(/^You had everything a moment ago\. .* <t:\d+:R>\.$/);
  expect((await ask(stage, 'privacy export', {}, { user: stage.ben })).content).toContain('It is one file.');
  stage.passTime(11 * 60_000);
  expect((await ask(stage, 'privacy export')).content).toContain('It is one file.');
});

test('where Discord takes no files just now, that is said, and it may be asked for again at once', async () => {
  await using stage = await raiseStage();
  const fault = stage.discord.failNext({
    route: 'POST /channels/:channel/messages',
    kind: 'status',
    status: 503,
    times: Number.POSITIVE_INFINITY,
  });

  expect((await ask(stage, 'privacy export')).content).toBe('Discord takes no files just now. Ask again in a minute.');
  fault.cancel();
  expect((await ask(stage, 'privacy export')).content).toContain('It is one file.');
});
