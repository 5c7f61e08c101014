import { describe, expect, test } from 'vitest';
import { type FailureCode, retryAfterIn } from '../../../src/domain/failure.ts';
import type { AnswerHead } from '../../../src/providers/http/upstream-answer.ts';
import {
  failureOf,
  retryAfter,
  taskFailureOf,
  type VendorError,
} from '../../../src/providers/http/upstream-failure.ts';

const head = (status: number, headers: Readonly<Record<string, string>> = {}): AnswerHead => ({
  status,
  header: (name) => headers[name],
});

const codeOf = (status: number, error: VendorError | null) => failureOf({ error, head: head(status) }).code;

/** The rows of the reference's table (6.2), each with the status it is documented with. */
const table: readonly (readonly [string, number, VendorError, FailureCode])[] = [
  ['AceData', 400, { code: 'bad_request', message: 'size 12x12' }, 'bad_request'],
  ['AceData', 400, { code: 'no_token' }, 'key_refused'],
  ['AceData', 400, { code: 'api_not_implemented' }, 'model_unavailable'],
  ['AceData', 401, { code: 'invalid_token' }, 'key_refused'],
  ['AceData', 401, { code: 'token_expired' }, 'key_refused'],
  ['AceData', 401, { code: 'token_mismatched' }, 'key_refused'],
  ['AceData', 400, { code: 'token_mismatched', message: 'Parameter mismatch' }, 'key_refused'],
  ['AceData', 403, { code: 'used_up' }, 'out_of_balance'],
  ['AceData', 403, { code: 'disabled' }, 'key_refused'],
  ['AceData', 400, { code: 'disabled' }, 'key_refused'],
  ['AceData', 403, { code: 'forbidden', message: 'Our AI moderators…' }, 'moderated'],
  ['AceData', 404, { code: 'no_api' }, 'model_unavailable'],
  ['AceData', 413, {}, 'picture_too_large'],
  ['AceData', 429, { code: 'too_many_requests' }, 'rate_limited'],
  ['AceData', 500, { code: 'api_error' }, 'provider_failed'],
  ['AceData', 504, { code: 'timeout' }, 'outcome_unknown'],
  ['AceData', 402, {}, 'out_of_balance'],
  ['AceData, withdrawn', 402, { code: 'insufficient_balance' }, 'out_of_balance'],
  ['AceData, withdrawn', 429, { code: 'rate_limited' }, 'rate_limited'],
  ['AceData, withdrawn', 502, { code: 'upstream_error' }, 'provider_failed'],
  ['AceData, withdrawn', 504, { code: 'upstream_timeout' }, 'outcome_unknown'],
  ['AceData, withdrawn', 400, { code: 'content_moderation' }, 'moderated'],
  ['AceData, withdrawn', 500, { code: 'task_failed' }, 'task_failed'],
  ['AceData, withdrawn', 401, { code: 'authentication_failed' }, 'key_refused'],
  ['AceData, its web client', 403, { code: 'not_applied' }, 'key_refused'],
  ['AceData, its web client', 503, { code: 'busy' }, 'rate_limited'],
  ['AceData, its web client', 400, { code: 'content_too_large' }, 'picture_too_large'],
  ['AceData, its web client', 409, { code: 'duplication' }, 'outcome_unknown'],
  ['GMI', 400, { message: 'Generation rejected; please review the prompt and parameters' }, 'bad_request'],
  ['GMI', 400, { message: 'blocked by our content policy' }, 'moderated'],
  ['GMI', 401, { message: 'no' }, 'key_refused'],
  ['GMI', 403, {}, 'key_refused'],
  ['GMI', 404, { message: 'do not have access' }, 'model_unavailable'],
  ['GMI', 429, {}, 'rate_limited'],
  ['GMI', 500, { message: 'temporary backend error' }, 'provider_failed'],
  ['GMI', 500, { message: 'Backend error (400) bad size' }, 'bad_request'],
  ['GMI', 500, { message: 'Backend error (400) safety system' }, 'moderated'],
  ['OpenAI', 400, { type: 'image_generation_user_error', code: 'invalid_value', param: 'size' }, 'bad_size'],
  ['OpenAI', 400, { type: 'image_generation_user_error', code: 'moderation_blocked' }, 'moderated'],
  ['OpenAI', 400, { type: 'image_generation_user_error', message: 'the safety system' }, 'moderated'],
  ['OpenAI', 400, { code: 'content_policy_violation' }, 'moderated'],
  ['OpenAI', 400, { type: 'invalid_request_error', code: 'invalid_image_file' }, 'not_a_picture'],
  ['OpenAI', 400, { type: 'invalid_request_error', code: 'invalid_type', param: 'image[0]' }, 'not_a_picture'],
  ['OpenAI', 400, { type: 'invalid_request_error', code: 'invalid_mask_image_format', param: 'mask' }, 'mask_refused'],
  ['OpenAI', 400, { type: 'invalid_request_error', message: 'Mask size does not match image size' }, 'mask_refused'],
  ['OpenAI', 400, { code: 'invalid_input_fidelity_model' }, 'bad_request'],
  ['OpenAI', 400, { code: 'image_too_large' }, 'picture_too_large'],
  ['OpenAI', 400, { code: 'unsupported_image_media_type' }, 'not_a_picture'],
  ['OpenAI', 400, { code: 'billing_hard_limit_reached' }, 'out_of_balance'],
  ['OpenAI', 429, { code: 'billing_hard_limit_reached' }, 'out_of_balance'],
  ['OpenAI', 401, { code: 'invalid_api_key' }, 'key_refused'],
  ['OpenAI', 403, { type: 'permission_error', message: 'organization must be verified' }, 'key_refused'],
  ['OpenAI', 404, { code: 'model_not_found' }, 'model_unavailable'],
  ['OpenAI', 429, { code: 'rate_limit_exceeded' }, 'rate_limited'],
  ['OpenAI', 429, { type: 'tokens' }, 'rate_limited'],
  ['OpenAI', 503, { code: 'slow_down' }, 'rate_limited'],
  ['OpenAI', 429, { code: 'insufficient_quota' }, 'out_of_balance'],
  ['OpenAI', 429, { type: 'insufficient_quota' }, 'out_of_balance'],
  ['OpenAI', 429, { code: 'credit_balance_exhausted' }, 'out_of_balance'],
  ['OpenAI', 429, { code: 'organization_spend_limit_exceeded' }, 'out_of_balance'],
  ['OpenAI', 429, { code: 'project_spend_limit_exceeded' }, 'out_of_balance'],
  ['OpenAI', 429, { code: 'organization_usage_limit_exceeded' }, 'out_of_balance'],
  ['OpenAI', 500, { type: 'server_error' }, 'provider_failed'],
  ['OpenAI', 503, { code: 'server_is_overloaded' }, 'provider_failed'],
  ['relays', 403, { message: 'The resource has been temporarily blocked … content policy' }, 'key_refused'],
  ['relays', 400, { code: 'bad_request', message: 'temporarily blocked, content policy' }, 'key_refused'],
];

