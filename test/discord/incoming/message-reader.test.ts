import { ComponentType, MessageReferenceType, MessageType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { concernsUs, readMessage as readAlone } from '../../../src/discord/incoming/message-reader.ts';
import { encodeCustomId } from '../../../src/discord/kit/custom-id.ts';
import { userId, versionId } from '../../../src/domain/ids.ts';
import { ada, attachment, ben, bot, channel, created, guild, message, user } from '../payloads.ts';

const self = userId(bot);
const withIntent = { self, readsContent: true };
const without = { self, readsContent: false };
const mentioned = [{ ...user(bot), member: { joined_at: '' } }] as never;

const target = '1000000000000000090';
const reference = { type: MessageReferenceType.Default, message_id: target, channel_id: channel, guild_id: guild };
const cat = attachment('501', 'cat.png', { content_type: 'image/png' });
const ours = message({
  id: target,
  author: user(bot, { bot: true }),
  attachments: [cat],
  components: [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.Button,
          style: 2,
          label: 'Edit',
          custom_id: encodeCustomId({ kind: 'edit', version: versionId('1-0-0') }),
        },
      ],
    },
  ],
});
const theirs = message({ id: target, author: user(ben), attachments: [cat] });

const reply = (more: Parameters<typeof created>[0]) =>
  created({ type: MessageType.Reply, message_reference: reference, ...more });

/** As it is read once it concerns the bot, which nothing that means something may fail to do. */
const readMessage: typeof readAlone = (sent, reader) => {
  const reading = readAlone(sent, reader);
  if (reading.kind !== 'nothing') expect(concernsUs(sent, reader)).toBe(true);
  return reading;
};

describe('a reply to a picture that mentions the bot', () => {
  test('is an edit of it: typed mention, taken out of the words', () => {
    const sent = reply({ content: `<@${bot}>  make it   blue`, mentions: mentioned, referenced_message: theirs });
    expect(readMessage(sent, without)).toEqual({
      kind: 'edit',
      prompt: 'make it blue',
      attached: [],
      leftOut: [],
      target: { channel, id: target, message: theirs },
    });
  });

  test('is an edit with the ping on, without a mention in the words', () => {
    const sent = reply({ content: 'make it blue', mentions: mentioned, referenced_message: ours });
    expect(readMessage(sent, without)).toMatchObject({ kind: 'edit', prompt: 'make it blue' });
  });

  test('brings its own pictures', () => {
    const own = attachment('777', 'own.png', { content_type: 'image/png' });
    const sent = reply({
      content: `use this <@!${bot}>`,
      mentions: mentioned,
      referenced_message: ours,
      attachments: [own],
    });
    expect(readMessage(sent, without)).toMatchObject({
      kind: 'edit',
      prompt: 'use this',
      attached: [{ id: '777', owner: ada }],
    });
  });

  test('keeps line breaks, and mentions of others', () => {
    const sent = reply({ content: `<@${bot}>\nfor <@${ben}>\nin red`, mentions: mentioned, referenced_message: ours });
    expect(readMessage(sent, without)).toMatchObject({ prompt: `for <@${ben}>\nin red` });
  });

  test('is an edit in direct messages whether or not Discord counts the ping: nobody else is meant', () => {
    const { guild_id: _, ...direct } = reply({ content: 'make it blue', referenced_message: ours });
    expect(readMessage(direct, without)).toMatchObject({ kind: 'edit', prompt: 'make it blue' });
    expect(readMessage({ ...direct, referenced_message: theirs }, without)).toMatchObject({
      kind: 'edit',
      target: { message: theirs },
    });
  });

  test('is an edit too where Discord did not send the picture along', () => {
    const { referenced_message: _, ...sent } = reply({ content: `<@${bot}> blue`, mentions: mentioned });
    expect(readMessage(sent, without)).toMatchObject({ kind: 'edit', target: { id: target, message: undefined } });
  });

  test('says nothing to do: one sentence how', () => {
    const sent = reply({ content: `<@${bot}> `, mentions: mentioned, referenced_message: ours });
    expect(readMessage(sent, without)).toEqual({ kind: 'how' });
  });
});

