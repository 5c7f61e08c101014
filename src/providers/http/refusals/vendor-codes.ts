import type { FailureCode } from '../../../domain/failure.ts';
import { refusalByName, type WordedRefusal } from './refusal-words.ts';

/** What an error answer may mean. */
export type VendorCode = keyof typeof codes | 'bad_size' | 'mask_refused';

/** By a code or type that we know, else by what it is made of. */
export function byName(name: string | undefined): VendorCode | undefined {
  if (name === undefined) return undefined;
  const worded = byCode.has(name.toLowerCase()) ? undefined : refusalByName(name);
  return worded === undefined ? byCode.get(name.toLowerCase()) : meanings[worded];
}

/** The type of every error of a caller at OpenAI: a wrong key and an unknown path have it too, and the status tells them. */
export const generic = 'invalid_request_error';

/** What it means where words say it. */
export const meanings = {
  account: 'key_refused',
  balance: 'out_of_balance',
  moderation: 'moderated',
} as const satisfies Record<WordedRefusal, VendorCode>;

const codes = {
  bad_request: [
    'bad_request',
    'invalid_value',
    'invalid_type',
    'invalid_input_fidelity_model',
    generic,
    'image_generation_user_error',
  ],
  not_a_picture: [
    'invalid_image_file',
    'unsupported_image_media_type',
    'unsupported_file_mimetype',
    'invalid_image_format',
  ],
  picture_too_large: ['image_too_large', 'content_too_large'],
  key_refused: [
    'no_token',
    'invalid_token',
    'token_expired',
    'token_mismatched',
    'disabled',
    'authentication_failed',
    'not_applied',
    'invalid_api_key',
    'authentication_error',
    'permission_error',
  ],
  // Money, not rate, though some come as 429.
  out_of_balance: [
    'used_up',
    'insufficient_balance',
    'insufficient_quota',
    'credit_balance_exhausted',
    'billing_hard_limit_reached',
    'organization_spend_limit_exceeded',
    'project_spend_limit_exceeded',
    'organization_usage_limit_exceeded',
    // The family of one-api and new-api, which most relays run; Zhipu's number for arrears.
    'insufficient_user_quota',
    'pre_consume_token_quota_failed',
    '1113',
  ],
  moderated: [
    'forbidden',
    'content_moderation',
    'moderation_blocked',
    'content_policy_violation',
    'sensitive_words_detected',
    'violation_fee.grok.csam',
    '1301',
  ],
  model_unavailable: ['api_not_implemented', 'no_api', 'model_not_found'],
  rate_limited: ['too_many_requests', 'rate_limited', 'busy', 'rate_limit_exceeded', 'slow_down', 'rate_limit_error'],
  provider_failed: ['api_error', 'upstream_error', 'server_error', 'server_is_overloaded'],
  task_failed: ['task_failed', 'canceled', 'cancelled'],
  // The gateway gave up waiting, or knows a call of this id already: either may still end well.
  outcome_unknown: ['timeout', 'upstream_timeout', 'duplication'],
} as const satisfies Partial<Record<FailureCode, readonly string[]>>;

const byCode: ReadonlyMap<string, VendorCode> = new Map(
  Object.entries(codes).flatMap(([code, names]) => names.map((name) => [name, code as VendorCode] as const)),
);
