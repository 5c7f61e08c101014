import { describe, expect, test } from 'vitest';
import type { WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { unzip } from '../unzip.ts';
import { ask, isPrivate, patience, sha256 } from './asking.ts';
import { asGivenOut } from './given-out.ts';
import { deliver, KiB, noise } from './large-pictures.ts';
import { afterDays, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// `/history export`: what the asker may see of a chain, with a page that shows it.

interface Chain {
  readonly versions: readonly Readonly<Record<string, unknown>>[];
  readonly [about: string]: unknown;
}

/** What came in direct messages, unpacked into one folder each, once all parts are there. */
async function handed(stage: Stage, parts = 1, user = stage.ada) {
  const { discord } = stage;
  const direct = discord.openDm(user);
  const isLast = ({ attachments: [file] }: WireMessage) =>
    file !== undefined && (parts === 1 || file.filename.includes(`-${parts}-of-`));
  await discord.waitForMessage(direct, isLast, patience);
  const messages = discord.visibleMessages(user, direct).filter(({ attachments }) => attachments.length > 0);
  return messages.map((message) => ({ message, files: archive(stage, message) }));
}

function archive({ discord }: Stage, { id }: WireMessage) {
  const [file] = discord.filesOf(id);
  if (file === undefined) throw new Error('There is no file.');
  return unzip(Buffer.from(file.bytes));
}

const chainIn = (files: ReadonlyMap<string, Buffer>) => JSON.parse(String(files.get('chain.json'))) as Chain;

test('the pictures, what made them and a page come directly, with what only the asker sees', async () => {
  await using stage = await raiseStage();
  const { upstream, ada, ben, guild, channel } = stage;
  const photo = { name: 'me.png', bytes: png(50, 50) };
  await ask(stage, 'edit', { prompt: 'a hat', image: photo });
  const unmarked = png(60, 60);
  deliver(stage, unmarked);
  await ask(stage, 'edit', { prompt: 'in blue', private: true });
  await ask(stage, 'edit', { prompt: 'a secret of Ben', private: true }, { user: ben });
  await ask(stage, 'history continue', { version: '1' });
  await ask(stage, 'edit', { prompt: 'a branch' });
  await stage.restart();

  const answer = await ask(stage, 'history export');
  const [first] = await handed(stage);
  if (first === undefined) throw new Error('Nothing came.');
  const { message, files } = first;

  expect(isPrivate(answer)).toBe(true);
  expect(answer.content).toBe(
    `The history of this place is on its way to your direct messages: https://discord.com/channels/@me/${message.channel_id}/${message.id}. It is one file.`,
  );
  expect(message.content).toBe(`The history of <#${channel}>: unpack it and open \`index.html\`.`);
  expect(message.attachments[0]?.filename).toMatch(/^retouch-history-\d{4}-\d\d-\d\d\.zip$/);
  expect([...files.keys()]).toEqual([
    'pictures/1.png',
    'pictures/2.png',
    'pictures/p1.png',
    'pictures/3.png',
    'chain.json',
    'index.html',
  ]);

  const { versions, ...about } = chainIn(files);
  expect(about).toEqual({ server: guild, channel, for: ada, at: expect.any(String), complete: true });
  const charged = { usd: expect.any(Number), pictures: 1 };
  expect(versions).toMatchObject([
    { name: '1', kind: 'imported', parents: [], recipe: null, cost: null, current: false },
    { name: '2', private: false, parents: ['1'], model: 'gpt-image-2', cost: charged, by: ada, current: false },
    { name: 'p1', private: true, parents: ['2'], recipe: { prompt: 'in blue' }, cost: charged },
    { name: '3', parents: ['1'], recipe: { prompt: 'a branch' }, current: true },
  ]);
  expect(versions.map(({ picture }) => picture)).toEqual(
    ['1', '2', 'p1', '3'].map((name) => ({ file: `pictures/${name}.png`, part: 1, original: true })),
  );

  // What a member sent is as they sent it; what AI made says so in its file, by its vendor or else by us.
  const hashOf = (name: string) => sha256(files.get(`pictures/${name}.png`) ?? Buffer.alloc(0));
  const made = (task: number) => upstream.tasks[task]?.results[0]?.sha256;
  expect(['1', '2', 'p1', '3'].map(hashOf)).toEqual([
    sha256(photo.bytes),
    made(0),
    sha256(await asGivenOut(unmarked, 'composite')),
    made(3),
  ]);
});

test('the page has no script, takes nothing from elsewhere, and shows a branch as a list within', async () => {
  await using stage = await raiseStage();
  await ask(stage, 'imagine', { prompt: '<script>alert("hi")</script> & a "hat"' });
  await ask(stage, 'edit', { prompt: 'in blue', private: true });
  await ask(stage, 'edit', { prompt: 'a secret of Ben', private: true }, { user: stage.ben });
  await ask(stage, 'history continue', { version: '1' });
  await ask(stage, 'edit', { prompt: 'a branch' });
  await ask(stage, 'imagine', { prompt: 'anew' });

  await ask(stage, 'history export');

  const [first] = await handed(stage);
  const page = String(first?.files.get('index.html'));
  expect(page).toContain('&lt;script&gt;alert(&quot;hi&quot;)&lt;/script&gt; &amp; a &quot;hat&quot;');
  expect(page).not.toContain('<script');
  expect(page).toMatch(
    /Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src 'self' file:;/,
  );
  expect(page).not.toMatch(/secret of Ben|https?:/);
  const lists = page.slice(page.indexOf('<ol>')).match(/<\/?ol>|<li [^>]+>|<\/li>/g);
  expect(lists?.join('')).toBe(
    '<ol><li id="v-1"><ol><li id="v-2"></li></ol></li><li id="v-p1"></li></ol><ol><li id="v-3" class="current"></li></ol>',
  );
});

test('a stranger gets what all see, and an empty chain is said to be one', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben, channel } = stage;
  expect((await ask(stage, 'history export')).content).toBe(
    'There are no versions here yet, so there is nothing to export.',
  );
  await ask(stage, 'imagine', { prompt: 'a secret', private: true });
  expect((await ask(stage, 'history export', {}, { user: ben })).content).toContain('nothing to export');
  const thread = discord.createThreadFrom({ user: ada, channel, name: 'Poster' });
  await ask(stage, 'imagine', { prompt: 'elsewhere' }, { channel: thread });
  await ask(stage, 'imagine', { prompt: 'a harbour' });

  await ask(stage, 'history export', {}, { user: ben });

  const [first] = await handed(stage, 1, ben);
  expect(first?.message.content).toContain(`<#${channel}>`);
  expect(first === undefined ? [] : chainIn(first.files).versions).toMatchObject([
    { name: '1', recipe: { prompt: 'a harbour' } },
  ]);
});

