import { type Failure, failureRule } from '../domain/failure.ts';
import type { ProviderName } from '../domain/offers/provider.ts';
import { amountWords, limitName, returnWords } from './limit-words.ts';
import { quoteText } from './quoted-text.ts';
import type { Words } from './words.ts';

/**
 * The only place where failures become words. One sentence: whose fault it was, and what it cost; then, where it
 * helps, what to do. Never a vendor's own text; hints are quoted so that nothing in them acts.
 */
export function failureMessage(words: Words, failure: Failure): string {
  const { what, advice } = wordsFor(words, failure);
  return `${what}; ${costOf(failure)}.${advice === undefined ? '' : ` ${advice}`}`;
}

/** The same without the cost, for a picture that is missing beside others. No full stop. */
export const failureReason = (words: Words, failure: Failure): string => wordsFor(words, failure).what;

interface Said {
  readonly what: string;
  readonly advice?: string | undefined;
}

function wordsFor(words: Words, failure: Failure): Said {
  const hint = failure.hint === undefined ? null : quoteText(failure.hint, { characters: 200, bytes: 600 });
  const inBrackets = hint === null ? '' : ` (${hint})`;
  switch (failure.code) {
    case 'server_rule':
      return { what: `A rule of this server does not allow that${inBrackets}` };
    case 'undeliverable':
      return { what: `This server's permissions did not let me post the answer${inBrackets}` };

    case 'bad_request':
      return {
        what: `Your request has something in it that the model cannot take${inBrackets}`,
        advice: 'Change the words or the options, then try again.',
      };
    case 'bad_size':
      return {
        what: 'Your request has a size that this model cannot make',
        advice: hint === null ? 'Choose one of the sizes offered, or `auto`.' : `The nearest it can make is ${hint}.`,
      };
    case 'unknown_model':
      return {
        what: `Your request names a model that I do not know${inBrackets}`,
        advice: 'Choose one of those offered.',
      };
    case 'bad_prompt':
      return { what: `Your request needs a prompt that the model can take${inBrackets}` };
    case 'no_source':
      return {
        what: 'Your request is an edit, but there is no picture to edit here',
        advice: 'Attach one, reply to one, or make one with `/imagine`.',
      };
    case 'too_many_sources':
      return {
        what: 'Your request has more pictures than this model takes',
        advice: hint === null ? 'Send fewer.' : `Send at most ${hint}. ${elsewhere(failure) ?? ''}`.trim(),
      };
    case 'not_a_picture':
      return {
        what: `Your request has a file that is not a picture I can read${inBrackets}`,
        advice: 'PNG, JPEG, WebP, GIF and AVIF will do.',
      };
    case 'empty_mask':
      return {
        what: 'Your request has a mask that leaves nothing to change',
        advice: 'Make the part to change see-through, or white on black.',
      };
    case 'masks_not_offered':
      return {
        what: `Your request names a part of the picture, and no service that is set up here can keep to it${inBrackets}`,
        advice: elsewhere(failure) ?? 'Describe the part in words instead, or choose another model.',
      };
    case 'picture_too_large':
      return { what: `Your request has a picture that is too large${inBrackets}`, advice: 'Send a smaller one.' };
    case 'source_gone':
      return {
        what: `Your request needs a picture that can no longer be fetched${inBrackets}`,
        advice: 'Attach it again.',
      };
    case 'not_offered':
      return { what: `Your request needs something that is not offered here${inBrackets}`, advice: elsewhere(failure) };

    case 'cancelled':
      return { what: 'You cancelled this before it was sent' };
    case 'hidden':
      return {
        what: 'You cancelled this after it was sent',
        advice: 'If the image service makes it, you find it in `/history show`.',
      };

    case 'moderated':
      return {
        what: "The image service's moderation refused these words or pictures",
        advice: 'Say it differently, or use another picture.',
      };

    case 'quota':
      return overLimit(words, failure);
    case 'unpriced':
      return {
        what: `A limit in dollars is set here, and nobody publishes what this model costs${inBrackets}`,
        advice: 'Choose another model.',
      };

    case 'rate_limited':
      return {
        what: 'The image service is busy: it takes no more requests just now',
        advice: comeBack(failure) ?? 'Try again in a few minutes.',
      };
    case 'queue_full':
      return { what: 'I am too busy: the line is full', advice: comeBack(failure) ?? 'Try again in a few minutes.' };
    case 'no_room':
      return {
        what: 'I am too busy: there is no room for more pictures',
        advice: comeBack(failure) ?? 'Try again in a few minutes.',
      };
    case 'unreachable':
      return {
        what: 'The image service is too busy or away: it could not be reached',
        advice: comeBack(failure) ?? 'Try again in a few minutes.',
      };

    case 'provider_failed':
    case 'task_failed':
      return { what: 'The image service failed to make it', advice: 'Try again, or choose another model.' };
    case 'key_refused':
    case 'out_of_balance':
      return { what: 'The image service refused our account', advice: 'Whoever runs this bot has to put that right.' };
    case 'model_unavailable':
      return { what: 'The image service does not offer this model at the moment', advice: 'Choose another model.' };
    case 'no_image':
      return { what: 'The image service answered without a picture', advice: 'Try again, or change the words.' };
    case 'result_lost':
      return { what: 'The image service made it, but the picture could not be fetched from there' };
    case 'result_refused':
      return { what: 'The image service sent something that cannot be shown as a picture' };
    case 'outcome_unknown':
      return {
        what: 'The image service never said whether it made this picture, so I do not ask a second time by myself',
        advice: 'Ask again if you still want it.',
      };

    case 'bug':
      return {
        what: 'Something went wrong on our side, and it is our fault',
        advice:
          failure.reference === undefined
            ? undefined
            : `Please quote ${inCode(failure.reference)} to whoever runs this bot.`,
      };
    default:
      return failure.code satisfies never;
  }
}

