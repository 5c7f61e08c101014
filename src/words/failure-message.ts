import {
  type BadRequestReason,
  type BrokenLimit,
  type Elsewhere,
  type Failure,
  type FailureOf,
  failureRule,
  wordsRefused,
} from '../domain/failure.ts';
import { unreadFile } from '../domain/pictures/unread-file.ts';
import { amountWords, limitName, returnWords, untilWords } from './limits/limit-words.ts';
import { quoteText } from './quoted-text.ts';
import { ruleAdvice, ruleReason } from './server/broken-rule.ts';
import { hasHeic, unreadWords } from './unread-words.ts';
import type { Words } from './words.ts';

/**
 * The only place where failures become words. Up to three short sentences: whose fault it was; where it helps, what to
 * do; what it cost. Never a vendor's own text; names are quoted so that nothing in them acts.
 */
export function failureMessage(words: Words, failure: Failure): string {
  const { money } = failureRule(failure);
  const what = failureReason(words, failure);
  const cost = words.say(money === 'if made' ? 'cost.if-made' : `cost.${money}`);
  const advice = adviceFor(words, failure);
  return advice === null
    ? words.say('failure.sentence', { what, cost })
    : words.say('failure.sentence.advice', { what, cost, advice });
}

/** Whose fault it was, without the cost, for a picture that is missing beside others. No full stop. */
export function failureReason(words: Words, failure: Failure): string {
  switch (failure.code) {
    case 'server_rule':
      return ruleReason(words, failure);
    case 'bad_request':
      if (failure.reason === 'unexplained') return words.say('failure.bad_request.unexplained');
      if (failure.reason === 'transparent jpeg') return words.say('failure.bad_request.transparent');
      return words.say('failure.bad_request', { named: inBrackets(reasonWords(words, failure.reason)) });
    case 'unknown_model':
    case 'unknown_character':
    case 'character_gone':
      return words.say(`failure.${failure.code}`, { named: inBrackets(failure.named) });
    case 'not_a_picture':
    case 'picture_too_large':
    case 'source_gone':
      return words.say(`failure.${failure.code}`, { named: inBrackets(failure.filename) });
    case 'nothing_readable':
      return words.say('failure.nothing_readable', { ...unreadWords(words, failure.files) });
    case 'bad_size':
    case 'too_many_sources':
    case 'compared_twice':
    case 'not_offered':
    case 'transparency_not_offered':
    case 'quality_not_offered':
    case 'draft_not_offered':
    case 'unpriced':
      return words.say(`failure.${failure.code}`, { named: inBrackets(failure.model) });
    case 'quota':
      // What the operator spends over all servers is nobody else's concern.
      return failure.constraint.account === 'operator'
        ? words.say('failure.quota.operator')
        : words.say('failure.quota', overLimit(words, failure));
    case 'undeliverable':
      return words.say(failure.why === wordsRefused ? 'failure.undeliverable.words' : 'failure.undeliverable');
    case 'no_marks':
      return words.say(failure.why === 'none' ? 'failure.no_marks.none' : 'failure.no_marks.no-copy');
    case 'not_served':
      return words.say(`failure.not_served.${failure.whom}`);
    case 'paused':
      return words.say('failure.paused', { when: untilWords(failure.until) });
    case 'share_full':
      return words.say(`failure.share_full.${failure.whose}`);
    default:
      // Every other code has a sentence that needs nothing: the names of the sentences say so to the compiler.
      return words.say(`failure.${failure.code}`);
  }
}

/** The same failure without what its asker, or somebody's file, has put into words. */
export function withoutNames(failure: Failure): Failure {
  switch (failure.code) {
    case 'unknown_model':
    case 'unknown_character':
    case 'character_gone':
      return { ...failure, named: '' };
    case 'not_a_picture':
    case 'picture_too_large':
    case 'source_gone':
      return { ...failure, filename: undefined };
    default:
      return failure;
  }
}

