import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { png } from '../../../scripts/emulators/png.ts';
import { setStage } from './testing/stage.ts';

const file = (name: string, size = 2) => ({ name, bytes: png(size, size) });
const names = (message: { attachments: { filename: string }[] }) => message.attachments.map(({ filename }) => filename);

test('an edit with files and a list replaces, keeps what is listed, and appends where there is no list', async () => {
  await using stage = await setStage();
  const run = stage.edit();
  await stage.answer(run, { type: 5 });
  const patch = async (body: object, files: ReturnType<typeof file>[] = []) =>
    (await stage.rest(`PATCH ${stage.hook(run)}`, { body: body as never, files, token: null })).body;

  const first = await patch({}, [file('one.png')]);
  expect(names(first)).toEqual(['one.png']);
  const appended = await patch({}, [file('two.png')]);
  expect(names(appended)).toEqual(['one.png', 'two.png']);
  const kept = { id: appended.attachments[1].id, description: 'Two' };
  const mixed = await patch({ attachments: [kept, { id: 0, description: 'Three' }] }, [file('three.png')]);
  expect(names(mixed)).toEqual(['two.png', 'three.png']);
  expect(mixed.attachments.map(({ description }: { description: string }) => description)).toEqual(['Two', 'Three']);
  const replaced = await patch({ attachments: [{ id: '0' }] }, [file('four.png')]);
  expect(names(replaced)).toEqual(['four.png']);
  expect(names(await patch({ content: 'Same picture' }))).toEqual(['four.png']);
  expect(await patch({ attachments: [{ id: 7 }] })).toMatchObject({ code: 50035 });
  expect(names(await patch({ attachments: [] }))).toEqual([]);
});

test('what is kept may be covered and uncovered without its bytes, and keeps its name', async () => {
  await using stage = await setStage();
  const run = stage.edit();
  await stage.answer(run, { type: 5 });
  const patch = async (body: object, files: ReturnType<typeof file>[] = []) =>
    (await stage.rest(`PATCH ${stage.hook(run)}`, { body: body as never, files, token: null })).body;
  const flags = (message: { attachments: { flags?: number }[] }) => message.attachments.map((each) => each.flags ?? 0);

  const posted = await patch({}, [file('one.png'), file('two.png')]);
  const [one, two] = posted.attachments;
  const covered = await patch({ attachments: [{ id: one.id, is_spoiler: true }, { id: two.id }] });
  expect([names(covered), flags(covered)]).toEqual([
    ['one.png', 'two.png'],
    [8, 0],
  ]);
  expect(flags(await patch({ attachments: [{ id: one.id }, { id: two.id }] }))).toEqual([8, 0]);
  expect(flags(await patch({ attachments: [{ id: one.id, is_spoiler: false }, { id: two.id }] }))).toEqual([0, 0]);
});

test('files above the limit are refused with 413 and 40005, per file, by the server’s boosts', async () => {
  await using stage = await setStage({ defaultUploadLimit: 1000 });
  const { discord, rest, guild, channel } = stage;
  const post = (sizes: number[]) =>
    rest(`POST /channels/${channel}/messages`, {
      files: sizes.map((size, index) => ({ name: `${index}.bin`, bytes: Buffer.alloc(size) })),
    });
  expect((await post([1000, 1000])).status).toBe(200);
  const refused = await post([1001]);
  expect([refused.status, refused.body]).toEqual([413, { message: 'Request entity too large', code: 40005 }]);
  discord.setPremiumTier(guild, 2);
  expect((await post([1001])).status).toBe(200);
  // 25 MiB over a whole channel message, whatever the boosts.
  expect((await post([13 * 2 ** 20, 13 * 2 ** 20])).status).toBe(413);
  expect((await post(Array.from({ length: 11 }, () => 1))).body.code).toBe(30015);
});

test('an interaction says how large its files may be: the larger of the server’s and the person’s', async () => {
  await using stage = await setStage({ defaultUploadLimit: 100 });
  const { discord, guild, channel } = stage;
  const ada = discord.createUser({ username: 'ada', uploadLimit: 300 });
  discord.addMember({ guild, user: ada });
  const run = discord.runCommand({ user: ada, channel, command: 'edit', options: { prompt: 'x' } });
  await stage.answer(run, { type: 5 });
  const patch = (size: number) =>
    stage.rest(`PATCH ${stage.hook(run)}`, { files: [{ name: 'a.bin', bytes: Buffer.alloc(size) }], token: null });
  expect((await patch(300)).status).toBe(200);
  expect((await patch(301)).status).toBe(413);
});

