import type { Quota, QuotaLine } from '../src/application/services.ts';
import { slashCommand } from '../src/discord/kit/command.ts';
import { amountWords, limitName, returnWords } from '../src/discord/outgoing/limit-words.ts';

/** Answers privately: what is left of each limit that binds the asker, in words and as bars in the same order. */
export const quota = slashCommand(
  { name: 'quota', description: 'What you and this server have left, and when it comes back', options: {} },
  {
    async run(_options, { place, roles, reply, services }) {
      const found = await services.quota({ guild: place.guild, user: place.user, roles });
      const text = quotaText(found);
      if (found.lines.length === 0) return reply.show(text, 'asker');
      const taken = await reply.acknowledge('asker');
      if (taken.kind !== 'taken') return;
      await using picture = await services.lendQuotaPicture(found);
      const files = [{ path: picture.path, filename: 'quota.png', description: altText(found) }];
      const trouble = await reply.finish({ content: text, files });
      // The words say all that the bars do.
      if (trouble !== null) await reply.finish({ content: text });
    },
  },
);

function quotaText({ lines, inHand }: Quota): string {
  const work = `Being made for you now: ${inHand.images === 0 ? 'nothing' : amountWords(inHand.images, 'images')}.`;
  if (lines.length === 0) return `No limit binds you here. ${work}`;
  return [...lines.map((line) => `- ${sentence(line)}; it returns ${returnWords(line.returnsAt)}`), work].join('\n');
}

/** `6 of 7 left`: by the numbers in words, for whoever cannot see the bars. */
function sentence(line: QuotaLine): string {
  const name = limitName(line);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}: **${left(line)}**`;
}

function left({ amount, used, unit }: QuotaLine): string {
  const remaining = Math.max(0, amount - used);
  return unit === 'images'
    ? `${remaining} of ${amount} left`
    : `${amountWords(remaining, unit)} of ${amountWords(amount, unit)} left`;
}

const altText = ({ lines }: Quota) =>
  lines
    .map((line) => `${limitName(line)}: ${left(line)}`)
    .join('; ')
    .slice(0, 1024);
