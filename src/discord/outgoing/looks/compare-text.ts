import type { ModelId } from '../../../domain/ids.ts';
import type { Warning } from '../../../domain/jobs/job.ts';
import type { AnsweredPicture, ComparedModel, PictureAnswer } from '../../../ports/messenger.ts';
import { failureReason, withoutNames } from '../../../words/failure-message.ts';
import { moneyWords } from '../../../words/price-words.ts';
import { quoteText } from '../../../words/quoted-text.ts';
import type { Words } from '../../../words/words.ts';

/**
 * A line for each model: the place of its picture among those shown, by which the buttons are numbered, its name, how long it
 * took and what it cost; or why there is none.
 */
export function comparedLines(
  words: Words,
  compared: readonly ComparedModel[],
  pictures: readonly AnsweredPicture[],
): readonly string[] {
  return compared.map((each) => {
    const name = quoted(each.name);
    if (each.kind === 'failed')
      return [words.say('compare.none'), name, failureReason(words, each.failure)].join(' · ');
    const place = pictures.findIndex(({ version }) => version === each.version);
    return [
      place < 0 ? words.say('compare.none') : String(place + 1),
      name,
      ...(each.took === undefined ? [] : [words.say('compare.took', { seconds: secondsOf(each.took) })]),
      ...(each.cost === null ? [] : [moneyWords(words, each.cost)]),
    ].join(' · ');
  });
}

/** Where none made anything: their names alone, where the sentence above holds for all of them. */
export function failedLines(words: Words, compared: readonly ComparedModel[]): readonly string[] {
  const reasons = new Set(compared.map((each) => (each.kind === 'failed' ? failureReason(words, each.failure) : null)));
  if (compared.length === 0 || reasons.size > 1) return comparedLines(words, compared, []);
  return [compared.map(({ name }) => quoted(name)).join(' · ')];
}

/** The same without what its asker has put into words. */
export const withoutTheirNames = (each: ComparedModel): ComparedModel =>
  each.kind === 'failed' ? { ...each, failure: withoutNames(each.failure) } : each;

/** The model that made this picture, by the name that the lines have for it; else that of the request. */
export function modelOf({ compared = [], recipe }: PictureAnswer, { version }: AnsweredPicture): string {
  return compared.find((each) => each.kind === 'made' && each.version === version)?.name ?? recipe.model;
}

/** As the lines call it. */
export const nameOf = (model: ModelId, compared: readonly ComparedModel[]): string =>
  quoted(compared.find((each) => each.model === model)?.name ?? model);

/** What each model leaves out, model by model. */
export function ignoredByEach(
  words: Words,
  compared: readonly ComparedModel[],
  warnings: readonly Warning[],
): readonly string[] {
  const ignored = warnings.filter((each) => each.kind === 'ignored');
  return [...Map.groupBy(ignored, ({ model }) => model)].map(([model, each]) => {
    const fields = [...new Set(each.map(({ field }) => field))].map((field) => words.say(`field.${field}`));
    return words.say('compare.ignored', { model: nameOf(model, compared), fields: words.list(fields) });
  });
}

const quoted = (name: string): string => quoteText(name, { characters: 80, bytes: 240 });

/** A tenth of a second as long as that tells anything. */
const secondsOf = (took: number): string => (took / 1000).toFixed(took < 99_950 ? 1 : 0);
