import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { type FailureCode, retryAfterIn } from '../../../src/domain/failure.ts';
import { json } from '../local-server.ts';
import { largePng, png } from '../pictures.ts';
import { answering, openAdapter } from './setup.ts';

const base64 = (bytes: Buffer) => bytes.toString('base64');

describe('what OpenAI and relays answer', () => {
  test.each([
    ['base64', { b64_json: base64(png) }, png],
    ['base64 of megabytes', { b64_json: base64(largePng(3_000_000)) }, largePng(3_000_000)],
    ['a data URL', { b64_json: `data:image/png;base64,${base64(png)}` }, png],
    ['a data URL in the place of an address', { url: `data:image/png;base64,${base64(png)}` }, png],
  ])('a picture as %s becomes a file', async (_, item, bytes) => {
    const { scratch, generate } = await openAdapter(answering({ created: 1, data: [item] }));
    const outcome = await generate();
    const path = `${scratch}/700-0-0.answer`;
    expect(outcome).toEqual({ kind: 'made', pictures: [{ kind: 'file', path }] });
    expect(await readFile(path)).toEqual(bytes);
  });

  test('a prompt that was written anew stands beside its picture', async () => {
    const url = 'https://relay.test/a.png';
    const { generate } = await openAdapter(answering({ data: [{ url, revised_prompt: 'a cat, in oil' }] }));
    expect(await generate()).toEqual({
      kind: 'made',
      pictures: [{ kind: 'address', url, revisedPrompt: 'a cat, in oil' }],
    });
  });

  test('a picture at an address stays one', async () => {
    const { generate } = await openAdapter(answering({ data: [{ url: 'https://relay.test/a.png' }] }));
    expect(await generate()).toEqual({
      kind: 'made',
      pictures: [{ kind: 'address', url: 'https://relay.test/a.png' }],
    });
  });

  test('plain JSON although a stream was asked for, with whatever type', async () => {
    const { previews, generate } = await openAdapter((_, response) =>
      json(response, 200, { data: [{ url: 'https://relay.test/a.png' }] }, { 'content-type': 'text/plain' }),
    );
    expect(await generate({ previews: 2 })).toMatchObject({ kind: 'made' });
    expect(previews).toEqual([]);
  });

  test.each([
    ['no picture in it', { data: [] }, 'failed', 'no_image'],
    ['pictures that hold nothing', { data: [{ revised_prompt: 'x' }, {}] }, 'failed', 'no_image'],
    ['an error without its envelope', { code: 500, msg: '内容审核未通过', data: null }, 'failed', 'moderated'],
    ['a remark that nobody can read', { code: 0, msg: '成功' }, 'unknown', 'outcome_unknown'],
    ['an error in it', { error: { code: 'moderation_blocked', message: 'x' } }, 'failed', 'moderated'],
    ['an error in it that says it failed', { error: { type: 'server_error' } }, 'failed', 'task_failed'],
    ['nothing about pictures', { created: 1 }, 'unknown', 'outcome_unknown'],
    ['no object', ['what'], 'unknown', 'outcome_unknown'],
  ])('a success with %s', async (_, body, kind, code) => {
    const { generate } = await openAdapter((__, response) => json(response, 200, body, { 'x-request-id': 'req_1' }));
    expect(await generate()).toMatchObject({ kind, failure: { code, seen: { vendorTrace: 'req_1' } } });
  });
});

