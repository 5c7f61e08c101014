import type { FailureOf } from '../../domain/failure.ts';
import { quoteText } from '../quoted-text.ts';
import { firstOf, type Words } from '../words.ts';
import { channelWords, modelWords, roleWords } from './names.ts';

type AgainstRule = FailureOf<'server_rule'>;

/** Which rule of the server it was, without a full stop. */
export function ruleReason(words: Words, failure: AgainstRule): string {
  switch (failure.rule) {
    case undefined:
      return words.say('failure.server_rule');
    case 'models':
      return words.say('failure.server_rule.models', {
        named: ` (${quoteText(failure.model, { characters: 80, bytes: 240 })})`,
      });
    case 'others':
    case 'photos':
    case 'channels':
    case 'roles':
      return words.say(`failure.server_rule.${failure.rule}`);
    default:
      return failure satisfies never;
  }
}

/** What it allows instead; null where it names nothing. */
export function ruleAdvice(words: Words, failure: AgainstRule): string | null {
  switch (failure.rule) {
    case 'channels': {
      const channels = failure.allowed.map(channelWords);
      return channels.length === 0
        ? null
        : words.say('advice.server_rule.channels', { channels: firstOf(words, channels, mostNamed) });
    }
    case 'roles':
      return words.say('advice.server_rule.roles', {
        roles: firstOf(words, failure.allowed.map(roleWords), mostNamed),
      });
    case 'models': {
      const models = failure.allowed.map(modelWords);
      return models.length === 0
        ? null
        : words.say('advice.server_rule.models', { models: firstOf(words, models, mostNamed) });
    }
    default:
      return null;
  }
}

const mostNamed = 5;
