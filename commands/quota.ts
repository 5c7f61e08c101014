import type { Quota, QuotaLine } from '../src/application/services.ts';
import { slashCommand } from '../src/discord/kit/command.ts';
import { amountWords, limitName, returnWords } from '../src/words/limit-words.ts';
import type { Words } from '../src/words/words.ts';

/** Answers privately: what is left of each limit that binds the asker, in words and as bars in the same order. */
export const quota = slashCommand(
  { name: 'quota', description: 'command.quota', options: {} },
  {
    async run(_options, { place, roles, reply, services, words }) {
      const found = await services.quota({ guild: place.guild, user: place.user, roles });
      const text = quotaText(words, found);
      if (found.lines.length === 0) return reply.show(text, 'asker');
      const taken = await reply.acknowledge('asker');
      if (taken.kind !== 'taken') return;
      await using picture = await services.lendQuotaPicture(found);
      const files = [{ path: picture.path, filename: 'quota.png', description: altText(words, found) }];
      const trouble = await reply.finish({ content: text, files });
      // The words say all that the bars do.
      if (trouble !== null) await reply.finish({ content: text });
    },
  },
);

function quotaText(words: Words, { lines, inHand }: Quota): string {
  const { images } = inHand;
  const work =
    images === 0
      ? words.say('quota.in-hand.nothing')
      : words.say('quota.in-hand', { amount: amountWords(words, images, 'images') });
  if (lines.length === 0) return `${words.say('quota.unlimited')} ${work}`;
  return [...lines.map((line) => `- ${sentence(words, line)}`), work].join('\n');
}

/** `6 of 7 left`: by the numbers in words, for whoever cannot see the bars. */
const sentence = (words: Words, line: QuotaLine): string =>
  words.say('quota.line', {
    limit: words.capital(limitName(words, line)),
    left: left(words, line),
    when: returnWords(line.returnsAt),
  });

function left(words: Words, { amount, used, unit }: QuotaLine): string {
  const remaining = Math.max(0, amount - used);
  return unit === 'images'
    ? words.say('quota.left', { left: remaining, amount })
    : words.say('quota.left', { left: amountWords(words, remaining, unit), amount: amountWords(words, amount, unit) });
}

const altText = (words: Words, { lines }: Quota) =>
  lines
    .map((line) => words.say('quota.line.alt', { limit: limitName(words, line), left: left(words, line) }))
    .join('; ')
    .slice(0, 1024);
