import type { InteractionState, InteractionView, ModalView } from '../face/people.ts';
import type { Snowflake, WireCommandChoice, WireInteractionMetadata } from '../face/wire.ts';
import { FLAGS, hasFlag, type Message } from '../messages/message.ts';

export const INTERACTION_TYPES = {
  command: 2,
  'message command': 2,
  component: 3,
  autocomplete: 4,
  'modal submit': 5,
} as const;

export interface Interaction {
  readonly id: Snowflake;
  readonly token: string;
  readonly kind: InteractionView['kind'];
  readonly userId: Snowflake;
  readonly channelId: Snowflake;
  readonly guildId: Snowflake | null;
  readonly name: string;
  readonly sentAt: number;
  /** Bytes per file in its answers: `attachment_size_limit`. */
  readonly uploadLimit: number;
  /** The message that a pressed component is on, or that the form's button was on. */
  readonly source: Message | null;
  readonly metadata: WireInteractionMetadata;
  /** The type of a message that answers it. */
  readonly answerType: number;
  state: InteractionState;
  acknowledgedAt: number | null;
  ephemeral: boolean | null;
  /** `@original`. */
  original: Message | null;
  followUps: Message[];
  modal: ModalView | null;
  choices: readonly WireCommandChoice[] | null;
  tokenExpired: boolean;
}

/** The state as people see it: a deferral ends with the first edit, also where that came by the bot's token. */
export function stateOf({ state, original }: Interaction): InteractionState {
  return state === 'deferred' && original && !hasFlag(original, FLAGS.LOADING) ? 'answered' : state;
}

export function viewOf(interaction: Interaction): InteractionView {
  const { id, kind, userId, channelId, guildId, name, ephemeral, modal, choices, sentAt, acknowledgedAt, token } =
    interaction;
  return {
    id,
    kind,
    userId,
    channelId,
    guildId,
    name,
    state: stateOf(interaction),
    ephemeral,
    responseMessageId: interaction.original?.id ?? null,
    followUpIds: interaction.followUps.map((message) => message.id),
    modal,
    choices,
    sentAt,
    acknowledgedAt,
    token,
  };
}
