import type { UserId } from '../../domain/ids.ts';
import type { RuleChange } from '../../domain/server/rule-change.ts';
import { pageCharacters, pagesOf } from '../pages.ts';
import { firstOf, type Words } from '../words.ts';
import { memberWords } from './names.ts';
import { type RuleValue, valueWords } from './rule-values.ts';

/** For the log channel: who changed what, one line for each rule. What is the same before and after is not repeated. */
export function rulesChanged(words: Words, by: UserId, changes: readonly RuleChange[]): string {
  const lines = changes.flatMap((change) => changeLine(words, change) ?? []);
  const [shown = []] = pagesOf(lines, (page) => page.join('\n').length <= pageCharacters);
  const more = lines.length - shown.length;
  return [
    words.say('rules.changed', { who: memberWords(by) }),
    ...shown,
    ...(more > 0 ? [words.say('rules.changed.more', { count: more })] : []),
  ].join('\n');
}

/** Null: it reads the same. */
function changeLine(words: Words, { rule, before, after }: RuleChange): string | null {
  // One name and two values of it: so were they taken apart.
  const [was, is] = [before, after].map((value) => valueWords(words, { rule, value } as RuleValue));
  const gone = (was ?? []).filter((each) => !is?.includes(each));
  const come = (is ?? []).filter((each) => !was?.includes(each));
  if (gone.length === 0 && come.length === 0) return null;
  return words.say('rules.changed.line', {
    rule: words.say(`rule.name.${rule}`),
    before: sideWords(words, gone, come.length > 0 && (was ?? []).length > 0),
    after: sideWords(words, come, gone.length > 0 && (is ?? []).length > 0),
  });
}

/** `isPart`: what is the same on both sides stays beside it. */
function sideWords(words: Words, values: readonly string[], isPart: boolean): string {
  if (values.length > 0) return firstOf(words, values, mostNamed);
  return words.say(isPart ? 'rule.value.as-before' : 'rule.value.nothing');
}

const mostNamed = 10;
