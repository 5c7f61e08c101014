import type { GuildId } from '../../domain/ids.ts';
import type { Warning } from '../../domain/jobs/job.ts';
import type { UnreadFile } from '../../domain/pictures/unread-file.ts';
import type { AnsweredPicture, PictureAnswer, UsedPicture } from '../../ports/messenger.ts';
import { mostNamed } from '../../words/character-words.ts';
import { failureReason, withoutNames } from '../../words/failure-message.ts';
import { moneyWords } from '../../words/price-words.ts';
import { plainText, quoteText } from '../../words/quoted-text.ts';
import { hasHeic, unreadWords } from '../../words/unread-words.ts';
import { firstOf, type Words } from '../../words/words.ts';
import { messageLink } from '../kit/message-link.ts';
import { comparedLines, ignoredByEach, modelOf, nameOf, withoutTheirNames } from './looks/compare-text.ts';

/**
 * The words over the pictures: which versions these are, the prompt, what they were made from and with, and what is
 * different from what was asked. At most 2000 characters with room for a mention and a link around it.
 */
export function resultText(words: Words, answer: PictureAnswer, guild: GuildId | null): string {
  const small = [facts(words, answer, guild), ...linesOf(words, answer), ...remarks(words, answer)]
    .map((line) => `-# ${line}`)
    .join('\n');
  const room = Math.max(40, mostCharacters - small.length);
  const shown = shownOf(answer);
  if (isWarned(answer)) return `${words.say('result.title.plain', shown)}\n${small}`;
  const title = words.say('result.title', {
    ...shown,
    prompt: quoteText(answer.recipe.prompt, { characters: Math.min(mostOfPrompt, room), bytes: mostOfPrompt * 4 }),
  });
  return `${title}\n${small}`;
}

/**
 * The same for a place that refuses words: nothing that a member has said, no name of a file, and no link, which such
 * rules refuse as well.
 */
export function plainResultText(words: Words, answer: PictureAnswer): string {
  const warnings = answer.warnings.flatMap((warning): readonly Warning[] => {
    if (warning.kind === 'fewer') return [{ ...warning, failure: withoutNames(warning.failure) }];
    const hasNames = ['converted', 'characters cut', 'characters left out'].includes(warning.kind);
    return hasNames ? [] : [warning];
  });
  const recipe = { ...answer.recipe, characters: undefined };
  const compared = answer.compared?.map(withoutTheirNames);
  const plain = { ...answer, recipe, used: null, warnings, compared };
  const small = [facts(words, plain, null), ...linesOf(words, plain), ...remarks(words, plain)]
    .map((line) => `-# ${line}`)
    .join('\n');
  return `${words.say('result.title.plain', shownOf(answer))}\n${small}`;
}

/** At most 1024 characters: which picture it is, that AI made it, the prompt. */
export function resultAltText(words: Words, answer: PictureAnswer, picture: AnsweredPicture): string {
  const { prompt } = answer.recipe;
  if (isWarned(answer)) return plainAltText(words, answer, picture);
  const said = { number: picture.name, model: modelOf(answer, picture), prompt };
  const made = answer.operation === 'edit' ? 'result.alt.edited' : 'result.alt.made';
  const text = words.say(answer.recipe.draft === undefined ? made : 'drafts.alt', said);
  return plainText(text, { characters: 1024, bytes: 3072 });
}

/** The same without the prompt. */
export const plainAltText = (words: Words, { recipe }: PictureAnswer, { name }: AnsweredPicture): string =>
  words.say(recipe.draft === undefined ? 'result.alt.plain' : 'drafts.alt.plain', { number: name });

/** What a server's list has of its words, the server is not shown. */
const isWarned = ({ warnings }: PictureAnswer) => warnings.some(({ kind }) => kind === 'blocklist');

const shownOf = ({ pictures }: PictureAnswer) => ({
  count: pictures.length,
  numbers: pictures.map(({ name }) => name).join(', '),
});

function facts(words: Words, answer: PictureAnswer, guild: GuildId | null): string {
  const sizes = new Set(answer.pictures.map(({ width, height }) => `${width}×${height}`));
  return [
    ...(answer.used === null ? [] : [usedText(words, answer.used, guild)]),
    ...(answer.recipe.rework === undefined ? [] : [words.say(`result.rework.${answer.recipe.rework}`)]),
    ...withText(words, answer.recipe.characters),
    ...(answer.compared === undefined ? [modelText(answer.recipe.model)] : []),
    [...sizes].join(', '),
    ...costOf(words, answer),
  ].join(' · ');
}

/** What all of them cost together says so: each has its own beside its name. */
function costOf(words: Words, { cost, compared }: PictureAnswer): readonly string[] {
  if (cost === null) return [];
  const price = moneyWords(words, cost);
  return [compared === undefined ? price : words.say('compare.together', { price })];
}

const linesOf = (words: Words, { compared = [], pictures }: PictureAnswer): readonly string[] =>
  comparedLines(words, compared, pictures);

function usedText(words: Words, { kind, name, message, channel, others }: UsedPicture, guild: GuildId | null): string {
  const said = kind === 'made' ? words.say('result.from.version', { number: name }) : words.say('result.from.sent');
  const picture = message === null ? said : `[${said}](${messageLink(guild, channel, message)})`;
  return others === 0 ? words.say('result.from', { picture }) : words.say('result.from.more', { picture, others });
}

