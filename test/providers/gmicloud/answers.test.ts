import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { FailureCode } from '../../../src/domain/failure.ts';
import { bareFailure } from '../../sample-failures.ts';
import { json } from '../local-server.ts';
import { largePng, png } from '../pictures.ts';
import { generation, id, openAdapter } from './setup.ts';

const address = 'https://pictures.test/a.png';
const made = { kind: 'made', pictures: [{ kind: 'address', url: address }] };
const failed = (failure: object) => ({ kind: 'failed', failure });

async function submitted(answer: object) {
  const { provider, context } = await openAdapter(answer);
  return provider.submit(generation, context);
}
async function checked(answer: object) {
  const { provider, context } = await openAdapter(answer);
  return provider.check('{"request":"r-1"}', id, context);
}
async function refusedWith(status: number, body: unknown, headers = {}) {
  const { provider, context, server } = await openAdapter((_, response) => json(response, status, body, headers));
  const outcome = await provider.submit(generation, context);
  expect(server.received).toHaveLength(1);
  return outcome;
}

describe('how far a request of GMI Cloud is', () => {
  test.each(['created', 'queued', 'dispatched', 'processing', 'a word that nobody has seen'])(
    '%s: it is at work',
    async (status) => {
      expect(await submitted({ request_id: 'r-1', status })).toEqual({ kind: 'accepted', handle: '{"request":"r-1"}' });
      expect(await checked({ request_id: 'r-1', status })).toEqual({ kind: 'running' });
    },
  );

  test.each(['success', 'finished', 'completed', 'SUCCESS'])(
    '%s: it is made, in the first answer too',
    async (status) => {
      const answer = { request_id: 'r-1', status, outcome: { media_urls: [{ id: '0', url: address }] } };
      expect(await submitted(answer)).toEqual(made);
      expect(await checked(answer)).toEqual(made);
    },
  );

  test.each(['failed', 'error', 'cancelled', 'canceled'])('%s: it is over', async (status) => {
    const over = failed({ code: 'task_failed', seen: { vendorCode: status, vendorTrace: 'r-1' } });
    expect(await checked({ request_id: 'r-1', status })).toEqual(over);
    expect(await submitted({ request_id: 'r-1', status })).toEqual(over);
  });

  test.each([
    ['error', { error: 'blocked by the safety system' }],
    ['error with a message', { error: { message: 'blocked by the safety system' } }],
    ['reason', { reason: 'blocked by the safety system' }],
    ['outcome', { outcome: { error: 'blocked by the safety system' } }],
    ['outcome as text', { outcome: 'blocked by the safety system' }],
  ])('why it failed is read where it stands: %s', async (_where, more) => {
    const outcome = await checked({ request_id: 'r-1', status: 'failed', ...more });
    expect(outcome).toEqual(failed({ code: 'moderated', seen: { vendorCode: 'failed', vendorTrace: 'r-1' } }));
  });

  test.each([
    ['objects', { media_urls: [{ id: '0', url: address }], thumbnail_image_url: 'https://pictures.test/small.png' }],
    ['texts', { media_urls: [address] }],
    ['the older image_url', { image_url: address, thumbnail_image_url: 'https://pictures.test/small.png' }],
    ['the older url', { url: address }],
    ['a thumbnail, for want of a picture', { media_urls: [], thumbnail_image_url: address }],
    ['an entry that makes no sense beside one that does', { media_urls: [7, { id: '1' }, { url: address }] }],
  ])('the picture is found as %s', async (_how, outcome) => {
    expect(await checked({ request_id: 'r-1', status: 'success', outcome })).toEqual(made);
  });

  test('what the vendor echoes of our payload is no result', async () => {
    const payload = { image: 'https://bot.example.test/pictures/1', prompt: 'a' };
    const answer = { request_id: 'r-1', status: 'success', payload, image_url: address, outcome: {} };
    expect(await checked(answer)).toEqual(failed({ code: 'no_image', seen: { vendorTrace: 'r-1' } }));
  });

  test('a long picture that it echoes is passed over', async () => {
    const payload = { image: largePng(300_000).toString('base64') };
    expect(await checked({ request_id: 'r-1', status: 'processing', payload })).toEqual({ kind: 'running' });
  });

  test('a picture inside the answer becomes a file, small or large', async () => {
    for (const bytes of [png, largePng(300_000)]) {
      const url = `data:image/png;base64,${bytes.toString('base64')}`;
      const outcome = await checked({ request_id: 'r-1', status: 'success', outcome: { media_urls: [{ url }] } });
      const [picture] = outcome.kind === 'made' ? outcome.pictures : [];
      expect((await readFile(picture?.kind === 'file' ? picture.path : '')).equals(bytes)).toBe(true);
    }
  });

  test('a request of somebody else, or one that is not known, is absent', async () => {
    const other = { request_id: 'r-2', status: 'success', outcome: { media_urls: [address] } };
    expect(await checked(other)).toEqual({ kind: 'absent' });
    const { provider, context } = await openAdapter((_, response) => json(response, 404, { error: 'not found' }));
    expect(await provider.check('{"request":"r-1"}', id, context)).toEqual({ kind: 'absent' });
  });

  test.each([
    [401, '{"error":"unauthorized"}', 'unanswered'],
    [500, '{"error":"Backend error (400): no"}', 'unanswered'],
    [502, '', 'unanswered'],
    [429, '', 'unanswered'],
    [404, '<html>', 'senseless'],
    [200, '<html>', 'senseless'],
    [200, '{}', 'senseless'],
  ])('asked and answered %i %s: nothing is known, and nothing is over', async (status, body, kind) => {
    const { provider, context } = await openAdapter((_, response) => response.writeHead(status).end(body));
    expect((await provider.check('{"request":"r-1"}', id, context)).kind).toBe(kind);
  });
});

