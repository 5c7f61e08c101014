import { expect, test } from 'vitest';
import type { Snowflake, WireComponent } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { createRest } from '../emulators/discord/testing/rest.ts';
import { ask, ending, inputs, isPrivate, patience, replyTo, sha256 } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const beach = { name: 'beach.png', bytes: png(64, 48) };
const dune = { name: 'dune.png', bytes: png(48, 64) };
const hat = { name: 'hat.png', bytes: png(40, 40) };
const parrot = { name: 'parrot.png', bytes: png(36, 36) };

const hashes = (...pictures: readonly { readonly bytes: Uint8Array }[]) => pictures.map(({ bytes }) => sha256(bytes));

/** Ada chooses Apps → Edit image on a message. */
const editImage = ({ discord, ada, channel }: Stage, message: Snowflake, where = channel) =>
  discord.runMessageCommand({ user: ada, channel: where, command: 'Edit image', message });

test('Edit image on anybody’s message asks for words, more pictures, a model and a size', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada, ben, channel, guild } = stage;
  const message = discord.sendMessage({ user: ben, channel, content: 'our beach', files: [beach] });

  const form = await editImage(stage, message).modal(patience);
  expect(form.title).toBe('Edit this picture');
  expect(form.components.map(summary)).toEqual([
    { label: 'What should change?', type: 4, id: 'prompt', required: true },
    { label: 'More pictures', type: 19, id: 'images', required: false },
    { label: 'Model', type: 3, id: 'model', required: false },
    { label: 'Size', type: 3, id: 'size', required: false },
  ]);
  const answer = await ending(
    discord.submitModal({
      user: ada,
      modal: form.id,
      values: {
        prompt: 'wearing a hat, with a parrot',
        images: [hat, parrot],
        model: ['gpt-image-2'],
        size: ['3:2 · 1K'],
      },
    }),
  );

  const [request] = upstream.paidRequests;
  expect(request?.path).toBe('/openai/images/edits');
  expect(request?.fields).toEqual([
    { name: 'model', value: 'gpt-image-2' },
    { name: 'prompt', value: 'wearing a hat, with a parrot' },
    { name: 'n', value: '1' },
    { name: 'size', value: '1536x1024' },
    { name: 'trace_id', value: upstream.tasks[0]?.traceId },
    { name: 'async', value: 'true' },
  ]);
  expect(request?.files.map((file) => file.sha256)).toEqual(hashes(beach, hat, parrot));
  expect(answer.content).toBe(
    `**Version 4:** “wearing a hat, with a parrot”\n-# From [the picture sent](https://discord.com/channels/${guild}/${channel}/${message}) and 2 more pictures · gpt-image-2 · 256×171 · $0.010`,
  );
  expect(isPrivate(answer)).toBe(false);
});

test('words alone are enough, and another model may be chosen', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada, ben, channel } = stage;
  const message = discord.sendMessage({ user: ben, channel, files: [beach] });

  const form = await editImage(stage, message).modal(patience);
  const values = { prompt: 'at night', model: ['nano-banana-pro'] };
  await ending(discord.submitModal({ user: ada, modal: form.id, values }));

  expect(upstream.tasks).toMatchObject([{ model: 'nano-banana-pro', prompt: 'at night', size: undefined }]);
  expect(inputs(stage)).toEqual([hashes(beach)]);
});

test('all pictures of a message are edited together, in their order', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben, channel } = stage;
  const notes = { name: 'notes.txt', bytes: Buffer.from('not a picture') };
  const message = discord.sendMessage({ user: ben, channel, files: [beach, notes, dune, hat] });

  const form = await editImage(stage, message).modal(patience);
  await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'a collage' } }));

  expect(inputs(stage)).toEqual([hashes(beach, dune, hat)]);
});

test('a result is edited from its original, though Discord shows a smaller copy', async () => {
  await using stage = await raiseStage({ discord: { defaultUploadLimit: 4_000 } });
  const { discord, upstream, ada } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a beach' });

  const form = await editImage(stage, made.id).modal(patience);
  await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'at night' } }));

  expect(discord.filesOf(made.id)[0]?.sha256).not.toBe(upstream.tasks[0]?.results[0]?.sha256);
  expect(inputs(stage)[1]).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
});

