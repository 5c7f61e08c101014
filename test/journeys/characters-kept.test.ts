import sharp from 'sharp';
import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, ending, isPrivate, run, sha256 } from './asking.ts';
import { luna, lunaWhole, mira, saveCharacter, sendIn } from './casting.ts';
import { logLines, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const day = 86_400_000;
const sent = ({ upstream }: Stage) => upstream.paidRequests.map(({ files }) => files.map((file) => file.sha256));
const unknown = (name: string) =>
  `Your request names a character that is not saved here (${name}). \`/character list\` shows those there are. Nothing was charged.`;

test('a character stays when its message, its originals and all else is gone', async () => {
  await using stage = await raiseStage({ settings: { IMAGE_STORE_MAX_DAYS: '30' } });
  await saveCharacter(stage, { name: 'Luna', image: luna });
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  await ask(stage, 'imagine', { prompt: 'a forest' });

  stage.passTime(400 * day);
  await until(
    () => logLines(stage).some(({ msg }) => msg === 'old originals were removed'),
    'old originals are removed',
  );
  await stage.restart();
  await ask(stage, 'imagine', { prompt: '@luna' });

  expect(sent(stage).at(-1)).toEqual([sha256(luna.bytes)]);
});

test('a photograph is kept small, upright, and without what its file says of where it was taken', async () => {
  await using stage = await raiseStage();
  const photo = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#c08040' } })
    .withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 8/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  await saveCharacter(stage, { name: 'Luna', image: { name: 'me.jpg', bytes: photo } }, {}, 'self');

  await ask(stage, 'imagine', { prompt: '@luna' });

  const [input] = stage.upstream.tasks[0]?.inputs ?? [];
  const { width, height, exif, orientation } = await sharp(input?.path).metadata();
  expect({ width, height, exif, orientation }).toEqual({
    width: 1365,
    height: 2048,
    exif: undefined,
    orientation: undefined,
  });
});

test('deleted, it is in nothing that is sent after that: not in what waits, nor in Again', async () => {
  await using stage = await raiseStage({ settings: { MEMBER_CONCURRENCY: '1' } });
  const { upstream } = stage;
  await saveCharacter(stage, { name: 'Luna', image: luna });
  upstream.script.next({ delayMs: 600 });
  const first = run(stage, 'imagine', { prompt: 'a tower' });
  await until(() => upstream.paidRequests.length === 1, 'the first is sent');
  const second = run(stage, 'imagine', { prompt: '@luna on it' });
  await second.acknowledged();

  const deleted = await ask(stage, 'character delete', { name: 'luna' });
  const [, waited] = [await ending(first), await ending(second)];

  expect(isPrivate(deleted)).toBe(true);
  expect(waited.content).toBe(
    'Your request has a character in it that was deleted (Luna). `/character list` shows those there are. Nothing was charged.',
  );
  expect(sent(stage)).toEqual([[]]);
  expect((await ask(stage, 'imagine', { prompt: 'x', character: 'Luna' })).content).toBe(unknown('Luna'));
  expect((await ask(stage, 'character list')).content).toContain('There are no characters here yet.');
});

test('a member’s own is theirs everywhere, and nobody else’s anywhere', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben } = stage;
  const saved = await saveCharacter(stage, { name: 'Luna', image: luna });
  const id = /v1:sheet:(\d+)/.exec(JSON.stringify(saved.components))?.[1] ?? '';
  const other = discord.createGuild({ name: 'Elsewhere' });
  for (const user of [ada, ben]) discord.addMember({ guild: other, user });
  const there = { channel: discord.createChannel({ guild: other, name: 'general' }) };

  await ask(stage, 'imagine', { prompt: '@luna' }, there);
  const bens = [
    await ask(stage, 'imagine', { prompt: 'x', character: 'Luna' }, { user: ben }),
    await ask(stage, 'imagine', { prompt: '@luna in words' }, { user: ben }),
    await ask(stage, 'character show', { name: 'Luna' }, { user: ben }),
    await ask(stage, 'character delete', { name: 'Luna' }, { user: ben }),
    await ask(stage, 'character list', {}, { user: ben }),
    // By its id, which nobody offered him.
    await ask(stage, 'character show', { name: id }, { user: ben }),
    await ask(stage, 'character delete', { name: id }, { user: ben }),
  ];

  expect(sent(stage)).toEqual([[sha256(luna.bytes)], []]);
  expect(stage.upstream.tasks[1]?.prompt).toBe('@luna in words');
  expect(bens.map(({ content }) => content)).toEqual([
    unknown('Luna'),
    expect.stringContaining('@\u2060luna in words'),
    'There is no character of that name here. `/character list` shows those there are.',
    'There is no character of that name here. `/character list` shows those there are.',
    expect.stringContaining('There are no characters here yet.'),
    'There is no character of that name here. `/character list` shows those there are.',
    'There is no character of that name here. `/character list` shows those there are.',
  ]);
  expect((await ask(stage, 'character delete', { name: id }, there)).content).toContain('**Luna** is forgotten');
});

