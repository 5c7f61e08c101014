import type { NamedVersion, ToldRecipe } from '../../../application/services.ts';
import { moneyWords } from '../../../words/price-words.ts';
import { blockOf, quoteText } from '../../../words/quoted-text.ts';
import { firstOf, type Words } from '../../../words/words.ts';
import { messageLink } from '../../kit/message-link.ts';
import type { Finish } from '../reply-bodies.ts';

/**
 * What made one version, or several that were made alike. The words stand in blocks, from which a telephone copies them as
 * they are; what does not fit goes along as a file, with its beginning in the block.
 */
export function recipeLook(words: Words, told: readonly ToldRecipe[]): Finish {
  const [first] = told;
  if (first === undefined) throw new Error('a recipe of nothing');
  const facts = factsOf(words, told, first);
  if (first.isWordless) return { content: [...facts, '', words.say('recipe.wordless')].join('\n') };
  const { recipe, revisedPrompt } = first;
  const texts = [
    [words.say('recipe.prompt'), recipe.prompt] as const,
    ...(revisedPrompt === null ? [] : [[words.say('recipe.revised'), revisedPrompt] as const]),
  ];
  const whole = [...facts, ...texts.map(([title, text]) => `${title}\n${blockOf(text, unlimited)}`)].join('\n');
  if (whole.length <= mostCharacters) return { content: whole };
  const note = words.say('recipe.whole');
  const titles = texts.reduce((sum, [title]) => sum + title.length + fences, 0);
  const room = mostCharacters - facts.join('\n').length - note.length - titles - texts.length - 2;
  const share = Math.max(40, Math.floor(room / texts.length));
  const blocks = texts.map(([title, text]) => `${title}\n${blockOf(text, { characters: share, bytes: 4 * share })}`);
  const file = [...facts.map(unmarked), ...texts.map(([title, text]) => `\n${title}\n${text}`), ''].join('\n');
  return {
    content: [...facts, ...blocks, note].join('\n'),
    files: [{ text: file, filename: 'recipe.txt', description: words.say('recipe.file.alt') }],
  };
}

/** Each on a line of its own. */
function factsOf(words: Words, told: readonly ToldRecipe[], first: ToldRecipe): readonly string[] {
  const { owner, madeAt, recipe, cost } = first;
  const names = words.list(told.map((each) => linked(each.name, each)));
  const amount = cost === null ? null : moneyWords(words, cost);
  return [
    words.say('recipe.title', { count: told.length, names }),
    words.say('recipe.made', { who: `<@${owner}>`, when: `<t:${Math.floor(madeAt / 1000)}:f>` }),
    words.say('recipe.model', { model: short(recipe.model) }),
    ...kindOf(words, first),
    sizeOf(words, first),
    words.say('recipe.quality', { quality: recipe.quality }),
    ...(recipe.background === 'auto' ? [] : [words.say('recipe.background', { background: recipe.background })]),
    ...(recipe.format === undefined ? [] : [words.say('recipe.format', { format: recipe.format })]),
    ...(recipe.count === 1 ? [] : [words.say('recipe.count', { count: recipe.count })]),
    ...partOf(words, first),
    ...madeFrom(words, first),
    ...charactersIn(words, first),
    ...(amount === null ? [] : [words.say(told.length === 1 ? 'recipe.cost' : 'recipe.cost.each', { amount })]),
  ];
}

/** What it is besides a picture of its prompt. */
function kindOf(words: Words, { recipe, restOf }: ToldRecipe): readonly string[] {
  const { rework, draft, compared, startsOver, sheetOf } = recipe;
  const models = (compared ?? []).map(short);
  return [
    ...(restOf === null ? [] : [words.say('recipe.rest', { version: versionText(words, restOf) })]),
    ...(rework === undefined ? [] : [words.say(`recipe.rework.${rework}`)]),
    ...(draft === undefined ? [] : [words.say('recipe.draft', { size: pixels(draft.size), quality: draft.quality })]),
    ...(models.length === 0 ? [] : [words.say('recipe.compared', { models: words.list(models) })]),
    ...(startsOver === true ? [words.say('recipe.starts-over')] : []),
    ...(sheetOf === undefined ? [] : [words.say('recipe.sheet')]),
  ];
}

function sizeOf(words: Words, { recipe, got }: ToldRecipe): string {
  const asked = pixels(recipe.size);
  const size = `${got.width}×${got.height}`;
  return asked === size ? words.say('recipe.size', { size }) : words.say('recipe.size.asked', { asked, size });
}

function partOf(words: Words, { recipe: { mask, keep } }: ToldRecipe): readonly string[] {
  if (mask === undefined) return [];
  const part = mask.kind === 'region' ? mask.region : words.say('recipe.part.mask');
  const rest = keep === undefined ? [] : [words.say(`recipe.keep.${keep}`)];
  return [[words.say('recipe.part', { part }), ...rest].join(', ')];
}

function madeFrom(words: Words, { sources, unseen }: ToldRecipe): readonly string[] {
  const seen = sources.map((each) =>
    each.isSent ? linked(words.say('recipe.from.sent'), each) : versionText(words, each),
  );
  const others = unseen === 0 ? [] : [words.say('recipe.from.unseen', { count: unseen })];
  const pictures = [...seen, ...others];
  return pictures.length === 0 ? [] : [words.say('recipe.from', { pictures: firstOf(words, pictures, mostNamed) })];
}

function charactersIn(words: Words, { recipe: { characters = [] } }: ToldRecipe): readonly string[] {
  if (characters.length === 0) return [];
  const names = characters.map(({ name }) => short(name));
  return [words.capital(words.say('result.with', { characters: firstOf(words, names, mostNamed) }))];
}

const versionText = (words: Words, version: NamedVersion) =>
  linked(words.say('recipe.version', { name: version.name }), version);

const linked = (text: string, { shown }: NamedVersion) =>
  shown === null ? text : `[${text}](${messageLink(shown.guild, shown.channel, shown.message)})`;

const pixels = (size: string) => size.replace('x', '×');

const short = (text: string) => quoteText(text, { characters: 40, bytes: 160 });

/** Of a text file: without what Discord would make of it. */
const unmarked = (line: string) => line.replaceAll('**', '').replaceAll('\\', '');

const mostNamed = 5;
const mostCharacters = 2000;
/** Around what stands in a block, and the line that names it. */
const fences = 10;
const unlimited = { characters: 100_000, bytes: 400_000 };