describe('what an error of OpenAI means', () => {
  const user = 'image_generation_user_error';
  const rows: readonly (readonly [number, object, FailureCode])[] = [
    [400, { type: user, code: 'invalid_value', param: 'size' }, 'bad_size'],
    [400, { type: user, code: 'moderation_blocked', message: 'safety system' }, 'moderated'],
    [400, { type: user, code: null, message: 'rejected by the safety system. safety_violations=[x]' }, 'moderated'],
    [400, { type: 'invalid_request_error', code: 'content_policy_violation' }, 'moderated'],
    [400, { code: 'invalid_image_file' }, 'not_a_picture'],
    [400, { code: 'invalid_type', param: 'image[0]' }, 'not_a_picture'],
    [400, { code: 'unsupported_image_media_type' }, 'not_a_picture'],
    [400, { code: 'image_too_large' }, 'picture_too_large'],
    [400, { code: 'invalid_input_fidelity_model', param: 'input_fidelity' }, 'bad_request'],
    [400, { type: 'invalid_request_error', code: 'unknown_parameter', param: 'style' }, 'bad_request'],
    [400, { code: 'billing_hard_limit_reached' }, 'out_of_balance'],
    [401, { code: 'invalid_api_key' }, 'key_refused'],
    [401, { type: 'invalid_request_error', code: null, message: 'no key' }, 'key_refused'],
    [403, { type: 'invalid_request_error', code: null, message: 'organization must be verified' }, 'key_refused'],
    [403, { type: 'request_forbidden', code: 'unsupported_country_region_territory' }, 'key_refused'],
    [403, { message: 'This resource has been temporarily blocked: content policy' }, 'key_refused'],
    [404, { type: 'invalid_request_error', code: 'model_not_found', param: 'model' }, 'model_unavailable'],
    [400, { code: 'model_not_found' }, 'model_unavailable'],
    [429, { type: 'requests', code: 'rate_limit_exceeded' }, 'rate_limited'],
    [429, { type: 'tokens', code: 'slow_down' }, 'rate_limited'],
    [503, { type: 'server_error', code: 'slow_down' }, 'rate_limited'],
    [429, { type: 'insufficient_quota', code: 'insufficient_quota' }, 'out_of_balance'],
    [429, { type: 'insufficient_quota', code: null }, 'out_of_balance'],
    [429, { code: 'credit_balance_exhausted' }, 'out_of_balance'],
    [429, { code: 'billing_hard_limit_reached' }, 'out_of_balance'],
    [429, { code: 'organization_spend_limit_exceeded' }, 'out_of_balance'],
    [429, { code: 'project_spend_limit_exceeded' }, 'out_of_balance'],
    [429, { code: 'organization_usage_limit_exceeded' }, 'out_of_balance'],
    [500, { type: 'server_error', code: null }, 'provider_failed'],
    [503, { type: 'service_unavailable_error', code: 'server_is_overloaded' }, 'provider_failed'],
  ];
  test.each(rows)('%i %j: %s', async (status, error, code) => {
    const { server, generate } = await openAdapter((_, response) =>
      json(response, status, { error }, { 'x-request-id': 'req_1', 'x-should-retry': 'true' }),
    );
    expect(await generate()).toMatchObject({
      kind: 'failed',
      failure: { code, seen: { status, vendorTrace: 'req_1' } },
    });
    expect(server.received).toHaveLength(1);
  });

  test.each([
    [502, '<html>Bad gateway</html>', 'text/html'],
    [504, '', 'text/html'],
    [500, '', 'application/json'],
    [504, JSON.stringify({ error: { type: 'server_error' } }), 'application/json'],
    [524, 'event: error\ndata: {}\n\n', 'text/event-stream'],
  ])('%i %j says nothing about the call: nobody knows, whatever x-should-retry claims', async (status, body, type) => {
    const { server, generate } = await openAdapter((_, response) =>
      response.writeHead(status, { 'content-type': type, 'x-should-retry': 'true' }).end(body),
    );
    expect(await generate()).toMatchObject({ kind: 'unknown', failure: { code: 'outcome_unknown', seen: { status } } });
    expect(server.received).toHaveLength(1);
  });

  test.each([
    [{ 'retry-after-ms': '1500', 'retry-after': '9' }, 1500],
    [{ 'retry-after': '2' }, 2000],
    [{ 'retry-after': '3600' }, undefined],
  ])('%j: when it may be asked again', async (headers, expected) => {
    const error = { code: 'rate_limit_exceeded', type: 'requests' };
    const { generate } = await openAdapter((_, response) => json(response, 429, { error }, headers));
    const outcome = await generate();
    expect(outcome.kind === 'failed' ? retryAfterIn(outcome.failure) : null).toBe(expected);
  });
});

describe('an error of a relay that stands without an envelope', () => {
  const refusedWith = async (status: number, body: object) => {
    const { generate } = await openAdapter((_, response) => json(response, status, body));
    return generate();
  };

  test('is read where the vendor refuses', async () => {
    expect(await refusedWith(400, { code: 'x', message: '包含敏感词' })).toMatchObject({
      failure: { code: 'moderated' },
    });
    expect(await refusedWith(403, { detail: 'Insufficient balance' })).toMatchObject({
      failure: { code: 'out_of_balance' },
    });
  });

  test('says nothing where a gateway speaks: the call may have been taken', async () => {
    expect(await refusedWith(502, { code: 502, message: 'Bad gateway' })).toMatchObject({ kind: 'unknown' });
  });
});