describe('what an error answer means', () => {
  test.each(table)('%s: %d %j is %s', (_, status, error, expected) => {
    expect(codeOf(status, error)).toBe(expected);
  });

  test('without a body of the vendor’s own, only a 4xx says that nothing was taken', () => {
    for (const status of [500, 502, 503, 504, 520, 524]) expect(codeOf(status, null)).toBe('outcome_unknown');
    for (const status of [408, 409, 499]) expect(codeOf(status, null)).toBe('outcome_unknown');
    expect(codeOf(400, null)).toBe('bad_request');
    expect(codeOf(401, null)).toBe('key_refused');
    expect(codeOf(403, null)).toBe('key_refused');
    expect(codeOf(404, null)).toBe('model_unavailable');
    expect(codeOf(413, null)).toBe('picture_too_large');
    expect(codeOf(429, null)).toBe('rate_limited');
    expect(codeOf(301, null)).toBe('model_unavailable');
  });

  test('a text without a name is no proof that a 5xx was refused', () => {
    expect(codeOf(500, { message: 'something went wrong' })).toBe('outcome_unknown');
    expect(codeOf(500, { code: 'brand_new_code' })).toBe('provider_failed');
    expect(codeOf(504, { code: 'api_error' })).toBe('outcome_unknown');
  });

  test('moderation hides behind general codes too', () => {
    expect(codeOf(400, { code: 'bad_request', message: 'Rejected by the safety system' })).toBe('moderated');
    expect(codeOf(500, { code: 'api_error', message: 'content policy violation' })).toBe('moderated');
    expect(codeOf(403, { message: 'Our AI moderators found…' })).toBe('moderated');
  });

  test('being out of money is never taken for moderation', () => {
    expect(codeOf(403, { code: 'used_up', message: 'safety first: content policy' })).toBe('out_of_balance');
    expect(codeOf(403, { message: 'Insufficient balance; see our usage policy' })).toBe('out_of_balance');
    expect(codeOf(402, { message: 'nothing to see' })).toBe('out_of_balance');
  });

  test('nothing of the message is kept, and no text in the place of a code', () => {
    const error = { code: 'a cat, drawn on my key', type: 'server_error', message: 'secret prompt' };
    const failure = failureOf({ error, head: head(500), vendorTrace: 'trace 1 with spaces' });
    expect(failure).toEqual({ code: 'provider_failed', seen: { vendorCode: 'server_error', status: 500 } });
    expect(failureOf({ error: { code: 'forbidden' }, head: head(403), vendorTrace: 'trace-1' })).toEqual({
      code: 'moderated',
      seen: { vendorCode: 'forbidden', status: 403, vendorTrace: 'trace-1' },
    });
  });

  test('a task that failed is over: nothing about it is open or worth sending again', () => {
    for (const code of ['api_error', 'timeout', 'too_many_requests', 'brand_new_code', 'canceled']) {
      expect(taskFailureOf({ code })).toEqual({ code: 'task_failed', seen: { vendorCode: code } });
    }
    expect(taskFailureOf({})).toEqual({ code: 'task_failed' });
    expect(taskFailureOf({ code: 'forbidden' }, 't')).toMatchObject({ code: 'moderated', seen: { vendorTrace: 't' } });
    expect(taskFailureOf({ message: 'blocked by moderation' }).code).toBe('moderated');
    expect(taskFailureOf({ code: 'used_up' }).code).toBe('out_of_balance');
  });
});

describe('when sending again is welcome', () => {
  const date = 'Wed, 21 Oct 2026 07:28:00 GMT';
  test.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '1.5' }, 1500],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '60' }, 60_000],
    [{ 'retry-after': '61' }, undefined],
    [{ 'retry-after': '-1' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{}, undefined],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
    [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT', date }, 30_000],
    [{ 'retry-after': 'Wed, 21 Oct 2026 07:27:00 GMT', date }, 0],
    [{ 'retry-after': 'Wed, 21 Oct 2026 08:28:00 GMT', date }, undefined],
    // Without the vendor's clock a date says nothing.
    [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT' }, undefined],
  ] as const)('%j: %s ms', (headers, expected) => {
    expect(retryAfter(head(429, headers))).toBe(expected);
  });

  test('is told with "too many requests" and with 5xx', () => {
    const after = { 'retry-after': '7' };
    expect(retryAfterIn(failureOf({ error: null, head: head(429, after) }))).toBe(7000);
    expect(retryAfterIn(failureOf({ error: null, head: head(503, after) }))).toBe(7000);
    expect(retryAfterIn(failureOf({ error: null, head: head(401, after) }))).toBeUndefined();
  });
});