test('pictures shown in a gallery are found', async () => {
  await using stage = await raiseStage();
  const { discord, ada, channel } = stage;
  const items = [beach, dune].map(({ name }) => ({ media: { url: `attachment://${name}` } }));
  const { body } = await createRest(discord)(`POST /channels/${channel}/messages`, {
    body: {
      flags: 1 << 15,
      components: [
        { type: 10, content: 'Two views' },
        { type: 12, items },
      ],
    },
    files: [beach, dune],
  });
  expect(body.attachments).toEqual([]);

  const form = await editImage(stage, body.id).modal(patience);
  await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'as one' } }));
  const content = `<@${discord.botUser.id}> side by side`;
  await replyTo(stage, discord.sendMessage({ user: ada, channel, content, replyTo: body.id }));

  expect(inputs(stage)).toEqual([hashes(beach, dune), hashes(beach, dune)]);
});

test('a picture shown in an embed is found', async () => {
  await using stage = await raiseStage();
  const { discord, ada, channel } = stage;
  const { body } = await createRest(discord)(`POST /channels/${channel}/messages`, {
    body: { embeds: [{ title: 'A view', image: { url: 'attachment://beach.png' } }] },
    files: [beach],
  });
  expect(body.attachments).toEqual([]);

  const form = await editImage(stage, body.id).modal(patience);
  await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'at night' } }));

  expect(inputs(stage)).toEqual([hashes(beach)]);
});

test('pictures of a forwarded message are found', async () => {
  await using stage = await raiseStage({ discord: { messageContentIntent: true } });
  const { discord, ada, ben, guild, channel } = stage;
  const elsewhere = discord.createChannel({ guild, name: 'holiday' });
  const message = discord.sendMessage({ user: ben, channel: elsewhere, content: 'our beach', files: [beach, dune] });
  const forwarded = discord.forwardMessage({ user: ben, channel, message });

  const form = await editImage(stage, forwarded).modal(patience);
  await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'at night' } }));
  const content = `<@${discord.botUser.id}> as one`;
  await replyTo(stage, discord.sendMessage({ user: ada, channel, content, replyTo: forwarded }));

  expect(inputs(stage)).toEqual([hashes(beach, dune), hashes(beach, dune)]);
});

test('a picture in direct messages can be edited there', async () => {
  await using stage = await raiseStage();
  const { discord, ada } = stage;
  const direct = discord.openDm(ada);
  const message = discord.sendMessage({ user: ada, channel: direct, files: [beach] });

  const form = await editImage(stage, message, direct).modal(patience);
  const answer = await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'at night' } }));
  await ask(stage, 'edit', { prompt: 'in the rain' }, { channel: direct });

  expect(answer.content).toContain(`From [the picture sent](https://discord.com/channels/@me/${direct}/${message})`);
  expect(inputs(stage)).toEqual([hashes(beach), [stage.upstream.tasks[0]?.results[0]?.sha256]]);
});

test('a message without a picture says so privately, and no form opens', async () => {
  await using stage = await raiseStage();
  const { discord, ben, channel } = stage;
  const message = discord.sendMessage({ user: ben, channel, content: 'no picture here' });

  const answer = await ending(editImage(stage, message));

  expect(answer.content).toBe('That message has no picture that I can use. PNG, JPEG, WebP, GIF and AVIF will do.');
  expect(isPrivate(answer)).toBe(true);
});

test('a form that was open while the bot restarted is sent in all the same', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben, channel } = stage;
  const message = discord.sendMessage({ user: ben, channel, files: [beach] });
  const form = await editImage(stage, message).modal(patience);

  await stage.restart();
  await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'at night', images: [hat] } }));

  expect(inputs(stage)).toEqual([hashes(beach, hat)]);
});

test('a form that was open for longer than a picture’s address lives still finds the picture, where it can be read', async () => {
  // Without the content intent Discord hands a message over whole only when the form is opened.
  await using stage = await raiseStage({ discord: { messageContentIntent: true } });
  const { discord, ada, ben, channel } = stage;
  const message = discord.sendMessage({ user: ben, channel, files: [beach] });
  const form = await editImage(stage, message).modal(patience);

  discord.expireAttachmentUrls();
  await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'at night' } }));

  expect(inputs(stage)).toEqual([hashes(beach)]);
});

const summary = ({ label, component }: WireComponent) => ({
  label,
  type: component?.type,
  id: component?.custom_id,
  required: component?.required,
});
