import { type APIInteraction, ApplicationCommandType, InteractionType } from 'discord.js';
import { type CustomIdKind, decodeCustomId } from '../../kit/custom-id.ts';
import { readPath } from '../option-reader.ts';

/**
 * What a member who is paused may do all the same: read what is theirs and what is set here, take back what they asked
 * for, and have their data deleted. Whatever spends or changes anything is not among it, nor is offering values for it.
 */
export function isFreeWhilePaused(interaction: APIInteraction): boolean {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand: {
      const { data } = interaction;
      if (data.type !== ApplicationCommandType.ChatInput) return freeOnMessages.has(data.name);
      const { path } = readPath(data.options);
      return freeCommands.has(data.name) || freeLeaves.has(path.split(' ').at(-1) ?? '');
    }
    case InteractionType.MessageComponent: {
      const { kind } = decodeCustomId(interaction.data.custom_id);
      return kind === 'old' || kind === 'unknown' || freeButtons.has(kind);
    }
    default:
      return false;
  }
}

const freeCommands: ReadonlySet<string> = new Set(['help', 'quota', 'privacy']);
const freeOnMessages: ReadonlySet<string> = new Set(['Recipe']);
/** Of any command. */
const freeLeaves: ReadonlySet<string> = new Set(['show', 'list', 'export', 'report', 'doctor']);
const freeButtons: ReadonlySet<CustomIdKind> = new Set<CustomIdKind>([
  ...(['why', 'show', 'full', 'more', 'what-changed', 'cancel', 'decline', 'delete-all', 'keep-all'] as const),
  ...([
    'more-of',
    'recipe',
    'send-to-me',
    'delete-version',
    'delete-version-now',
    'keep-version',
    'keep-head',
  ] as const),
  ...(['limits-page', 'quota-page', 'history-page', 'history-at', 'characters-page'] as const),
  ...(['blocklist-page', 'help-page'] as const),
  ...(['channels-page', 'roles-page', 'models-page', 'trusted-page'] as const),
]);
