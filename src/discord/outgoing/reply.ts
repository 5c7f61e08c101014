import {
  type APIInteraction,
  type APIInteractionResponse,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  MessageFlags,
  type REST,
  Routes,
} from 'discord.js';
import type { Failure } from '../../domain/failure.ts';
import type { Audience } from '../../domain/jobs/job.ts';
import type { Clock } from '../../ports/clock.ts';
import { failureMessage } from '../../words/failure-message.ts';
import type { Words } from '../../words/words.ts';
import { messageBody } from '../connection/rest.ts';
import type { DiscordTrouble } from '../kit/discord-error.ts';
import { createCallback, type Taken } from './callback.ts';
import type { MessageLook } from './messages.ts';
import { createCalls } from './messenger/calls.ts';

/**
 * The one owner of an interaction's answer. First exactly one of `acknowledge`, `show`, `openForm` and `complete`;
 * after `acknowledge` exactly one of `finish` and `handOver`. Anything else throws: it is a bug.
 */
export interface Reply {
  /** Discord shows "thinking", to everybody or to the asker; that cannot be changed later. */
  acknowledge(audience: Audience): Promise<Taken>;
  /** Shows a text and is done. */
  show(text: string, audience: Audience, components?: MessageLook['components']): Promise<void>;
  openForm(form: APIModalInteractionResponseCallbackData): Promise<void>;
  /** Offers values for an option that is being typed. */
  complete(choices: readonly CompletedChoice[]): Promise<void>;
  /** Replaces the "thinking". Null: done; else it still stands, and may be replaced once more. */
  finish(look: Partial<MessageLook> & { readonly content: string }): Promise<DiscordTrouble | null>;
  /** From now on the message belongs to a job, and the messenger writes it. */
  handOver(): void;
  /** Says privately what went wrong, wherever that can still be said. */
  fail(failure: Failure): Promise<void>;
}

/** A number where the option is one. */
export interface CompletedChoice {
  readonly name: string;
  readonly value: string | number;
}

type State = 'unanswered' | 'acknowledged' | 'ended';

export interface ReplyTools {
  /** A connection of its own for the routes of interactions. */
  readonly rest: REST;
  readonly clock: Clock;
  readonly cut?: AbortSignal | undefined;
}

/** Makes the reply of each interaction. */
export function createReplies({ rest, clock, cut }: ReplyTools) {
  const callback = createCallback({ rest, clock });
  const calls = createCalls({ clock, cut });

  /** `words`: the asker's, for whatever is said in private here. */
  return function replyTo(interaction: Pick<APIInteraction, 'id' | 'token' | 'application_id'>, words: Words): Reply {
    let state: State = 'unanswered';

    return { acknowledge, show, openForm, complete, finish, handOver, fail };

    async function acknowledge(audience: Audience): Promise<Taken> {
      move('unanswered', 'acknowledged');
      const flags = audience === 'asker' ? MessageFlags.Ephemeral : undefined;
      const taken = await callback(interaction, {
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        data: flags === undefined ? {} : { flags },
      });
      if (taken.kind !== 'taken') state = 'ended';
      return taken;
    }

    function show(text: string, audience: Audience, components: MessageLook['components'] = []): Promise<void> {
      const privately = audience === 'asker' ? MessageFlags.Ephemeral : 0;
      return answerAtOnce({
        type: InteractionResponseType.ChannelMessageWithSource,
        data: {
          ...textBody(text),
          ...(components.length === 0 ? {} : { components: [...components] }),
          flags: MessageFlags.SuppressEmbeds | privately,
        },
      });
    }

    function openForm(form: APIModalInteractionResponseCallbackData): Promise<void> {
      return answerAtOnce({ type: InteractionResponseType.Modal, data: form });
    }

    function complete(choices: readonly CompletedChoice[]): Promise<void> {
      return answerAtOnce({
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: { choices: choices.slice(0, mostChoices).map(({ name, value }) => ({ name, value })) },
      });
    }

    async function finish(look: Partial<MessageLook> & { readonly content: string }): Promise<DiscordTrouble | null> {
      move('acknowledged', 'ended');
      const route = Routes.webhookMessage(interaction.application_id, interaction.token);
      const payload = { ...textBody(look.content), components: look.components ?? [] };
      const body = await messageBody(payload, look.files ?? []);
      const called = await calls.repeatable((signal) => rest.patch(route, { ...body, auth: false, signal }));
      if (called.kind === 'done') return null;
      state = 'acknowledged';
      return called.trouble;
    }

    function handOver(): void {
      move('acknowledged', 'ended');
    }

    async function fail(failure: Failure): Promise<void> {
      if (state === 'unanswered') await show(failureMessage(words, failure), 'asker');
      else if (state === 'acknowledged') await finish({ content: failureMessage(words, failure) });
    }

    async function answerAtOnce(answer: APIInteractionResponse): Promise<void> {
      move('unanswered', 'ended');
      const taken = await callback(interaction, answer);
      if (taken.kind !== 'taken') throw new LateAnswer(interaction.id, taken);
    }

    function move(from: State, to: State): void {
      if (state !== from) throw new Error(`the reply to ${interaction.id} is ${state}, not ${from}`);
      state = to;
    }
  };
}

/** The answer did not reach the member, who has read "The application did not respond". Nothing is left to be said. */
export class LateAnswer extends Error {
  override readonly name = 'LateAnswer';
  readonly taken: Taken;

  constructor(interaction: string, taken: Taken) {
    super(`the answer to ${interaction} came too late (${taken.kind})`);
    this.taken = taken;
  }
}

const textBody = (content: string) => ({ content, allowed_mentions: { parse: [] } });

const mostChoices = 25;