describe('what does not fit one file', () => {
  const raise = async (settings: Readonly<Record<string, string>> = {}) => {
    const stage = await raiseStage({ discord: { defaultUploadLimit: 256 * KiB }, settings });
    // Two that fill a file each, and one that is larger than any.
    for (const edge of [250, 250, 320]) {
      deliver(stage, await noise(edge));
      await ask(stage, 'imagine', { prompt: `an edge of ${edge}` });
    }
    return stage;
  };

  test('comes in several, of which the first opens by itself', async () => {
    await using stage = await raise();

    const answer = await ask(stage, 'history export');
    const sent = await handed(stage, 2);

    expect(answer.content).toContain('It is 2 files, one message each, for one folder;');
    expect(sent.map(({ message: { content } }) => content.split(': ')[1])).toEqual([
      'unpack it and open `index.html`.',
      expect.stringContaining('unpack it into the same folder as the first. One picture is too large'),
    ]);
    expect(sent.map(({ files }) => [...files.keys()])).toEqual([
      ['pictures/1.png', 'chain.json', 'index.html'],
      ['pictures/2.png'],
    ]);
    const [first] = sent;
    const { versions } = first === undefined ? { versions: [] } : chainIn(first.files);
    expect(versions.map(({ picture }) => picture)).toEqual([
      { file: 'pictures/1.png', part: 1, original: true },
      { file: 'pictures/2.png', part: 2, original: true },
      { file: null, why: 'too large' },
    ]);
    const page = String(first?.files.get('index.html'));
    expect(page).toContain('<figcaption>In part 2</figcaption>');
    expect(page).toContain('The picture is too large to be sent.</p>');
    for (const { message } of sent) expect(message.attachments[0]?.size).toBeLessThanOrEqual(256 * KiB);
    await until(async () => (await stage.scratch()).length === 0, 'nothing of it is left');
  });

  test('is linked to where the program has an address', async () => {
    await using stage = await raise({ PUBLIC_URL: 'https://pictures.example' });

    await ask(stage, 'history export');
    const [first] = await handed(stage, 2);

    const picture = first === undefined ? undefined : chainIn(first.files).versions.at(-1)?.['picture'];
    expect(picture).toEqual({
      file: null,
      why: 'too large',
      link: expect.stringMatching(/^https:\/\/pictures\.example\/full\//),
    });
    expect(String(first?.files.get('index.html'))).toMatch(
      /too large to be sent\. <a href="https:\/\/pictures\.example\/full\/[^"]+" rel="noreferrer">Open it \(for a day\)<\/a>/,
    );
  });
});

test('one whose picture is gone is still listed, and says so', async () => {
  await using stage = await raiseStage({ settings: { IMAGE_STORE_MAX_DAYS: '30' } });
  await ask(stage, 'imagine', { prompt: 'an old sketch' });
  await ask(stage, 'imagine', { prompt: 'an old harbour' });
  await afterDays(stage, 31);
  await ask(stage, 'imagine', { prompt: 'new' });

  await ask(stage, 'history export');

  const [first] = await handed(stage);
  expect([...(first?.files.keys() ?? [])]).toEqual(['pictures/3.png', 'chain.json', 'index.html']);
  expect(first === undefined ? [] : chainIn(first.files).versions.map(({ picture }) => picture)).toEqual([
    { file: null, why: 'gone' },
    { file: null, why: 'gone' },
    { file: 'pictures/3.png', part: 1, original: true },
  ]);
  expect(String(first?.files.get('index.html')).match(/The picture is gone\./g)).toHaveLength(2);
});

test('whom nobody may write to gets it in the private answer; asked again at once it says when', async () => {
  await using stage = await raiseStage();
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  stage.discord.closeDm(stage.ada);

  const answer = await ask(stage, 'history export');

  expect(answer.content).toBe('Discord does not let me write to you directly, so here it is. It is all of it.');
  expect(isPrivate(answer)).toBe(true);
  expect(chainIn(archive(stage, answer)).versions).toMatchObject([{ recipe: { prompt: 'a harbour' } }]);
  await until(async () => (await stage.scratch()).length === 0, 'nothing of it is left');
  expect((await ask(stage, 'history export')).content).toMatch(/^You had this history a moment ago\. .* <t:\d+:R>\.$/);
});