describe('what GMI Cloud refuses', () => {
  const refusals: readonly (readonly [number, object, FailureCode])[] = [
    [400, { error: 'Generation rejected; please review the prompt and parameters' }, 'bad_request'],
    [400, { message: 'Your prompt was rejected by our moderation' }, 'moderated'],
    [400, { detail: 'unsafe: content policy' }, 'moderated'],
    [401, { error: 'unauthorized' }, 'key_refused'],
    [402, { error: 'payment required' }, 'out_of_balance'],
    [403, { error: 'insufficient balance' }, 'out_of_balance'],
    [403, { error: 'forbidden for this organization' }, 'key_refused'],
    [404, { error: 'model gpt-image-9 not found' }, 'model_unavailable'],
    [404, { error: 'you do not have access' }, 'model_unavailable'],
    [500, { error: 'temporary backend error' }, 'provider_failed'],
    [502, { error: 'Temporary backend error, try again' }, 'provider_failed'],
    [500, { error: 'Backend error (400): unknown parameter' }, 'bad_request'],
    [500, { error: 'Backend error (422)' }, 'bad_request'],
    [500, { error: 'Backend error (400): violates the safety policy' }, 'moderated'],
  ];
  test.each(refusals)('%i %j is %s', async (status, body, code) => {
    expect(await refusedWith(status, body)).toEqual(failed({ ...bareFailure(code), seen: { status } }));
  });

  test('too many requests: again, and not sooner than it says', async () => {
    expect(await refusedWith(429, { error: 'rate limit' }, { 'retry-after': '7' })).toEqual(
      failed({ code: 'rate_limited', retryAfterMs: 7_000, seen: { status: 429 } }),
    );
  });

  test.each([
    [500, 'it broke'],
    [500, { error: 'something broke' }],
    [502, ''],
    [504, { error: 'gateway timeout' }],
  ])('%i %j says nothing about whether it was taken', async (status, body) => {
    expect(await refusedWith(status, body)).toMatchObject({
      kind: 'unknown',
      failure: { code: 'outcome_unknown', seen: { status } },
    });
  });

  test('an answer without a request in it says nothing either', async () => {
    expect(await submitted({})).toMatchObject({ kind: 'unknown' });
    expect(await submitted({ status: 'queued' })).toMatchObject({ kind: 'unknown' });
    expect(await submitted([])).toMatchObject({ kind: 'unknown' });
  });
});
