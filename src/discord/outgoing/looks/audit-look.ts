import type { AuditNotice } from '../../../ports/messenger.ts';
import { moneyWords } from '../../../words/price-words.ts';
import { quoteText } from '../../../words/quoted-text.ts';
import { wordsIn } from '../../../words/words.ts';
import type { FileToSend } from '../../connection/rest.ts';
import { messageLink } from '../../kit/message-link.ts';

/** How an entry looks in the audit channel of its server, at most 2000 characters; every picture is covered. */
export function auditLook({ entry, prompt, pictures }: AuditNotice): {
  readonly content: string;
  readonly files: readonly FileToSend[];
} {
  const words = wordsIn(entry.locale);
  const files = pictures.flatMap(({ file, name }) =>
    file === null
      ? []
      : [
          {
            path: file.path,
            filename: covered(file.filename),
            description: words.say('result.alt.plain', { number: name }),
          },
        ],
  );
  const unshown = entry.versions.length - files.length;
  const facts = [
    (entry.models ?? [entry.model]).map((model) => quoteText(model, { characters: 80, bytes: 240 })).join(', '),
    ...(entry.cost === null ? [] : [moneyWords(words, entry.cost)]),
    ...(unshown === 0 ? [] : [words.say('audit.gone', { count: unshown })]),
  ];
  const title = words.say('audit.entry', {
    member: `<@${entry.asker}>`,
    channel: `<#${entry.channel}>`,
    link: messageLink(entry.guild, entry.channel, entry.message),
  });
  const said = prompt === null ? [] : [`> ${quoteText(prompt, { characters: 1500, bytes: 4500 })}`];
  return { content: [title, `-# ${facts.join(' · ')}`, ...said].join('\n'), files };
}

const covered = (filename: string) => (filename.startsWith('SPOILER_') ? filename : `SPOILER_${filename}`);