describe('a reply to one of the bot’s pictures whose words are withheld', () => {
  test('gets the hint, ping off', () => {
    expect(readMessage(reply({ referenced_message: ours }), without)).toEqual({ kind: 'hint', picture: target });
  });

  test('gets the hint also where the ping counts as a mention and the words are missing all the same', () => {
    const sent = reply({ referenced_message: ours, mentions: mentioned });
    expect(readMessage(sent, without)).toEqual({ kind: 'hint', picture: target });
  });

  test('is left alone if it is a reply to somebody else', () => {
    expect(readMessage(reply({ referenced_message: theirs }), without)).toEqual({ kind: 'nothing' });
  });

  test('is left alone if what it replies to shows no picture', () => {
    const words = message({ id: target, author: user(bot, { bot: true }), content: 'Pong' });
    expect(readMessage(reply({ referenced_message: words }), without)).toEqual({ kind: 'nothing' });
  });

  test('is left alone if it is a sticker: nothing is withheld', () => {
    const sent = reply({ referenced_message: ours, sticker_items: [{ id: '1', name: 'wave', format_type: 1 }] });
    expect(readMessage(sent, without)).toEqual({ kind: 'nothing' });
  });

  test('cannot be, where the bot may read: in direct messages, or with the intent', () => {
    const { guild_id: _, ...direct } = reply({ referenced_message: ours });
    expect(readMessage(direct, without)).toEqual({ kind: 'nothing' });
    expect(readMessage(reply({ referenced_message: ours }), withIntent)).toEqual({ kind: 'nothing' });
  });
});

describe('is left alone:', () => {
  test('a reply that can be read and does not mention the bot', () => {
    const sent = reply({ content: 'how pretty', referenced_message: ours });
    expect(readMessage(sent, withIntent)).toEqual({ kind: 'nothing' });
  });

  test('a reply with a picture and without a mention', () => {
    expect(readMessage(reply({ referenced_message: ours, attachments: [cat] }), withIntent)).toEqual({
      kind: 'nothing',
    });
  });

  test('what the bot, another bot, a webhook or Discord itself says', () => {
    const words = { content: `<@${bot}> blue`, mentions: mentioned, referenced_message: ours };
    expect(readMessage(reply({ ...words, author: user(bot, { bot: true }) }), withIntent)).toEqual({ kind: 'nothing' });
    expect(readMessage(reply({ ...words, webhook_id: '5' }), withIntent)).toEqual({ kind: 'nothing' });
    expect(readMessage(reply({ ...words, type: MessageType.ThreadCreated }), withIntent)).toEqual({ kind: 'nothing' });
  });

  test('any other message', () => {
    expect(readMessage(created({ content: 'hello' }), withIntent)).toEqual({ kind: 'nothing' });
    expect(readMessage(created({ content: '' }), without)).toEqual({ kind: 'nothing' });
  });

  test('what names nobody of ours, before anything is made of what it says', () => {
    const foreign = [created({ content: 'hello' }), reply({ content: 'blue', referenced_message: theirs })];
    const withheld = [created({ content: '' }), reply({ referenced_message: theirs })];
    expect(foreign.map((sent) => concernsUs(sent, withIntent))).toEqual([false, false]);
    expect(withheld.map((sent) => concernsUs(sent, without))).toEqual([false, false]);
    expect(concernsUs(created({ mentions: mentioned, author: user(ben, { bot: true }) }), withIntent)).toBe(false);
  });
});

describe('a mention that is no reply', () => {
  test('with a picture is an edit of that', () => {
    const sent = created({ content: `<@${bot}> blue`, mentions: mentioned, attachments: [cat] });
    expect(readMessage(sent, without)).toMatchObject({
      kind: 'edit',
      prompt: 'blue',
      attached: [{ id: '501' }],
      target: null,
    });
  });

  test('without a picture never pays for anything: its words are kept for a button', () => {
    const sent = created({ content: `thank you <@${bot}>`, mentions: mentioned });
    expect(readMessage(sent, without)).toEqual({ kind: 'words', prompt: 'thank you' });
  });

  test('that is a forward is no reply to what it forwards', () => {
    const sent = created({
      content: `<@${bot}>`,
      mentions: mentioned,
      message_reference: { ...reference, type: MessageReferenceType.Forward },
    });
    expect(readMessage(sent, without)).toEqual({ kind: 'how' });
  });
});