test('a server’s is everybody’s there, and nobody’s elsewhere; its managers make it, its moderators delete any', async () => {
  await using stage = await raiseStage();
  const { discord, guild, ada, ben } = stage;
  const boss = discord.createUser({ username: 'boss' });
  discord.addMember({ guild, user: boss, permissions: ['MANAGE_GUILD'] });
  const moderator = discord.createUser({ username: 'mod' });
  discord.addMember({ guild, user: moderator, permissions: ['MANAGE_MESSAGES'] });
  const other = discord.createGuild({ name: 'Elsewhere' });
  discord.addMember({ guild: other, user: ben });
  const there = { user: ben, channel: discord.createChannel({ guild: other, name: 'general' }) };

  const refused = await ask(stage, 'character save', { name: 'Rex', image: mira, whose: 'server' });
  await saveCharacter(stage, { name: 'Rex', image: luna, whose: 'server' }, { user: boss });
  await saveCharacter(stage, { name: 'rex', image: lunaWhole }, { user: ada });
  // Each means their own first; who has none means the server's.
  await ask(stage, 'imagine', { prompt: '@rex' });
  await ask(stage, 'imagine', { prompt: '@rex' }, { user: ben });
  const elsewhere = await ask(stage, 'imagine', { prompt: 'x', character: 'rex' }, there);
  const bens = await ask(stage, 'character delete', { name: 'rex' }, { user: ben });
  const mods = await ask(stage, 'character delete', { name: 'rex' }, { user: moderator });
  const after = await ask(stage, 'imagine', { prompt: 'x', character: 'rex' }, { user: ben });

  expect(refused.content).toContain('only those who manage this server save characters for it');
  expect(sent(stage)).toEqual([[sha256(lunaWhole.bytes)], [sha256(luna.bytes)]]);
  expect(elsewhere.content).toBe(unknown('rex'));
  expect(bens.content).toContain('Only whoever made that character may delete it');
  expect(mods.content).toContain('**Rex** is forgotten');
  expect(after.content).toBe(unknown('rex'));
});

test('one name once: a second Luna is refused before its form, and nothing is lost', async () => {
  await using stage = await raiseStage();
  await saveCharacter(stage, { name: 'Luna', image: luna });

  const again = await ask(stage, 'character save', { name: ' LUNA ', image: mira });
  const bad = await ask(stage, 'character save', { name: 'a, b', image: mira });

  expect([again, bad].map(isPrivate)).toEqual([true, true]);
  expect(again.content).toContain('you have a character of that name already');
  expect(bad.content).toContain('with no comma and no `@` in it');
  await ask(stage, 'imagine', { prompt: '@luna' });
  expect(sent(stage)).toEqual([[sha256(luna.bytes)]]);
});

test('without what it is nothing is saved; a file that is no picture is told, and what was typed can be changed', async () => {
  await using stage = await raiseStage();
  const { discord, ada } = stage;
  const notes = { name: 'notes.png', bytes: Buffer.from('no picture at all') };

  const failed = await saveCharacter(stage, { name: 'Luna', image: notes });
  expect(failed.content).toContain('Your request has a file that is not a picture I can read (notes.png)');
  const form = await discord.pressButton({ user: ada, message: failed.id, label: 'Change' }).modal();
  expect(form.components.map(({ component }) => [component?.custom_id, component?.value])).toEqual([
    ['name', 'Luna'],
    ['about', undefined],
    ['what', undefined],
    ['images', undefined],
  ]);
  expect((await ask(stage, 'character list')).content).toContain('There are no characters here yet.');

  const saved = await sendIn(stage, form, { name: 'Luna', what: 'invented', images: [luna] });
  expect(saved.content).toContain('Saved: **Luna**.');
  await ask(stage, 'imagine', { prompt: '@luna' });
  expect(sent(stage)).toEqual([[sha256(luna.bytes)]]);
});

test('what was shown covered stays covered', async () => {
  await using stage = await raiseStage();
  await saveCharacter(stage, { name: 'Luna', image: { name: 'SPOILER_luna.png', bytes: png(50, 50) } });

  const answer = await ask(stage, 'imagine', { prompt: '@luna' });

  expect(stage.discord.filesOf(answer.id).map(({ name }) => name)).toEqual(['SPOILER_retouch-1.png']);
  const shown = await ask(stage, 'character show', { name: 'Luna' });
  expect(shown.attachments.map(({ filename }) => filename)).toEqual(['SPOILER_character-1.png']);
  // On a sheet with others nothing can be covered alone, so that its place is empty.
  const list = await ask(stage, 'character list');
  const sheet = await fetch(list.attachments[0]?.url ?? '');
  const { data } = await sharp(await sheet.arrayBuffer())
    .extract({ left: 108, top: 92, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([...data]).toEqual([0x4e, 0x50, 0x58]);
});
