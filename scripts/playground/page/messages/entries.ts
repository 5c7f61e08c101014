import type { InteractionSeen, Snowflake, WireMessage } from '../../protocol.ts';
import { byId } from '../state/apply-event.ts';
import type { PageState } from '../state/page-state.ts';

/** One thing in the list: a message, or a command that is being sent or went unanswered. */
export type Entry =
  | {
      readonly kind: 'message';
      readonly id: Snowflake;
      readonly message: WireMessage;
      /** Follows another of the same author: without name and picture. */
      readonly grouped: boolean;
      /** The first of its day. */
      readonly newDay: boolean;
    }
  | { readonly kind: 'interaction'; readonly id: Snowflake; readonly interaction: InteractionSeen };

export function entriesOf(
  state: Pick<PageState, 'messages' | 'interactions' | 'dismissed' | 'me' | 'channel'>,
): readonly Entry[] {
  const messages = state.messages.map((message, index): Entry => {
    const before = state.messages[index - 1];
    const newDay = before === undefined || dayOf(before) !== dayOf(message);
    return { kind: 'message', id: message.id, message, newDay, grouped: !newDay && belongsTo(before, message) };
  });
  const unanswered = [...state.interactions.values()]
    .filter((interaction) => isUnanswered(interaction, state))
    .map((interaction): Entry => ({ kind: 'interaction', id: interaction.id, interaction }));
  return [...messages, ...unanswered].sort(byId);
}

const GROUPED_WITHIN_MS = 7 * 60_000;

function belongsTo(before: WireMessage | undefined, message: WireMessage): boolean {
  if (before === undefined || before.author.id !== message.author.id) return false;
  if (message.type !== 0 || message.interaction_metadata !== undefined) return false;
  if (isPrivate(before) !== isPrivate(message)) return false;
  return Date.parse(message.timestamp) - Date.parse(before.timestamp) < GROUPED_WITHIN_MS;
}

function isUnanswered(interaction: InteractionSeen, state: Pick<PageState, 'dismissed' | 'me' | 'channel'>): boolean {
  if (interaction.userId !== state.me || interaction.channelId !== state.channel) return false;
  if (interaction.kind !== 'command' && interaction.kind !== 'message command') return false;
  if (state.dismissed.has(interaction.id)) return false;
  return interaction.state === 'waiting' || interaction.state === 'failed';
}

export function isPrivate(message: WireMessage): boolean {
  return (message.flags & 64) !== 0;
}

export function isThinking(message: WireMessage): boolean {
  return (message.flags & 128) !== 0;
}

function dayOf(message: WireMessage): string {
  return new Date(message.timestamp).toDateString();
}
