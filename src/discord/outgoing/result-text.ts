import type { GuildId } from '../../domain/ids.ts';
import type { Warning } from '../../domain/jobs/job.ts';
import type { UnreadFile } from '../../domain/pictures/unread-file.ts';
import type { AnsweredPicture, PictureAnswer, UsedPicture } from '../../ports/messenger.ts';
import { failureReason } from '../../words/failure-message.ts';
import { plainText, quoteText } from '../../words/quoted-text.ts';
import { hasHeic, unreadWords } from '../../words/unread-words.ts';
import type { Words } from '../../words/words.ts';
import { messageLink } from '../kit/message-link.ts';

/**
 * The words over the pictures: which versions these are, the prompt, what they were made from and with, and what is
 * different from what was asked. At most 2000 characters with room for a mention and a link around it.
 */
export function resultText(words: Words, answer: PictureAnswer, guild: GuildId | null): string {
  const small = [facts(words, answer, guild), ...remarks(words, answer)].map((line) => `-# ${line}`).join('\n');
  const room = Math.max(40, mostCharacters - small.length);
  const title = words.say('result.title', {
    count: answer.pictures.length,
    numbers: answer.pictures.map(({ number }) => number).join(', '),
    prompt: quoteText(answer.recipe.prompt, { characters: Math.min(1000, room), bytes: 3000 }),
  });
  return `${title}\n${small}`;
}

/** At most 1024 characters: which picture it is, that AI made it, the prompt. */
export function resultAltText(words: Words, answer: PictureAnswer, picture: AnsweredPicture): string {
  const { model, prompt } = answer.recipe;
  const said = { number: picture.number, model, prompt };
  const text = answer.operation === 'edit' ? words.say('result.alt.edited', said) : words.say('result.alt.made', said);
  return plainText(text, { characters: 1024, bytes: 3072 });
}

/** What one picture cost, e.g. `$0.041`; less than a tenth of a cent is not shown as nothing. */
export function costText(words: Words, millionths: number): string {
  const dollars = millionths / 1_000_000;
  if (dollars === 0 || dollars >= 0.1) return `$${dollars.toFixed(2)}`;
  return dollars < 0.001 ? words.say('result.cost.under', { amount: '$0.001' }) : `$${dollars.toFixed(3)}`;
}

function facts(words: Words, answer: PictureAnswer, guild: GuildId | null): string {
  const sizes = new Set(answer.pictures.map(({ width, height }) => `${width}×${height}`));
  return [
    ...(answer.used === null ? [] : [usedText(words, answer.used, guild)]),
    modelText(answer.recipe.model),
    [...sizes].join(', '),
    ...(answer.cost === null ? [] : [costText(words, answer.cost)]),
  ].join(' · ');
}

function usedText(
  words: Words,
  { kind, number, message, channel, others }: UsedPicture,
  guild: GuildId | null,
): string {
  const name = kind === 'made' ? words.say('result.from.version', { number }) : words.say('result.from.sent');
  const picture = message === null ? name : `[${name}](${messageLink(guild, channel, message)})`;
  return others === 0 ? words.say('result.from', { picture }) : words.say('result.from.more', { picture, others });
}

function remarks(words: Words, answer: PictureAnswer): readonly string[] {
  const ignored = answer.warnings.flatMap((warning) => (warning.kind === 'ignored' ? [warning.field] : []));
  const fields = words.list([...new Set(ignored)].map((field) => words.say(`field.${field}`)));
  const converted = answer.warnings.flatMap((warning) => (warning.kind === 'converted' ? [warning.filename] : []));
  const leftOut = answer.warnings.flatMap((warning) => (warning.kind === 'left out' ? warning.files : []));
  return [
    ...(ignored.length > 0 ? [words.say('result.ignored', { fields })] : []),
    ...(converted.length > 0 ? [convertedText(words, converted)] : []),
    ...(leftOut.length > 0 ? [leftOutText(words, leftOut)] : []),
    ...answer.warnings.flatMap((warning) => otherRemark(words, warning)),
    ...(answer.pictures.some(({ reduced }) => reduced) ? [words.say('result.reduced')] : []),
  ];
}

function otherRemark(words: Words, warning: Warning): readonly string[] {
  switch (warning.kind) {
    case 'fewer': {
      const { got, asked, failure } = warning;
      return [words.say('result.fewer', { got, asked, reason: failureReason(words, failure) })];
    }
    case 'replaced':
      return [words.say('result.replaced', { asked: modelText(warning.asked), by: modelText(warning.by) })];
    case 'original gone':
      return [words.say('result.original-gone')];
    case 'mask':
      return [words.say(warning.scaled ? `result.mask.${warning.as}.scaled` : `result.mask.${warning.as}`)];
    case 'ignored':
    case 'converted':
    case 'left out':
      return [];
    default:
      return warning satisfies never;
  }
}

function convertedText(words: Words, filenames: readonly string[]): string {
  const named = filenames.slice(0, 3).map((filename) => quoteText(filename, { characters: 60, bytes: 180 }));
  const rest = filenames.length - named.length;
  const files = words.list(rest > 0 ? [...named, words.say('result.converted.rest', { count: rest })] : named);
  return words.say('result.converted', { files, count: filenames.length });
}

function leftOutText(words: Words, files: readonly UnreadFile[]): string {
  const text = words.say('result.left-out', { ...unreadWords(words, files) });
  return hasHeic(files) ? `${text} ${words.say('advice.heic')}` : text;
}

const modelText = (model: string): string => quoteText(model, { characters: 80, bytes: 240 });

/** Of the 2000: the rest is for the title, a mention in front and a link below. */
const mostCharacters = 1700;
