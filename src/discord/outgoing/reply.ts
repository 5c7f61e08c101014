import {
  type APIInteraction,
  type APIInteractionResponse,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  type REST,
  Routes,
} from 'discord.js';
import type { Failure } from '../../domain/failure.ts';
import type { Audience } from '../../domain/jobs/job.ts';
import type { Pace } from '../../domain/jobs/pace.ts';
import type { OfferedAttempt } from '../../domain/try-again.ts';
import type { Clock } from '../../ports/clock.ts';
import { failureMessage, withoutNames } from '../../words/failure-message.ts';
import type { Words } from '../../words/words.ts';
import { messageBody } from '../connection/rest.ts';
import type { DiscordTrouble } from '../kit/discord-error.ts';
import { createCallback, type Taken } from './callback.ts';
import { attemptLook } from './looks/attempt-look.ts';
import type { ButtonRow } from './messages.ts';
import { createCalls } from './messenger/calls.ts';
import { type Finish, type Parts, partsAnswer, partsBody, plainFinish, textBody, thinking } from './reply-bodies.ts';

/**
 * The one owner of an interaction's answer. First exactly one of `acknowledge`, `turn`, `show`, `showParts`, `openForm` and
 * `complete`; after `acknowledge` exactly one of `finish` and `handOver`, after `turn` `finish`. Anything else throws: it is a bug.
 *
 * Where none of them came in time, it is held: the asker alone sees "thinking". What comes then takes its place; what
 * cannot, because it was for all to see or is a form, is refused as busy. Disposing ends the wait for that.
 */
export interface Reply extends Disposable {
  /** Discord shows "thinking", to everybody or to the asker; that cannot be changed later. */
  acknowledge(audience: Audience): Promise<Taken>;
  /** Of a button: `finish` will replace the message that it stands under. */
  turn(): Promise<Taken>;
  /** Shows a text, with buttons under it, and is done. */
  show(text: string, audience: Audience, components?: readonly ButtonRow[]): Promise<void>;
  /** Shows these to the asker alone, as a message of its own or instead of the one that was pressed, and is done. */
  showParts(parts: Parts, where: 'new' | 'instead'): Promise<void>;
  openForm(form: APIModalInteractionResponseCallbackData): Promise<void>;
  /** Offers values for an option that is being typed. */
  complete(choices: readonly CompletedChoice[]): Promise<void>;
  /** Replaces the "thinking". Null: done; else it still stands, and may be replaced once more. */
  finish(look: Finish): Promise<DiscordTrouble | null>;
  /** From now on the message belongs to a job, and the messenger writes it. */
  handOver(): void;
  /** Says privately what went wrong, wherever that can still be said, and how it may be asked once more. */
  fail(failure: Failure, attempt?: OfferedAttempt): Promise<void>;
}

/** A number where the option is one. */
export interface CompletedChoice {
  readonly name: string;
  readonly value: string | number;
}

type State = 'unanswered' | 'held' | 'acknowledged' | 'ended';

type Answerable = Pick<APIInteraction, 'id' | 'token' | 'application_id' | 'type'>;

export interface ReplyTools {
  /** A connection of its own for the routes of interactions. */
  readonly rest: REST;
  readonly clock: Clock;
  readonly pace: Pick<Pace, 'answerPatience'>;
  readonly cut?: AbortSignal | undefined;
}

