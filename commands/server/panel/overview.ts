import { type RuleValue, valueWords } from '../../../src/words/server/rule-values.ts';
import type { Words } from '../../../src/words/words.ts';
import { firstOf } from '../../../src/words/words.ts';
import type { DrawPage, Settings } from './panel.ts';
import { line, press, section, text } from './parts.ts';

/** What is set for each group of rules, each with the button to its page. */
export const drawOverview: DrawPage = ({ request: { words, mention }, settings }) => [
  text(words.say('panel.title')),
  line,
  ...groups.map(({ page, rules }) => {
    const lines = rules.map((rule) => ruleLine(words, settings, rule));
    return section(lines.join('\n'), press('panel', page, words.say('panel.change')));
  }),
  line,
  text(words.say('panel.limits', { limit: mention('server limit set'), list: mention('server limit list') })),
];

/** Its name, and what is set, in few words. */
function ruleLine(words: Words, settings: Settings, rule: PanelRule): string {
  // One name and its own value.
  const values = valueWords(words, { rule, value: settings[rule] } as RuleValue);
  const said = values.length === 0 ? words.say(`panel.usual.${rule}`) : firstOf(words, values, mostNamed);
  return words.say('panel.rule', { rule: words.say(`rule.name.${rule}`), value: said });
}

const mostNamed = 3;

const groups = [
  { page: 'channels', rules: ['channels'] },
  { page: 'roles', rules: ['roles'] },
  { page: 'models', rules: ['models'] },
  { page: 'defaults', rules: ['defaults', 'askAbove', 'keepDays'] },
  { page: 'pictures', rules: ['replies', 'others', 'photos', 'threads', 'spoiler'] },
  { page: 'blocklist', rules: ['blocklist'] },
  { page: 'notices', rules: ['logChannel', 'audit'] },
  { page: 'trusted', rules: ['trusted'] },
] as const;

type PanelRule = (typeof groups)[number]['rules'][number];
