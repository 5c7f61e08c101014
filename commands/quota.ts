import type { Quota, QuotaLine } from '../src/application/services.ts';
import { slashCommand } from '../src/discord/kit/command.ts';
import type { Request } from '../src/discord/kit/request.ts';
import { pageButtons } from '../src/discord/outgoing/page-buttons.ts';
import { amountWords, limitName, returnWords, setAmountWords } from '../src/words/limits/limit-words.ts';
import { pageAt, pageCharacters, pagesOf } from '../src/words/pages.ts';
import type { Words } from '../src/words/words.ts';

/** Answers privately: what is left of each limit that binds the asker, in words and as bars in the same order. */
export const quota = slashCommand(
  { name: 'quota', description: 'command.quota', options: {} },
  {
    async run(_options, request) {
      const { place, roles, reply, services, words } = request;
      const found = await services.quota({ guild: place.guild, user: place.user, roles });
      if (found.lines.length === 0) return reply.show(unlimited(words, found), 'asker');
      if ((await reply.acknowledge('asker')).kind !== 'taken') return;
      await finishQuota(request, found, 1);
    },
  },
);

/** Ends an acknowledged answer with one page of what is left. */
export async function finishQuota(
  { place, reply, services, words }: Request,
  found: Quota,
  wanted: number,
): Promise<void> {
  // It may have become so since the page before.
  if (found.lines.length === 0) return void (await reply.finish({ content: unlimited(words, found) }));
  const pages = quotaPages(words, found.lines);
  const page = Math.min(wanted, pages.length);
  const lines = pageAt(pages, page) ?? [];
  const look = {
    content: [
      ...lines.map((line) => sentence(words, line)),
      inHand(words, found),
      ...(pages.length > 1 ? [words.say('page.of', { page, pages: pages.length })] : []),
    ].join('\n'),
    components: pageButtons(words, 'quota-page', page, page < pages.length),
  };
  await using picture = await services.lendQuotaPicture({ ...found, lines }, place.user);
  // The words say all that the bars do.
  if (picture === null) return void (await reply.finish(look));
  const files = [{ path: picture.path, filename: 'quota.png', description: altText(words, lines) }];
  const trouble = await reply.finish({ ...look, files });
  if (trouble !== null) await reply.finish(look);
}

/** As many lines on a page as Discord takes in words, and in the words that stand for the bars. */
export const quotaPages = (words: Words, lines: readonly QuotaLine[]): readonly (readonly QuotaLine[])[] =>
  pagesOf(
    lines,
    (page) =>
      page.map((line) => sentence(words, line)).join('\n').length <= pageCharacters &&
      altText(words, page).length <= mostAltCharacters,
  );

/** What Discord takes as alternative text. */
const mostAltCharacters = 1024;

/** Each as a line of a list. */
export const quotaLines = (words: Words, lines: readonly QuotaLine[]) => lines.map((line) => sentence(words, line));

const unlimited = (words: Words, found: Quota) => `${words.say('quota.unlimited')} ${inHand(words, found)}`;

const inHand = (words: Words, { inHand: { images } }: Quota): string =>
  images === 0
    ? words.say('quota.in-hand.nothing')
    : words.say('quota.in-hand', { amount: amountWords(words, images, 'images') });

/** `6 of 7 left`: by the numbers in words, for whoever cannot see the bars. */
const sentence = (words: Words, line: QuotaLine): string =>
  `- ${words.say('quota.line', {
    limit: words.capital(limitName(words, line)),
    left: left(words, line),
    when: returnWords(line.returnsAt),
  })}`;

function left(words: Words, { amount, used, unit }: QuotaLine): string {
  const remaining = Math.max(0, amount - used);
  return unit === 'images'
    ? words.say('quota.left', { left: remaining, amount })
    : words.say('quota.left', {
        left: amountWords(words, remaining, unit),
        amount: setAmountWords(words, amount, unit),
      });
}

const altText = (words: Words, lines: readonly QuotaLine[]) =>
  lines
    .map((line) => words.say('quota.line.alt', { limit: limitName(words, line), left: left(words, line) }))
    .join('; ');
