import { describe, expect, test } from 'vitest';
import { isCreatedFor, readMessage } from '../../../src/discord/outgoing/messenger/seen-message.ts';
import { applicationId, channelId, jobId, messageId, userId } from '../../../src/domain/ids.ts';
import type { AddressedJob } from '../../../src/ports/messenger.ts';

const job: AddressedJob = {
  id: jobId('1300000000000000001'),
  address: {
    kind: 'interaction',
    application: applicationId('1300000000000000002'),
    token: null,
    tokenExpiresAt: null,
    message: messageId('1300000000000000003'),
    replyTo: messageId('1300000000000000004'),
    channel: channelId('1300000000000000005'),
    parent: null,
    guild: null,
    asker: userId('1300000000000000006'),
    audience: 'everyone',
    locale: 'en-GB',
    placeLocale: null,
    sizeLimit: 1,
    roles: [],
  },
};

const button = (custom_id: string) => [{ type: 1, components: [{ type: 2, style: 2, label: 'x', custom_id }] }];
const isOurs = (fields: object) => {
  const message = readMessage({ id: '1300000000000000009', ...fields });
  return message !== null && isCreatedFor(message, job);
};

describe('a message among recent ones is the one created for a job', () => {
  test.each([
    ['by its nonce', { nonce: '1300000000000000001' }],
    ['by the nonce of a second one', { nonce: '1300000000000000001.2' }],
    ['by the version in its buttons', { components: button('v1:edit:1300000000000000001-0-0') }],
    ['by the job in its button', { components: button('v1:show:1300000000000000001') }],
    ['as a reply to the question', { message_reference: { message_id: '1300000000000000004' } }],
    ['as a reply to the message that promised it', { message_reference: { message_id: '1300000000000000003' } }],
  ])('%s', (_, fields) => {
    expect(isOurs(fields)).toBe(true);
  });

  test.each([
    ['with another nonce', { nonce: '1300000000000000007' }],
    ['with a number for a nonce', { nonce: 42 }],
    ['about another job', { components: button('v1:edit:13000000000000000011-0-0') }],
    ['that replies to something else', { message_reference: { message_id: '1300000000000000008' } }],
    [
      'that is the response to an interaction',
      { nonce: '1300000000000000001', interaction_metadata: { id: '1300000000000000001' } },
    ],
    ['with nothing in it', {}],
  ])('but not one %s', (_, fields) => {
    expect(isOurs(fields)).toBe(false);
  });

  test('and nothing but a message is read as one', () => {
    for (const nothing of [null, undefined, 'text', [], {}, { id: 7 }]) expect(readMessage(nothing)).toBeNull();
  });
});
