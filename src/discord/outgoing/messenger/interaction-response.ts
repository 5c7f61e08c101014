import { type REST, Routes } from 'discord.js';
import { messageId } from '../../../domain/ids.ts';
import type { ReplyAddress } from '../../../domain/jobs/job.ts';
import type { Clock } from '../../../ports/clock.ts';
import { messageBody } from '../../connection/rest.ts';
import type { DiscordTrouble } from '../../kit/discord-error.ts';
import type { MessageLook } from '../messages.ts';
import type { Called, Calls } from './calls.ts';
import type { Shown } from './channel-messages.ts';
import { readMessage } from './seen-message.ts';

/** The response to an interaction, by the interaction's own token while that lives (15 minutes). */
export interface InteractionResponse {
  edit(address: ReplyAddress, look: MessageLook): Promise<Shown>;
  read(address: ReplyAddress): Promise<Shown>;
  /** Takes it away. */
  remove(address: ReplyAddress): Promise<Called>;
  /** One more message to the same audience. Discord offers no nonce here: after a lost answer it may be there twice. */
  followUp(address: ReplyAddress, look: MessageLook): Promise<Shown>;
}

export function createInteractionResponse({
  rest,
  calls,
  clock,
}: {
  readonly rest: REST;
  readonly calls: Calls;
  readonly clock: Clock;
}): InteractionResponse {
  /** Null once it is over, so that nobody asks Discord in vain. */
  function liveToken({ token, tokenExpiresAt }: ReplyAddress): string | null {
    return tokenExpiresAt !== null && clock.now() >= tokenExpiresAt ? null : token;
  }

  return {
    async edit(address, look) {
      const token = liveToken(address);
      if (token === null) return over;
      const route = Routes.webhookMessage(address.application, token, '@original');
      const body = await messageBody(payloadOf(look), look.files);
      const called = await calls.repeatable((signal) => rest.patch(route, { ...body, auth: false, signal }));
      return called.kind === 'done' ? shownBy(called.body) : { ...called, trouble: asToken(called.trouble) };
    },

    async read(address) {
      const token = liveToken(address);
      if (token === null) return over;
      const route = Routes.webhookMessage(address.application, token, '@original');
      const called = await calls.repeatable((signal) => rest.get(route, { auth: false, signal }));
      return called.kind === 'done' ? shownBy(called.body) : { ...called, trouble: asToken(called.trouble) };
    },

    async remove(address) {
      const token = liveToken(address);
      if (token === null) return over;
      const route = Routes.webhookMessage(address.application, token, '@original');
      return calls.repeatable((signal) => rest.delete(route, { auth: false, signal }));
    },

    async followUp(address, look) {
      const token = liveToken(address);
      if (token === null) return over;
      const flags = address.audience === 'asker' ? { flags: ephemeral } : {};
      const body = await messageBody({ ...payloadOf(look), ...flags }, look.files);
      const query = new URLSearchParams({ wait: 'true' });
      const called = await calls.once((signal) =>
        rest.post(Routes.webhook(address.application, token), { ...body, query, auth: false, signal }),
      );
      return called.kind === 'done' ? shownBy(called.body) : { ...called, trouble: asToken(called.trouble) };
    },
  };
}

const payloadOf = ({ content, components }: MessageLook) => ({
  content,
  components,
  allowed_mentions: { parse: [] },
});

/** An unknown webhook is a token that Discord has forgotten; a 401 here is about that token, never about the bot's. */
function asToken(trouble: DiscordTrouble): DiscordTrouble {
  const isToken =
    (trouble.kind === 'gone' && trouble.code === 10015) || (trouble.kind === 'busy' && trouble.code === 401);
  return isToken ? { kind: 'token over', code: trouble.code } : trouble;
}

function shownBy(body: unknown): Shown {
  const message = readMessage(body);
  if (message === null) throw new Error('Discord answered an interaction response with something else');
  return { kind: 'shown', message: messageId(message.id) };
}

const over = { kind: 'trouble', trouble: { kind: 'token over', code: 50027 } } as const satisfies Shown;
const ephemeral = 64;
