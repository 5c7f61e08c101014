import {
  type APIInteraction,
  type APIInteractionResponse,
  type APIMessage,
  type REST,
  type RESTPostAPIInteractionCallbackWithResponseResult,
  Routes,
} from 'discord.js';
import { type MessageId, messageId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import { readDiscordError, timedOut } from '../kit/discord-error.ts';

/**
 * What became of the first answer to an interaction. `message`: the one it made, where Discord told it. `lost`: it is
 * too late for any answer, or not ours to give. `doubt`: it may have been taken, and nobody said so in time.
 */
export type Taken =
  | { readonly kind: 'taken'; readonly message: MessageId | null }
  | { readonly kind: 'lost'; readonly code: number }
  | { readonly kind: 'doubt' };

/** As {@link Taken}; `words refused`: nothing was taken yet, and another answer may still be given. */
export type Answered = Taken | { readonly kind: 'words refused'; readonly code: number };

type Addressed = Pick<APIInteraction, 'id' | 'token' | 'application_id'>;

/**
 * Sends the first answer within Discord's 3 seconds, again where nobody can say whether it arrived: a second one is
 * refused with 40060, which then means that the first was taken. Where every try before it surely was not taken, 40060
 * is the acknowledgement of another process with the same token (WOKCommands#230), and `lost`. Throws where Discord
 * finds fault with the answer.
 */
export function createCallback({ rest, clock }: { readonly rest: REST; readonly clock: Clock }) {
  return async function callback(interaction: Addressed, answer: APIInteractionResponse): Promise<Answered> {
    using window = clock.deadline(answerWindowMs);
    let isDoubtful = false;
    for (let pause = firstPauseMs; ; pause *= 2) {
      const attempt = await send(interaction, answer, { window: window.signal, isDoubtful });
      if (attempt.kind !== 'busy') return attempt;
      isDoubtful ||= attempt.taken === 'unknown';
      // A rate limit says how long it lasts; asking against it only makes it last longer.
      const isHopeless = attempt.code === 429 && attempt.afterMs > answerWindowMs;
      if (isHopeless || (await isOver(pause, window.signal))) {
        return isDoubtful ? { kind: 'doubt' } : { kind: 'lost', code: attempt.code };
      }
    }
  };

  async function send(
    interaction: Addressed,
    answer: APIInteractionResponse,
    { window, isDoubtful }: { readonly window: AbortSignal; readonly isDoubtful: boolean },
  ) {
    using attempt = clock.deadline(attemptMs, window);
    try {
      return { kind: 'taken', message: await post(interaction, answer, attempt.signal) } as const;
    } catch (error) {
      const trouble = attempt.signal.aborted ? timedOut : readDiscordError(error);
      if (trouble?.kind === 'busy') return trouble;
      if (trouble?.kind === 'token over' || trouble?.kind === 'gone')
        return { kind: 'lost', code: trouble.code } as const;
      if (trouble?.kind === 'refused' && trouble.code === alreadyAnswered) {
        if (!isDoubtful) return { kind: 'lost', code: trouble.code } as const;
        return { kind: 'taken', message: await look(interaction) } as const;
      }
      if (trouble?.kind === 'words refused') return trouble;
      throw error;
    }
  }

  async function post(interaction: Addressed, answer: APIInteractionResponse, signal: AbortSignal) {
    const result = await rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
      auth: false,
      body: answer,
      query: new URLSearchParams({ with_response: 'true' }),
      signal,
    });
    // Discord's own JSON; anything in it may be missing where something between us and Discord answers.
    const taken = result as Partial<RESTPostAPIInteractionCallbackWithResponseResult> | undefined;
    const id = taken?.interaction?.response_message_id;
    return id === undefined ? null : messageId(id);
  }

  /** The message of an answer whose own answer was lost: without its id, a job could not edit it past the token's life. */
  async function look(interaction: Addressed): Promise<MessageId | null> {
    using patience = clock.deadline(attemptMs);
    try {
      const route = Routes.webhookMessage(interaction.application_id, interaction.token);
      const found = (await rest.get(route, { auth: false, signal: patience.signal })) as Partial<APIMessage>;
      return found.id === undefined ? null : messageId(found.id);
    } catch (error) {
      if (!patience.signal.aborted && readDiscordError(error) === null) throw error;
      return null;
    }
  }

  async function isOver(pause: number, window: AbortSignal): Promise<boolean> {
    try {
      await clock.sleep(pause, window);
      return false;
    } catch (error) {
      if (window.aborted) return true;
      throw error;
    }
  }
}

/** Discord's window is 3 s from the moment at which it sent the interaction. */
const answerWindowMs = 2_900;
/** Long enough for a slow answer, short enough for a second try within the window. */
const attemptMs = 1_400;
const firstPauseMs = 100;
const alreadyAnswered = 40060;
