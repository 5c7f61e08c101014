import { type Failure, type FailureCode, type FailureOf, failures } from '../src/domain/failure.ts';
import { modelId } from '../src/domain/ids.ts';

const seen = { vendorCode: 'used_up', status: 403, vendorTrace: 'trace-1' } as const;
const elsewhere = { models: ['GPT Image 2'], services: ['OpenAI'] } as const;
const filename = 'cat.png';
const retryAfterMs = 150_000;

/** Each code with everything that it may have. */
export const sampleFailures = {
  server_rule: {
    code: 'server_rule',
    rule: 'models',
    model: modelId('nano-banana'),
    allowed: [modelId('gpt-image-2'), modelId('flux_2')],
  },
  blocklist: { code: 'blocklist' },
  paused: { code: 'paused', until: 1_700_000_000_000 },
  not_served: { code: 'not_served', whom: 'member' },
  bad_request: { code: 'bad_request', reason: 'transparent jpeg', seen },
  bad_size: { code: 'bad_size', nearest: '1024x1024', model: 'Nano Banana', seen },
  unknown_model: { code: 'unknown_model', named: 'dall_e' },
  compared_twice: { code: 'compared_twice', model: 'Nano Banana' },
  unknown_character: { code: 'unknown_character', named: 'Lu_na' },
  character_gone: { code: 'character_gone', named: 'Lu_na' },
  sheet_made: { code: 'sheet_made' },
  bad_prompt: { code: 'bad_prompt' },
  no_source: { code: 'no_source' },
  too_many_sources: { code: 'too_many_sources', most: 1, model: 'Nano Banana', elsewhere },
  not_a_picture: { code: 'not_a_picture', filename, heic: true, place: 2, seen },
  nothing_readable: { code: 'nothing_readable', files: [{ kind: 'heic', name: 'IMG_1.HEIC' }] },
  empty_mask: { code: 'empty_mask' },
  no_marks: { code: 'no_marks', why: 'no copy' },
  mask_refused: { code: 'mask_refused', seen },
  picture_too_large: { code: 'picture_too_large', filename, place: 2, seen },
  source_gone: { code: 'source_gone', filename, seen },
  not_offered: { code: 'not_offered', model: 'Nano Banana', elsewhere },
  transparency_not_offered: { code: 'transparency_not_offered', model: 'Nano Banana', elsewhere },
  quality_not_offered: { code: 'quality_not_offered', model: 'Nano Banana', offered: ['low', 'high'], elsewhere },
  draft_not_offered: { code: 'draft_not_offered', model: 'Nano Banana', elsewhere },
  cancelled: { code: 'cancelled' },
  hidden: { code: 'hidden' },
  moderated: { code: 'moderated', seen },
  unpriced: { code: 'unpriced', model: modelId('nano-banana') },
  quota: {
    code: 'quota',
    constraint: { account: 'member', unit: 'images', per: 'day', amount: 20, origin: 'role' },
    used: 18,
    asked: 4,
    returnsAt: 1_700_000_000_000,
  },
  rate_limited: { code: 'rate_limited', retryAfterMs, seen },
  queue_full: { code: 'queue_full', retryAfterMs },
  store_silent: { code: 'store_silent' },
  share_full: { code: 'share_full', whose: 'member', retryAfterMs },
  no_room: { code: 'no_room', retryAfterMs },
  unreachable: { code: 'unreachable', seen },
  provider_failed: { code: 'provider_failed', retryAfterMs, seen },
  task_failed: { code: 'task_failed', seen },
  key_refused: { code: 'key_refused', seen },
  out_of_balance: { code: 'out_of_balance', seen },
  model_unavailable: { code: 'model_unavailable', seen },
  no_image: { code: 'no_image', seen },
  result_lost: { code: 'result_lost', retryAfterMs, seen },
  result_refused: { code: 'result_refused', seen },
  outcome_unknown: { code: 'outcome_unknown', retryAfterMs, seen },
  undeliverable: { code: 'undeliverable', why: '50013' },
  bug: { code: 'bug', reference: '1300000000000000001' },
} as const satisfies { readonly [Code in FailureCode]: Required<FailureOf<Code>> };

export const failureCodes = Object.keys(failures) as FailureCode[];

/** One without what may be missing. */
export function bareFailure(code: FailureCode): Failure {
  const failure: Failure = sampleFailures[code];
  switch (failure.code) {
    case 'server_rule':
      return { code: failure.code };
    case 'bad_request':
      return { code: failure.code, reason: 'vendor' };
    case 'too_many_sources':
      return { code: failure.code, most: failure.most };
    case 'transparency_not_offered':
    case 'draft_not_offered':
      return { code: failure.code, model: failure.model };
    case 'quality_not_offered':
      return { code: failure.code, model: failure.model, offered: failure.offered };
    case 'nothing_readable':
    case 'unknown_model':
    case 'unpriced':
    case 'unknown_character':
    case 'no_marks':
    case 'sheet_made':
    case 'blocklist':
    case 'compared_twice':
    case 'paused':
    case 'cancelled':
    case 'hidden':
    case 'quota':
    case 'queue_full':
    case 'share_full':
    case 'not_served':
    case 'no_room':
    case 'undeliverable':
    case 'bug':
      return failure;
    default:
      return { code: failure.code };
  }
}
