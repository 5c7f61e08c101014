import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import type { Failure } from '../../../domain/failure.ts';
import type { OfferedAttempt } from '../../../domain/try-again.ts';
import { failureMessage } from '../../../words/failure-message.ts';
import { blockOf, quoteText } from '../../../words/quoted-text.ts';
import type { Words } from '../../../words/words.ts';
import { type CustomId, encodeCustomId } from '../../kit/custom-id.ts';

type ButtonRow = APIActionRowComponent<APIButtonComponent>;

/** A failure, with what was asked for where only its asker reads it, and what may be done about it. */
export function attemptLook(
  words: Words,
  failure: Failure,
  attempt: OfferedAttempt | null | undefined,
): { readonly content: string; readonly components: readonly ButtonRow[] } {
  const said = failureMessage(words, failure);
  if (attempt === null || attempt === undefined) return { content: said, components: [] };
  const { prompt, words: found = null } = attempt;
  const yours = found === null ? [] : [words.say('blocklist.yours', { words: quoteText(found, wordBounds) })];
  const block = prompt === null ? [] : [blockOf(prompt, promptBounds)];
  return { content: [[said, ...yours].join(' '), ...block].join('\n'), components: attemptRows(words, attempt) };
}

/** **Try again**, or **Change the words**; and **Ask a moderator**. */
export function attemptRows(words: Words, { id, how, mayAppeal }: OfferedAttempt): readonly ButtonRow[] {
  const again: CustomId = how === 'as it is' ? { kind: 'try-again', job: id } : { kind: 'other-words', job: id };
  const first = button(words.say(`button.${again.kind}`), again);
  const appeal = mayAppeal === true ? [button(words.say('button.appeal'), { kind: 'appeal', job: id })] : [];
  return [{ type: ComponentType.ActionRow, components: [first, ...appeal] }];
}

const button = (label: string, customId: CustomId): APIButtonComponent => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label,
  custom_id: encodeCustomId(customId),
});

const wordBounds = { characters: 200, bytes: 600 };
/** Of Discord's 2000 characters: the rest is for the sentence. */
const promptBounds = { characters: 1_200, bytes: 3_600 };