function remarks(words: Words, answer: PictureAnswer): readonly string[] {
  const converted = answer.warnings.flatMap((warning) => (warning.kind === 'converted' ? [warning.filename] : []));
  const unshown = answer.pictures.filter(({ file }) => file === null).length;
  const leftOut = answer.warnings.flatMap((warning) => (warning.kind === 'left out' ? warning.files : []));
  return [
    ...(answer.recipe.draft === undefined ? [] : [words.say('drafts.remark', { count: answer.pictures.length })]),
    ...ignoredText(words, answer),
    ...(converted.length > 0 ? [convertedText(words, converted)] : []),
    ...(leftOut.length > 0 ? [leftOutText(words, leftOut)] : []),
    ...answer.warnings.flatMap((warning) => otherRemark(words, warning, answer.compared)),
    ...(answer.pictures.some(({ reduced, file }) => reduced && file !== null) ? [words.say('result.reduced')] : []),
    ...(answer.audit == null ? [] : [words.say(answer.audit.prompts ? 'audit.announced.prompts' : 'audit.announced')]),
    ...(unshown > 0 ? [words.say('result.unshown', { count: unshown })] : []),
    ...unchangedText(words, answer),
    ...(answer.offersOriginal ? [words.say('changed.drifted')] : []),
  ];
}

function ignoredText(words: Words, { warnings, compared }: PictureAnswer): readonly string[] {
  if (compared !== undefined) return ignoredByEach(words, compared, warnings);
  const ignored = warnings.flatMap((warning) => (warning.kind === 'ignored' ? [warning.field] : []));
  const fields = words.list([...new Set(ignored)].map((field) => words.say(`field.${field}`)));
  return ignored.length === 0 ? [] : [words.say('result.ignored', { fields })];
}

function unchangedText(words: Words, { unchanged = [], pictures }: PictureAnswer): readonly string[] {
  if (unchanged.length === 0) return [];
  if (unchanged.length === pictures.length) return [words.say('changed.not-at-all')];
  return [words.say('changed.not-in', { numbers: words.list(unchanged), count: unchanged.length })];
}

function otherRemark(words: Words, warning: Warning, compared?: PictureAnswer['compared']): readonly string[] {
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
    case 'marks':
      return [words.say('result.marks', { share: Math.max(0.01, Math.round(warning.share * 100) / 100) })];
    case 'blocklist':
      return [words.say('blocklist.warned')];
    case 'rest kept':
      return [words.say('rest.kept')];
    case 'not exact':
      return [words.say(`result.not-exact.${dashed[warning.why]}`)];
    case 'characters cut':
      return [cutText(words, warning, compared)];
    case 'characters left out': {
      const { why, names } = warning;
      const said = { characters: charactersText(words, names), count: names.length };
      return [words.say(why === 'gone' ? 'result.characters.gone' : 'result.characters.not-theirs', said)];
    }
    case 'ignored':
    case 'converted':
    case 'left out':
      return [];
    default:
      return warning satisfies never;
  }
}

const dashed = { format: 'format', size: 'size', 'no fit': 'no-fit', 'no part': 'no-part' } as const;

type CutWarning = Extract<Warning, { readonly kind: 'characters cut' }>;

function cutText(
  words: Words,
  { characters: cut, model }: CutWarning,
  compared: PictureAnswer['compared'] = [],
): string {
  const said = cut.map(({ name, used, of }) => {
    const quoted = nameText(name);
    return used === 0
      ? words.say('result.characters.cut.none', { name: quoted })
      : words.say('result.characters.cut.one', { name: quoted, used, of });
  });
  const characters = firstOf(words, said, mostNamed);
  return model === undefined
    ? words.say('result.characters.cut', { characters })
    : words.say('compare.characters.cut', { model: nameOf(model, compared), characters });
}

const withText = (words: Words, characters: readonly { readonly name: string }[] = []): readonly string[] =>
  characters.length === 0
    ? []
    : [
        words.say('result.with', {
          characters: charactersText(
            words,
            characters.map(({ name }) => name),
          ),
        }),
      ];

const charactersText = (words: Words, names: readonly string[]): string =>
  firstOf(words, names.map(nameText), mostNamed);

const nameText = (name: string): string => quoteText(name, { characters: 40, bytes: 160 });

function convertedText(words: Words, filenames: readonly string[]): string {
  const quoted = filenames.map((filename) => quoteText(filename, { characters: 60, bytes: 180 }));
  const files = firstOf(words, quoted, 3);
  return words.say('result.converted', { files, count: filenames.length });
}

function leftOutText(words: Words, files: readonly UnreadFile[]): string {
  const text = words.say('result.left-out', { ...unreadWords(words, files) });
  return hasHeic(files) ? `${text} ${words.say('advice.heic')}` : text;
}

const modelText = (model: string): string => quoteText(model, { characters: 80, bytes: 240 });

/** Above the pictures; all of it stands behind **More**. */
const mostOfPrompt = 200;

/** Of the 2000: the rest is for the title, a mention in front and a link below. */
const mostCharacters = 1700;
