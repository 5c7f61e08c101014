import { expect, test } from 'vitest';
import type { NewMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, ending, inputs, mention, patience, replyTo, sha256 } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const beach = { name: 'beach.png', bytes: png(64, 48) };
const hat = { name: 'hat.png', bytes: png(40, 40) };
const junk = new TextEncoder().encode('this is no picture at all, whatever anybody says of it; it goes on for a while');
/** As iPhones write it: an ISO media file of the brand `heic`. */
const heicBytes = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypheic\0\0\0\0mif1heic'),
  Buffer.alloc(80),
]);
const heic = { name: 'IMG_1.HEIC', bytes: heicBytes };

const tenor = 'https://tenor.com/view/cat-1';
/** As it is shown: what would act is taken apart. */
const shownTenor = tenor.replaceAll('/', '/\u2060');
const unreadable: readonly [string, Omit<NewMessage, 'user' | 'channel'>, string][] = [
  ['HEIC', { files: [heic] }, '`IMG_1.HEIC`'],
  ['BMP', { files: [{ name: 'old.bmp', bytes: junk }] }, '`old.bmp`'],
  ['a video', { files: [{ name: 'film.mp4', bytes: junk }] }, '`film.mp4`'],
  ['a PDF', { files: [{ name: 'poster.pdf', bytes: junk }] }, '`poster.pdf`'],
  ['a voice message', { files: [{ name: 'voice-message.ogg', bytes: junk }] }, '`voice-message.ogg`'],
  ['a sticker', { stickers: ['Wumpus waves'] }, 'Wumpus waves'],
  ['a Tenor link', { content: tenor }, shownTenor],
  [
    'a Tenor link that Discord plays',
    { content: tenor, unfurled: [{ type: 'gifv', url: tenor, video: { url: 'https://media.tenor.com/cat.mp4' } }] },
    shownTenor,
  ],
];

/** A version that is current, and somebody's message. */
async function raise(shown: Omit<NewMessage, 'user' | 'channel'>) {
  const stage = await raiseStage({ discord: { messageContentIntent: true } });
  await ask(stage, 'imagine', { prompt: 'a beach' });
  const shownId = stage.discord.sendMessage({ user: stage.ben, channel: stage.channel, ...shown });
  return Object.assign(stage, { shownId });
}

const asksAbout = ({ discord, ada, channel, shownId }: Stage & { readonly shownId: string }) =>
  discord.sendMessage({ user: ada, channel, content: `${mention(discord)} make it blue`, replyTo: shownId });

test.for(unreadable)('a reply to %s names it and makes nothing, whatever is current', async ([, shown, name]) => {
  await using stage = await raise(shown);

  const answer = await replyTo(stage, asksAbout(stage));

  expect(answer.content).toContain(`${name}, and that is no picture I can read.`);
  expect(answer.content).toContain('Nothing was charged.');
  expect(answer.content.includes('Most Compatible')).toBe(name.endsWith('HEIC`'));
  expect(stage.upstream.paidRequests).toHaveLength(1);
});

test.for(unreadable)('**Edit image** on %s names it and makes nothing', async ([, shown, name]) => {
  await using stage = await raise(shown);
  const { discord, ada, channel, shownId, upstream } = stage;

  const answer = await ending(
    discord.runMessageCommand({ user: ada, channel, command: 'Edit image', message: shownId }),
  );

  expect(answer.content).toContain(`${name}, and that is no picture I can read.`);
  expect(answer.content).toContain('Nothing was charged.');
  expect(upstream.paidRequests).toHaveLength(1);
});

test('a mention with a file that is no picture names it and makes nothing', async () => {
  await using stage = await raise({ content: 'hello' });
  const { discord, ada, channel, upstream } = stage;

  const asked = discord.sendMessage({ user: ada, channel, content: `${mention(discord)} as a sketch`, files: [heic] });

  expect((await replyTo(stage, asked)).content).toContain('IMG_1.HEIC');
  expect(upstream.paidRequests).toHaveLength(1);
});

test('what is HEIC by its bytes alone is named, with what to do about it', async () => {
  await using stage = await raise({ files: [{ ...heic, name: 'photo.jpg', contentType: 'image/jpeg' }] });

  const answer = await replyTo(stage, asksAbout(stage));

  expect(answer.content).toContain('photo.jpg');
  expect(answer.content).toContain('Most Compatible');
  expect(stage.upstream.paidRequests).toHaveLength(1);
});

test('of a message with pictures and other files the pictures are used, and the answer names the rest', async () => {
  await using stage = await raise({ files: [heic, beach, { name: 'notes.pdf', bytes: junk }] });

  const answer = await replyTo(stage, asksAbout(stage));

  expect(inputs(stage)[1]).toEqual([sha256(beach.bytes)]);
  expect(answer.content).toContain('`IMG_1.HEIC` and `notes.pdf` are no pictures I can read, so they were left out.');
});

test('what only its bytes tell to be no picture is left out beside one that is', async () => {
  await using stage = await raise({ files: [{ name: 'broken.png', bytes: junk, contentType: 'image/png' }, beach] });

  const answer = await replyTo(stage, asksAbout(stage));

  expect(inputs(stage)[1]).toEqual([sha256(beach.bytes)]);
  expect(answer.content).toContain('`broken.png` is no picture I can read, so it was left out.');
});

test('a form for a message with pictures and other files says the same', async () => {
  await using stage = await raise({ files: [beach, heic] });
  const { discord, ada, channel, shownId } = stage;

  const command = { user: ada, channel, command: 'Edit image', message: shownId };
  const form = await discord.runMessageCommand(command).modal(patience);
  const answer = await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'at night' } }));

  expect(inputs(stage)[1]).toEqual([sha256(beach.bytes)]);
  expect(answer.content).toContain('`IMG_1.HEIC` is no picture I can read, so it was left out.');
});

test.for(['application/octet-stream', 'image/jpg', 'image/x-png', 'text/plain'])(
  'a picture that is labelled %s is read by its bytes',
  async (contentType) => {
    await using stage = await raise({ files: [{ ...beach, contentType }] });

    await replyTo(stage, asksAbout(stage));

    expect(inputs(stage)[1]).toEqual([sha256(beach.bytes)]);
  },
);

test('a file that cannot be read makes nothing of another message’s picture', async () => {
  await using stage = await raise({ files: [heic] });
  const { discord, ada, channel, shownId, upstream } = stage;

  const content = `${mention(discord)} with this hat`;
  const asked = discord.sendMessage({ user: ada, channel, content, replyTo: shownId, files: [hat] });

  expect((await replyTo(stage, asked)).content).toContain('IMG_1.HEIC');
  expect(upstream.paidRequests).toHaveLength(1);
});

test('a prompt that shows nothing is refused like an empty one', async () => {
  await using stage = await raiseStage();

  for (const prompt of ['\u200b\u200d', '\u3164', '\u2800\u00ad']) {
    const answer = await ask(stage, 'imagine', { prompt });
    expect(answer.content).toBe('Your request needs a prompt that the model can take. Nothing was charged.');
  }
  expect(stage.upstream.paidRequests).toEqual([]);
});