/** Who would do it: a member may choose another model; another service is for whoever runs the bot to add. */
function elsewhere({ elsewhere: found }: Failure): string | undefined {
  if (found === undefined) return undefined;
  if (found.models.length > 0) {
    const names = found.models.slice(0, 3).map((name) => quoteText(name, { characters: 60, bytes: 180 }));
    return `${alternatives(names)} would do it.`;
  }
  const services = found.services.map((name) => serviceNames[name]);
  return `${alternatives(services)} would do it, and whoever runs this bot has no key for that.`;
}

const serviceNames: Readonly<Record<ProviderName, string>> = {
  acedatacloud: 'AceDataCloud',
  openai: 'OpenAI',
  agcloud: 'AGCloud',
  gmicloud: 'GMI Cloud',
};

const alternatives = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

function overLimit(words: Words, { limit }: Failure): Said {
  if (limit === undefined) return { what: 'Your request is over a limit that is set here' };
  const { asked, used, unit, amount, returnsAt } = limit;
  const left = amountWords(words, Math.max(0, amount - used), unit);
  return {
    what: `Your request would take ${amountWords(words, asked, unit)}, and ${limitName(words, limit)} has ${left} left`,
    advice: `It returns ${returnWords(returnsAt)}.`,
  };
}

/** `operator`: the vendor may have charged us, which is no concern of the member's. */
function costOf(failure: Failure): string {
  const { money } = failureRule(failure);
  switch (money) {
    case 'release':
      return 'nothing was charged';
    case 'operator':
      return 'you were not charged';
    case 'if made':
      return 'it is charged only if it is made';
    default:
      return money satisfies never;
  }
}

function comeBack({ retryAfterMs }: Failure): string | undefined {
  if (retryAfterMs === undefined || retryAfterMs <= 0) return undefined;
  const minutes = Math.ceil(retryAfterMs / 60_000);
  if (minutes <= 1) return 'Try again in a minute.';
  if (minutes < 120) return `Try again in ${minutes} minutes.`;
  const hours = Math.ceil(minutes / 60);
  return hours < 48 ? `Try again in ${hours} hours.` : `Try again in ${Math.ceil(hours / 24)} days.`;
}

const inCode = (id: string) => `\`${id.replaceAll(/[^\w.:-]/g, '').slice(0, 80)}\``;
