import type { RuleChange } from '../../domain/server/rule-change.ts';
import type { ChannelRules, ModelRule, ServerDefaults } from '../../domain/server/server-rules.ts';
import { limitLine } from '../limits/limit-list.ts';
import { setMoneyWords } from '../price-words.ts';
import { quoteText } from '../quoted-text.ts';
import type { Words } from '../words.ts';
import { channelWords, memberWords, modelWords, roleWords } from './names.ts';

/** A rule and what is set for it. */
export type RuleValue = RuleChange extends infer Change
  ? Change extends RuleChange
    ? { readonly rule: Change['rule']; readonly value: Change['after'] }
    : never
  : never;

/** What is set for a rule, entry by entry; nothing where nothing is. */
export function valueWords(words: Words, set: RuleValue): readonly string[] {
  if (set.value === undefined || set.value === null) return [];
  switch (set.rule) {
    case 'channels':
      return channelRuleWords(words, set.value);
    case 'roles':
      return set.value.map(roleWords);
    case 'models':
      return set.value.map((each) => modelRuleWords(words, each));
    case 'trusted':
      return set.value.map(memberWords);
    case 'defaults':
      return defaultsWords(words, set.value);
    case 'threads':
    case 'spoiler':
      return [words.say(set.value ? 'rule.value.on' : 'rule.value.off')];
    case 'replies':
    case 'others':
    case 'photos':
      return [modelWords(set.value)];
    case 'keepDays':
      return [words.say('rule.value.days', { count: set.value })];
    case 'askAbove':
      return [setMoneyWords(words, set.value)];
    case 'blocklist':
      return [
        ...set.value.entries.map((entry) => quoteText(entry, { characters: 60, bytes: 180 })),
        words.say('rule.value.action', { action: set.value.action }),
      ];
    case 'audit':
      return [
        words.say(set.value.prompts ? 'rule.value.audit.prompts' : 'rule.value.audit', {
          channel: channelWords(set.value.channel),
        }),
      ];
    case 'limits':
      return set.value.map((limit) => limitLine(words, limit));
    case 'unreadable':
      return set.value.map(() => words.say('limit.unreadable'));
    case 'logChannel':
      return [channelWords(set.value)];
    default:
      return set satisfies never;
  }
}

const channelRuleWords = (words: Words, { allowed, denied }: ChannelRules): readonly string[] => [
  ...allowed.map((each) => words.say('rule.channel.allowed', { channel: channelWords(each) })),
  ...denied.map((each) => words.say('rule.channel.denied', { channel: channelWords(each) })),
];

/** `gpt-image-2` for everybody, or for whoever has that role. */
export const modelRuleWords = (words: Words, { model, role }: ModelRule): string =>
  role === null
    ? words.say('rule.model.everybody', { model: modelWords(model) })
    : words.say('rule.model.role', { model: modelWords(model), role: roleWords(role) });

const defaultsWords = (words: Words, { model, size, quality }: ServerDefaults): readonly string[] => [
  ...(model === undefined ? [] : [words.say('rule.value.model', { model: modelWords(model) })]),
  ...(size === undefined
    ? []
    : [words.say('rule.value.size', { size: quoteText(size, { characters: 40, bytes: 120 }) })]),
  ...(quality === undefined ? [] : [words.say('rule.value.quality', { quality: modelWords(quality) })]),
];
