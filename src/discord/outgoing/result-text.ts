import type { GuildId } from '../../domain/ids.ts';
import type { Warning } from '../../domain/jobs/job.ts';
import type { AnsweredPicture, PictureAnswer, UsedPicture } from '../../ports/messenger.ts';
import { failureReason } from './failure-message.ts';
import { plainText, quoteText } from './quoted-text.ts';

/**
 * The words over the pictures: which versions these are, the prompt, what they were made from and with, and what is
 * different from what was asked. At most 2000 characters with room for a mention and a link around it.
 */
export function resultText(answer: PictureAnswer, guild: GuildId | null): string {
  const title = answer.pictures.length === 1 ? 'Version' : 'Versions';
  const numbers = answer.pictures.map(({ number }) => number).join(', ');
  const small = [facts(answer, guild), ...remarks(answer)].map((line) => `-# ${line}`).join('\n');
  const room = Math.max(40, mostCharacters - small.length);
  const prompt = quoteText(answer.recipe.prompt, { characters: Math.min(1000, room), bytes: 3000 });
  return `**${title} ${numbers}:** “${prompt}”\n${small}`;
}

/** At most 1024 characters: which picture it is, that AI made it, the prompt. */
export function resultAltText(answer: PictureAnswer, picture: AnsweredPicture): string {
  const made = answer.operation === 'edit' ? 'edited' : 'made';
  return plainText(`Version ${picture.number}, ${made} by AI (${answer.recipe.model}): ${answer.recipe.prompt}`, {
    characters: 1024,
    bytes: 3072,
  });
}

/** What one picture cost, e.g. `$0.041`; less than a tenth of a cent is not shown as nothing. */
export function costText(millionths: number): string {
  const dollars = millionths / 1_000_000;
  if (dollars === 0 || dollars >= 0.1) return `$${dollars.toFixed(2)}`;
  return dollars < 0.001 ? 'under $0.001' : `$${dollars.toFixed(3)}`;
}

function facts(answer: PictureAnswer, guild: GuildId | null): string {
  const sizes = new Set(answer.pictures.map(({ width, height }) => `${width}×${height}`));
  return [
    ...(answer.used === null ? [] : [usedText(answer.used, guild)]),
    modelText(answer.recipe.model),
    [...sizes].join(', '),
    ...(answer.cost === null ? [] : [costText(answer.cost)]),
  ].join(' · ');
}

function usedText({ kind, number, message, channel, others }: UsedPicture, guild: GuildId | null): string {
  const name = kind === 'made' ? `version ${number}` : 'the picture sent';
  const link = `https://discord.com/channels/${guild ?? '@me'}/${channel}/${message}`;
  const first = message === null ? name : `[${name}](${link})`;
  if (others === 0) return `From ${first}`;
  return `From ${first} and ${others} more ${others === 1 ? 'picture' : 'pictures'}`;
}

function remarks(answer: PictureAnswer): readonly string[] {
  const ignored = answer.warnings.flatMap((warning) => (warning.kind === 'ignored' ? [warning.field] : []));
  const converted = answer.warnings.flatMap((warning) => (warning.kind === 'converted' ? [warning.filename] : []));
  return [
    ...(ignored.length > 0 ? [`This model does not take ${listed([...new Set(ignored)])}, so that was left out.`] : []),
    ...(converted.length > 0 ? [convertedText(converted)] : []),
    ...answer.warnings.flatMap(otherRemark),
    ...(answer.pictures.some(({ reduced }) => reduced) ? ['Reduced to fit here; **Full size** has the original.'] : []),
  ];
}

function otherRemark(warning: Warning): readonly string[] {
  switch (warning.kind) {
    case 'fewer':
      return [`${warning.got} of the ${warning.asked} asked for: ${failureReason(warning.failure)}.`];
    case 'replaced':
      return [`${modelText(warning.asked)} is no longer there, so ${modelText(warning.by)} made this.`];
    case 'original gone':
      return ['The original to work on is gone, so the copy that was shown was used.'];
    case 'mask':
      return [maskText(warning)];
    case 'ignored':
    case 'converted':
      return [];
    default:
      return warning satisfies never;
  }
}

function maskText({ as, scaled }: Extract<Warning, { kind: 'mask' }>): string {
  const taken =
    as === 'transparency' ? 'what is see-through in the mask was changed' : 'what is white in the mask was changed';
  return `${taken.charAt(0).toUpperCase()}${taken.slice(1)}${scaled ? '; it was scaled to the picture' : ''}.`;
}

function convertedText(filenames: readonly string[]): string {
  const named = filenames.slice(0, 3).map((filename) => quoteText(filename, { characters: 60, bytes: 180 }));
  const rest = filenames.length - named.length;
  const verb = filenames.length === 1 ? 'was' : 'were';
  return `${listed(rest > 0 ? [...named, `${rest} more`] : named)} ${verb} converted to PNG first.`;
}

const modelText = (model: string): string => quoteText(model, { characters: 80, bytes: 240 });

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** Of the 2000: the rest is for the title, a mention in front and a link below. */
const mostCharacters = 1700;