/** Makes the reply of each interaction. */
export function createReplies({ rest, clock, pace, cut }: ReplyTools) {
  const callback = createCallback({ rest, clock });
  const calls = createCalls({ clock, cut });

  /** `words`: the asker's, for whatever is said in private here. */
  return function replyTo(interaction: Answerable, words: Words): Reply {
    const ownMessage = Routes.webhookMessage(interaction.application_id, interaction.token);
    let state: State = 'unanswered';
    let holding: Promise<Taken> | undefined;
    const patience = clock.deadline(pace.answerPatience);
    // Values are offered while somebody types: late ones are nobody's loss, and nothing can hold their place.
    if (interaction.type !== InteractionType.ApplicationCommandAutocomplete) {
      patience.signal.addEventListener('abort', hold, { once: true });
    }

    const dispose = () => patience[Symbol.dispose]();
    return {
      ...{ acknowledge, turn, show, showParts, openForm, complete },
      ...{ finish, handOver, fail, [Symbol.dispose]: dispose },
    };

    function hold(): void {
      if (state !== 'unanswered') return;
      holding = begin(thinking('asker'), 'held');
      // Whoever answers meets the fault; a handler that never does has one of its own.
      holding.catch(() => undefined);
    }

    /** The thinking that was shown meanwhile is the acknowledgement. */
    async function takeOver(): Promise<Taken> {
      const taken = await holding;
      if (taken === undefined) throw new Error(`the reply to ${interaction.id} was never held`);
      if (taken.kind === 'taken') move('held', 'acknowledged');
      return taken;
    }

    async function acknowledge(audience: Audience): Promise<Taken> {
      if (state !== 'held') return begin(thinking(audience), 'acknowledged');
      if (audience === 'asker') return takeOver();
      // What all were to see would stand where its asker alone looks.
      await fail({ code: 'store_silent' });
      return { kind: 'lost', code: 0 };
    }

    async function turn(): Promise<Taken> {
      if (state === 'held') return takeOver();
      return begin({ type: InteractionResponseType.DeferredMessageUpdate }, 'acknowledged');
    }

    async function begin(answer: APIInteractionResponse, to: 'held' | 'acknowledged'): Promise<Taken> {
      move('unanswered', to);
      const taken = await callback(interaction, answer);
      if (taken.kind !== 'taken') state = 'ended';
      // It says nothing that could be refused.
      return taken.kind === 'words refused' ? { kind: 'lost', code: taken.code } : taken;
    }

    async function show(text: string, audience: Audience, components: readonly ButtonRow[] = []): Promise<void> {
      if (state === 'held') return showLate(text, components);
      return say([text, words.say('notice.rule')], audience, components);
    }

    async function showLate(content: string, components: readonly ButtonRow[] = []): Promise<void> {
      const taken = await takeOver();
      if (taken.kind !== 'taken') throw new LateAnswer(interaction.id, taken);
      await finish({ content, components });
    }

    async function showParts(parts: Parts, where: 'new' | 'instead'): Promise<void> {
      if (state !== 'held') return answerAtOnce(partsAnswer(parts, where));
      const taken = await takeOver();
      if (taken.kind !== 'taken') throw new LateAnswer(interaction.id, taken);
      move('acknowledged', 'ended');
      await calls.repeatable((signal) => rest.patch(ownMessage, { body: partsBody(parts), auth: false, signal }));
    }

    /** The first of these that no rule of the server refuses. */
    function say(texts: readonly string[], audience: Audience, components: readonly ButtonRow[] = []): Promise<void> {
      const privately = audience === 'asker' ? MessageFlags.Ephemeral : 0;
      const answers = texts.map((text) => ({
        type: InteractionResponseType.ChannelMessageWithSource as const,
        data: {
          ...textBody(text),
          ...(components.length > 0 ? { components: [...components] } : {}),
          flags: MessageFlags.SuppressEmbeds | privately,
        },
      }));
      return answerAtOnce(...answers);
    }

    async function openForm(form: APIModalInteractionResponseCallbackData): Promise<void> {
      if (state === 'held') return fail({ code: 'store_silent' });
      return answerAtOnce({ type: InteractionResponseType.Modal, data: form });
    }

    function complete(choices: readonly CompletedChoice[]): Promise<void> {
      return answerAtOnce({
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: { choices: choices.slice(0, mostChoices).map(({ name, value }) => ({ name, value })) },
      });
    }

    async function finish(look: Finish): Promise<DiscordTrouble | null> {
      move('acknowledged', 'ended');
      let trouble: DiscordTrouble | null = null;
      for (const each of [look, plainFinish(words, look), { content: words.say('notice.rule') }]) {
        trouble = await edit(each);
        if (trouble?.kind !== 'words refused') break;
      }
      if (trouble !== null) state = 'acknowledged';
      return trouble;
    }

    async function edit(look: Finish): Promise<DiscordTrouble | null> {
      const payload = { ...textBody(look.content), components: look.components ?? [] };
      const body = await messageBody(payload, look.files ?? []);
      const called = await calls.repeatable((signal) => rest.patch(ownMessage, { ...body, auth: false, signal }));
      return called.kind === 'done' ? null : called.trouble;
    }

    function handOver(): void {
      move('acknowledged', 'ended');
    }

    async function fail(failure: Failure, attempt?: OfferedAttempt): Promise<void> {
      const { content, components } = attemptLook(words, failure, attempt);
      if (state === 'unanswered') {
        const plain = [failure, withoutNames(failure)].map((each) => failureMessage(words, each));
        await say([...new Set([content, ...plain]), words.say('notice.rule')], 'asker', components);
      } else if (state === 'held') await showLate(content, components);
      else if (state === 'acknowledged') await finish({ content, components });
    }

    async function answerAtOnce(...answers: readonly APIInteractionResponse[]): Promise<void> {
      move('unanswered', 'ended');
      for (const answer of answers) {
        const taken = await callback(interaction, answer);
        if (taken.kind === 'taken') return;
        if (taken.kind !== 'words refused') throw new LateAnswer(interaction.id, taken);
      }
      throw new Error(`everything that could be answered to ${interaction.id} was refused for its words`);
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

const mostChoices = 25;
