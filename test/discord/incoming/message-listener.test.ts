import { type APIMessage, MessageType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { Ask, Services } from '../../../src/application/services.ts';
import { createMessageListener } from '../../../src/discord/incoming/message-listener.ts';
import { applicationId, messageId, userId, versionId } from '../../../src/domain/ids.ts';
import { ada, attachment, ben, bot, channel, created, guild, message, user } from '../payloads.ts';
import { scriptedServices } from '../scripted-services.ts';

const target = '1000000000000000090';
const cat = attachment('501', 'cat.png', { content_type: 'image/png' });
const surroundings = () => ({ application: applicationId(bot), parent: null, premiumTier: 2 as const, locale: 'fr' });

const reply = (more: Parameters<typeof created>[0]) =>
  created({
    content: `<@${bot}> blue`,
    mentions: [{ ...user(bot), member: {} }] as never,
    type: MessageType.Reply,
    message_reference: { type: 0, message_id: target, channel_id: channel, guild_id: guild },
    ...more,
  });

/** A listener in a world where messages that are fetched are these. */
function listening({
  fetched = null,
  readsContent = false,
  services,
}: {
  fetched?: APIMessage | null;
  readsContent?: boolean;
  services: Services;
}) {
  const said: string[] = [];
  const problems: object[] = [];
  const note = (fields: object) => problems.push(fields);
  const listen = createMessageListener({
    services,
    findMessage: async () => {
      said.push('fetched');
      return fetched;
    },
    mayUse: async () => true,
    notices: {
      how: async () => void said.push('how'),
      confirm: async () => void said.push('confirm'),
      offer: async (_, { id, price, edits }) => void said.push(`offer ${id} ${price} ${edits}`),
      withheld: async () => void said.push('withheld'),
      hint: async (_, picture) => {
        said.push(`hint ${picture}`);
        return messageId('900');
      },
    },
    log: { debug: note, info: note, warn: note, error: note },
  });
  const read = (sent: Parameters<typeof listen>[0]) => listen(sent, { self: userId(bot), readsContent }, surroundings);
  return { read, said, problems };
}

/** Services that note what they are asked for, and find the sources of a message as the application would without versions. */
function noting() {
  const asks: Ask[] = [];
  const services = scriptedServices({
    ask: async (ask) => {
      asks.push(ask);
      return { kind: 'refused', failure: { code: 'no_source' } };
    },
    words: { offer: async (id) => ({ id, price: { microUsd: 40_000, isBound: false }, edits: 'nothing' }) },
    sourcesOf: async ({ pictures }) => pictures.map((picture) => ({ kind: 'picture', picture })),
  });
  return { asks, services };
}

describe('a reply that mentions the bot', () => {
  test('asks for an edit of the picture replied to, to be answered there', async () => {
    const { asks, services } = noting();
    const { read, said } = listening({ services });
    await read(reply({ referenced_message: message({ id: target, author: user(ben), attachments: [cat] }) }));
    expect(said).toEqual([]);
    expect(asks).toEqual([
      {
        id: '1000000000000000100',
        recipe: { prompt: 'blue' },
        sources: {
          kind: 'given',
          sources: [{ kind: 'picture', picture: expect.objectContaining({ id: '501', owner: ben }) }],
        },
        address: {
          kind: 'message',
          application: bot,
          token: null,
          tokenExpiresAt: null,
          message: null,
          replyTo: '1000000000000000100',
          channel,
          parent: null,
          guild,
          asker: ada,
          audience: 'everyone',
          locale: 'fr',
          placeLocale: 'fr',
          sizeLimit: 50 * 1024 * 1024,
          roles: [],
        },
        leftOut: [],
      },
    ]);
  });

  test('fetches the picture where Discord did not send it along', async () => {
    const { asks, services } = noting();
    const fetched = message({ id: target, author: user(ben), attachments: [cat] });
    const { read, said } = listening({ services, fetched });
    await read(reply({}));
    expect(said).toEqual(['fetched']);
    expect(asks[0]?.sources).toMatchObject({ kind: 'given', sources: [{ picture: { id: '501' } }] });
  });

  test('puts its own pictures after those of the message', async () => {
    const { asks, services } = noting();
    const { read } = listening({ services });
    const own = attachment('777', 'own.png', { content_type: 'image/png' });
    const referenced_message = message({ id: target, author: user(ben), attachments: [cat] });
    await read(reply({ attachments: [own], referenced_message }));
    expect(asks[0]?.sources).toMatchObject({ sources: [{ picture: { id: '501' } }, { picture: { id: '777' } }] });
  });

  test('goes on from our version where the picture is ours', async () => {
    const asks: Ask[] = [];
    const services = scriptedServices({
      ask: async (ask) => {
        asks.push(ask);
        return { kind: 'known' };
      },
      sourcesOf: async ({ id, versions }, asker) => {
        expect([id, versions, asker]).toEqual([target, ['1-0-0'], ada]);
        return [{ kind: 'version', version: versionId('1-0-0') }];
      },
    });
    const { read } = listening({ services });
    const button = { type: 2 as const, style: 2 as const, label: 'Edit', custom_id: 'v1:edit:1-0-0' };
    const components = [{ type: 1 as const, components: [button] }];
    await read(reply({ referenced_message: message({ id: target, author: user(bot, { bot: true }), components }) }));
    expect(asks[0]?.sources).toEqual({ kind: 'given', sources: [{ kind: 'version', version: '1-0-0' }] });
  });

  test('takes the thread’s current version where the message shows no picture', async () => {
    const { asks, services } = noting();
    const { read } = listening({ services });
    await read(reply({ referenced_message: message({ id: target, author: user(ben), content: 'hello' }) }));
    expect(asks[0]?.sources).toEqual({ kind: 'current', ifNone: 'tell' });
  });

  test('takes the thread’s current version where the message is gone', async () => {
    const { asks, services } = noting();
    const { read } = listening({ services });
    await read(reply({ referenced_message: null }));
    expect(asks[0]?.sources).toEqual({ kind: 'current', ifNone: 'tell' });
  });

  test('never takes the current version where the pictures may be there and are withheld', async () => {
    const { asks, services } = noting();
    const blank = message({ id: target, author: user(ben) });
    const { read, said } = listening({ services, fetched: blank });
    await read(reply({ referenced_message: blank }));
    expect(said).toEqual(['fetched', 'withheld']);
    expect(asks).toEqual([]);
  });

  test('never takes the current version where the message was not sent along and cannot be had', async () => {
    const { asks, services } = noting();
    const { read, said } = listening({ services, readsContent: true });
    await read(reply({}));
    expect(said).toEqual(['fetched', 'withheld']);
    expect(asks).toEqual([]);
  });

  test('with nothing to say gets one sentence how', async () => {
    const { read, said } = listening({ services: scriptedServices({}) });
    await read(reply({ content: `<@${bot}>` }));
    expect(said).toEqual(['how']);
  });
});

describe('a reply to our picture whose words are withheld', () => {
  const ours = message({ id: target, author: user(bot, { bot: true }), attachments: [cat] });
  const withheld = reply({ content: '', mentions: [], referenced_message: ours });

  test('gets the hint where none stands yet, and the hint is taken away later', async () => {
    const shown: string[][] = [];
    const services = scriptedServices({
      hints: { claim: async () => true, shown: async (...where) => void shown.push(where) },
    });
    const { read, said } = listening({ services });
    await read(withheld);
    expect(said).toEqual([`hint ${target}`]);
    expect(shown).toEqual([[channel, '900']]);
  });

  test('gets none within the hour', async () => {
    const { read, said } = listening({ services: scriptedServices({ hints: { claim: async () => false } }) });
    await read(withheld);
    expect(said).toEqual([]);
  });
});

test('a bug while reading is logged with the message’s id, and nothing is said', async () => {
  const { read, said, problems } = listening({ services: scriptedServices({}) });
  await read(reply({ referenced_message: message({ id: target, author: user(ben), attachments: [cat] }) }));
  expect(said).toEqual([]);
  expect(problems).toEqual([expect.objectContaining({ message: '1000000000000000100', error: expect.any(Error) })]);
});
