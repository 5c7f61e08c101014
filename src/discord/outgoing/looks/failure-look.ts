import type { FailureAnswer } from '../../../ports/messenger.ts';
import { withoutNames } from '../../../words/failure-message.ts';
import type { Words } from '../../../words/words.ts';
import { attemptLook } from './attempt-look.ts';
import { failedLines, withoutTheirNames } from './compare-text.ts';

/** A failure, what may be done about it, and below it what each of several models says. */
export function failureLook(words: Words, { failure, attempt, compared = [] }: FailureAnswer) {
  const { content, components } = attemptLook(words, failure, attempt);
  const lines = failedLines(words, compared).map((line) => `-# ${line}`);
  return { content: [content, ...lines].join('\n'), components };
}

/** The same without anything that its asker has put into words. */
export function plainFailure({ attempt, ...answer }: FailureAnswer): FailureAnswer {
  const isOffered = attempt !== null && attempt !== undefined;
  return {
    ...answer,
    failure: withoutNames(answer.failure),
    compared: answer.compared?.map(withoutTheirNames),
    attempt: isOffered ? { ...attempt, prompt: null, words: null } : null,
  };
}