test('addresses are signed, expire, and die with their message; fetching it again brings fresh ones', async () => {
  await using stage = await setStage();
  const { discord, rest, channel, mia } = stage;
  const picture = file('my cat.png', 3);
  const id = discord.sendMessage({ user: mia, channel, files: [picture] });
  const address = () => discord.message(id)?.attachments[0]?.url ?? '';
  const url = address();
  expect(url).toMatch(/\/attachments\/\d+\/\d+\/my_cat\.png\?ex=[0-9a-f]{8}&is=[0-9a-f]{8}&hm=[0-9a-f]{64}&$/);
  const fetched = await fetch(url);
  expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(Buffer.from(await fetched.arrayBuffer()).equals(picture.bytes)).toBe(true);
  expect((await fetch(url.replace('hm=', 'hm=0'))).status).toBe(404);
  expect((await fetch(url.split('?')[0] ?? '')).status).toBe(404);

  discord.advanceTime(24 * 60 * 60_000 + 1000);
  expect((await fetch(url)).status).toBe(404);
  expect((await fetch(address())).status).toBe(200);
  const before = address();
  discord.expireAttachmentUrls();
  expect((await fetch(before)).status).toBe(404);
  expect((await fetch(address())).status).toBe(200);

  const last = address();
  await rest(`GET /channels/${channel}/messages/${id}`);
  discord.deleteMessage(mia, id);
  expect((await fetch(last)).status).toBe(404);
});

test('a slash option’s file is an ephemeral attachment whose size is read from its bytes', async () => {
  await using stage = await setStage();
  const { discord, mia, channel } = stage;
  const bytes = png(5, 4);
  const run = discord.runCommand({
    user: mia,
    channel,
    command: 'edit',
    options: { prompt: 'x', image: { name: 'photo.jpg', bytes } },
  });
  expect(run.view().state).toBe('waiting');
  expect(() =>
    discord.runCommand({
      user: mia,
      channel,
      command: 'edit',
      options: { prompt: 'x', image: { name: 'a.txt', bytes } },
    }),
  ).toThrow('not taken here');
});

test('what an embed or a component shows is not among the attachments', async () => {
  await using stage = await setStage();
  const { discord, rest, channel } = stage;
  const post = async (body: object, files = [file('a.png'), file('b.png')]) =>
    (await rest(`POST /channels/${channel}/messages`, { body: body as never, files })).body;
  const embedded = await post({ embeds: [{ title: 'A', image: { url: 'attachment://a.png' } }] });
  expect(names(embedded)).toEqual(['b.png']);
  expect(embedded.embeds[0].image).toMatchObject({ width: 2, height: 2, content_type: 'image/png' });
  expect((await fetch(embedded.embeds[0].image.url)).status).toBe(200);

  const gallery = { type: 12, items: [{ media: { url: 'attachment://a.png' }, description: 'A' }] };
  const shown = await post({ flags: 32768, components: [{ type: 17, components: [gallery] }] });
  expect(names(shown)).toEqual(['b.png']);
  const { media } = shown.components[0].components[0].items[0];
  expect([media.attachment_id, media.width]).toEqual([discord.filesOf(shown.id)[0]?.id, 2]);
  expect(discord.filesOf(shown.id).map(({ name }) => name)).toEqual(['a.png', 'b.png']);

  const missing = await post({ flags: 32768, components: [{ type: 13, file: { url: 'attachment://c.png' } }] });
  expect(missing.errors.components['0'].file.url._errors[0].code).toBe(
    'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
  );
  const dropped = await post({ content: 'x', embeds: [{ title: 'A', image: { url: 'attachment://c.png' } }] });
  expect(dropped.embeds).toEqual([{ type: 'rich', title: 'A' }]);
});

test('a shown picture stays shown when its signed address is sent back in an edit', async () => {
  await using stage = await setStage();
  const { rest, channel } = stage;
  const body = { embeds: [{ title: 'A', image: { url: 'attachment://a.png' } }] };
  const posted = (await rest(`POST /channels/${channel}/messages`, { body, files: [file('a.png')] })).body;
  const edited = (await rest(`PATCH /channels/${channel}/messages/${posted.id}`, { body: { embeds: posted.embeds } }))
    .body;
  expect([names(edited), edited.embeds[0].image.width]).toEqual([[], 2]);
});

test('every request is recorded with its files’ hashes', async () => {
  await using stage = await setStage();
  const { discord, rest, channel } = stage;
  const picture = file('a.png');
  await rest(`POST /channels/${channel}/messages`, { body: { content: 'x' }, files: [picture] });
  expect(discord.requestsTo('POST /channels/:channel/messages')).toMatchObject([
    {
      method: 'POST',
      params: { channel },
      authorization: 'bot',
      body: { content: 'x' },
      files: [
        { name: 'a.png', size: picture.bytes.length, sha256: createHash('sha256').update(picture.bytes).digest('hex') },
      ],
      status: 200,
      code: null,
      faulted: false,
      unimplemented: false,
    },
  ]);
});