/** What helps; null where nothing does. */
function adviceFor(words: Words, failure: Failure): string | null {
  switch (failure.code) {
    case 'server_rule':
      return ruleAdvice(words, failure);
    case 'blocklist':
    case 'paused':
    case 'not_served':
    case 'undeliverable':
    case 'bad_prompt':
    case 'sheet_made':
    case 'cancelled':
    case 'result_lost':
    case 'result_refused':
      return null;
    case 'bad_request':
      return words.say(failure.reason === 'transparent jpeg' ? 'advice.bad_request.transparent' : 'advice.bad_request');
    case 'bad_size':
      return failure.nearest === undefined
        ? words.say('advice.bad_size')
        : words.say('advice.bad_size.nearest', { size: failure.nearest });
    case 'too_many_sources':
      return [words.say('advice.too_many_sources', { most: failure.most }), elsewhere(words, failure) ?? []]
        .flat()
        .join(' ');
    case 'not_a_picture':
      return withHeic(words, 'advice.not_a_picture', isHeic(failure));
    case 'nothing_readable':
      return withHeic(words, 'advice.nothing_readable', hasHeic(failure.files));
    case 'transparency_not_offered':
      return elsewhere(words, failure) ?? words.say('advice.transparency_not_offered');
    case 'draft_not_offered':
      return elsewhere(words, failure) ?? words.say('advice.draft_not_offered');
    case 'quality_not_offered': {
      const has = words.say('advice.quality_not_offered', { qualities: words.list(failure.offered, 'and') });
      return [has, elsewhere(words, failure) ?? []].flat().join(' ');
    }
    case 'not_offered':
      return elsewhere(words, failure);
    case 'quota':
      return words.say('advice.quota', { when: returnWords(failure.returnsAt) });
    case 'rate_limited':
    case 'queue_full':
    case 'share_full':
    case 'no_room':
      return comeBack(words, failure.retryAfterMs);
    case 'store_silent':
    case 'unreachable':
      return words.say('advice.later');
    case 'bug':
      return words.say('advice.bug', { reference: inCode(failure.reference) });
    default:
      return words.say(`advice.${failure.code}`);
  }
}

function withHeic(words: Words, advice: 'advice.not_a_picture' | 'advice.nothing_readable', heic: boolean): string {
  return heic ? `${words.say(advice)} ${words.say('advice.heic')}` : words.say(advice);
}

const isHeic = ({ heic, filename = '' }: FailureOf<'not_a_picture'>) =>
  heic === true || unreadFile(filename).kind === 'heic';

/** Somebody's own words or a name beside ours. */
const inBrackets = (text: string | undefined): string =>
  text === undefined || text === '' ? '' : ` (${quoteText(text, { characters: 200, bytes: 600 })})`;

function reasonWords(
  words: Words,
  reason: Exclude<BadRequestReason, 'unexplained' | 'transparent jpeg'>,
): string | undefined {
  return reason === 'vendor' ? undefined : words.say(`field.${reason}`);
}

/** Who would do it: a member may choose another model; another service is for whoever runs the bot to add. */
function elsewhere(words: Words, { elsewhere: found }: { readonly elsewhere?: Elsewhere | undefined }): string | null {
  if (found === undefined) return null;
  if (found.models.length > 0) {
    const names = found.models.slice(0, 3).map((name) => quoteText(name, { characters: 60, bytes: 180 }));
    return words.say('advice.elsewhere.models', { models: words.list(names, 'or') });
  }
  return words.say('advice.elsewhere.services', { services: words.list(found.services, 'or') });
}

function overLimit(words: Words, { constraint, used, asked }: BrokenLimit) {
  const { unit, amount } = constraint;
  const wanted = amountWords(words, asked, unit);
  const left = amountWords(words, Math.max(0, amount - used), unit);
  return {
    asked: wanted,
    limit: limitName(words, constraint),
    // Rounded alike, they would read as if it were enough.
    left: left === wanted ? words.say('price.under', { amount: left }) : left,
  };
}

function comeBack(words: Words, retryAfterMs: number | undefined): string {
  if (retryAfterMs === undefined || retryAfterMs <= 0) return words.say('advice.later');
  const minutes = Math.ceil(retryAfterMs / 60_000);
  if (minutes < 120) return words.say('advice.later.minutes', { minutes });
  const hours = Math.ceil(minutes / 60);
  return hours < 48
    ? words.say('advice.later.hours', { hours })
    : words.say('advice.later.days', { days: Math.ceil(hours / 24) });
}

const inCode = (id: string) => `\`${id.replaceAll(/[^\w.:-]/g, '').slice(0, 80)}\``;
