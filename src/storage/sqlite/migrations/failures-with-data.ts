import type { DatabaseSync } from 'node:sqlite';

/**
 * Failures of the first three schemas had the same optional fields whatever their code, and a `hint` that meant a size,
 * a number, a file's name or a model; since then each code has its own. Frozen like every migration: it knows the codes
 * of that day and nothing of today's types.
 */
export function giveFailuresTheirData(sqlite: DatabaseSync): void {
  sqlite.function('failure_with_data', (text, job) => rewritten(text, (stored) => failureOf(stored, String(job))));
  sqlite.function('failure_inside_with_data', (text, job) => rewritten(text, (stored) => inside(stored, String(job))));
  sqlite.exec(`
    UPDATE jobs SET failure = failure_with_data(failure, id) WHERE failure IS NOT NULL;
    UPDATE jobs SET warnings = failure_inside_with_data(warnings, id) WHERE warnings LIKE '%"fewer"%';
    UPDATE requests SET ending = failure_inside_with_data(ending, job) WHERE ending LIKE '%"failure"%';
    UPDATE requests SET doubt = failure_inside_with_data(doubt, job) WHERE doubt IS NOT NULL;
  `);
}

/** A row that nobody can read stays one: it is told of when it is read, and holds up no other. */
function rewritten(text: unknown, change: (stored: unknown) => unknown): string {
  try {
    return JSON.stringify(change(JSON.parse(String(text))));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return String(text);
  }
}

/** An ending, a doubt, or the warnings of a job. */
function inside(stored: unknown, job: string): unknown {
  if (Array.isArray(stored)) return stored.map((each) => inside(each, job));
  if (!isRecord(stored) || !('failure' in stored)) return stored;
  return { ...stored, failure: failureOf(stored['failure'], job) };
}

function failureOf(old: unknown, job: string): unknown {
  if (!isRecord(old)) return old;
  const { code, hint, elsewhere, retryAfterMs } = old;
  const seen = seenOf(old);
  switch (code) {
    case 'bad_request':
      return { code, reason: isText(hint) ? (reasons[hint] ?? 'vendor') : 'vendor', seen };
    case 'bad_size':
      return { code, nearest: isText(hint) && /^(auto|\d+x\d+)$/.test(hint) ? hint : undefined, seen };
    case 'unknown_model':
      return isText(hint) ? { code, named: hint } : { code: 'not_offered', elsewhere };
    case 'too_many_sources':
      return isText(hint) && /^\d+$/.test(hint)
        ? { code, most: Number(hint), elsewhere }
        : { code: 'not_offered', elsewhere };
    case 'not_a_picture':
    case 'picture_too_large':
    case 'source_gone':
      return { code, filename: hint, seen };
    case 'not_offered':
      return { code, model: hint, elsewhere };
    case 'masks_not_offered':
      return isText(hint) ? { code, model: hint, elsewhere } : { code: 'not_offered', elsewhere };
    // A limit is a rule of the server, or of its operator: that much is true where nobody wrote down which.
    case 'unpriced':
      return isText(hint) ? { code, model: hint } : { code: 'server_rule' };
    case 'quota':
      return quotaOf(old['limit']) ?? { code: 'server_rule' };
    case 'queue_full':
    case 'no_room':
      return { code, retryAfterMs: retryAfterMs ?? 0 };
    case 'rate_limited':
    case 'provider_failed':
    case 'result_lost':
    case 'outcome_unknown':
      return { code, retryAfterMs, seen };
    case 'undeliverable':
      return { code, why: old['vendorCode'] ?? 'unknown' };
    case 'bug':
      return { code, reference: old['reference'] ?? job };
    case 'server_rule':
    case 'bad_prompt':
    case 'no_source':
    case 'empty_mask':
    case 'cancelled':
    case 'hidden':
      return { code };
    default:
      return { code, seen };
  }
}

/** What `hint` said of a request that could not be. */
const reasons: Readonly<Record<string, string>> = {
  quality: 'quality',
  background: 'background',
  format: 'format',
  count: 'count',
  'a JPEG cannot be transparent': 'transparent jpeg',
};

function quotaOf(limit: unknown): unknown {
  if (!isRecord(limit)) return undefined;
  const { used, asked, returnsAt, ...constraint } = limit;
  return { code: 'quota', constraint, used, asked, returnsAt };
}

function seenOf({ vendorCode, status, vendorTrace }: OldRecord): unknown {
  const isEmpty = vendorCode === undefined && status === undefined && vendorTrace === undefined;
  return isEmpty ? undefined : { vendorCode, status, vendorTrace };
}

type OldRecord = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is OldRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
