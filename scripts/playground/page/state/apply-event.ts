import type { FeedEvent, RequestSummary, Snowflake, WireMessage } from '../../protocol.ts';
import type { PageState } from './page-state.ts';

/** What an event changes. Pure; what has to be fetched anew is the feed's business. */
export function applyEvent(state: PageState, event: FeedEvent, now: number): Partial<PageState> {
  switch (event.kind) {
    case 'world':
      return { world: event.world };
    case 'message':
    case 'message update':
      return seenMessage(state, event, now);
    case 'message delete':
      return {
        messages: state.messages.filter((message) => message.id !== event.messageId),
        replyTo: state.replyTo?.message.id === event.messageId ? null : state.replyTo,
      };
    case 'interaction':
      return {
        interactions: new Map(state.interactions).set(event.interaction.id, event.interaction),
        ...formAfter(state, event.interaction),
      };
    case 'modal':
      if (event.modal.userId !== state.me) return {};
      return { form: { modal: event.modal, submission: null, error: null } };
    case 'typing':
      return {
        typing: new Map(state.typing).set(event.channelId, { user: event.userId, until: now + TYPING_LASTS_MS }),
      };
    case 'request':
      return { requests: withRequest(state.requests, event.request) };
    case 'bot':
      return { bot: event.bot };
    case 'decoder':
      return { decoder: event.decoder };
    case 'log':
      if (state.log.some((line) => line.number === event.line.number)) return {};
      return { log: [...state.log.slice(-(MOST_LINES - 1)), event.line] };
    case 'controls':
      return { controls: event.controls };
    case 'clock':
    case 'commands':
      return {};
    default:
      return event satisfies never;
  }
}

/** Old to new by id. */
export function byId(one: { readonly id: Snowflake }, other: { readonly id: Snowflake }): number {
  return one.id.length - other.id.length || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}

const TYPING_LASTS_MS = 10_000;
const MOST_REQUESTS = 1000;
const MOST_LINES = 500;

function seenMessage(
  state: PageState,
  event: Extract<FeedEvent, { kind: 'message' | 'message update' }>,
  now: number,
): Partial<PageState> {
  const { message, audience, pings } = event.seen;
  if (audience.kind === 'person' && audience.userId !== state.me) return {};
  if (message.channel_id === state.channel) {
    const typing = new Map([...state.typing].filter(([, one]) => one.until > now && one.user !== message.author.id));
    return { messages: withMessage(state.messages, message), typing };
  }
  if (event.kind === 'message update' || message.author.id === state.me) return {};
  const before = state.unread.get(message.channel_id) ?? { messages: 0, pings: 0 };
  const pinged = pings.includes(state.me) || message.channel_type === 1 ? 1 : 0;
  return {
    unread: new Map(state.unread).set(message.channel_id, {
      messages: before.messages + 1,
      pings: before.pings + pinged,
    }),
  };
}

/** One that was shown while it was open stays where it began. */
function withRequest(requests: readonly RequestSummary[], request: RequestSummary): readonly RequestSummary[] {
  if (!requests.some(({ id }) => id === request.id)) return [...requests.slice(-(MOST_REQUESTS - 1)), request];
  return requests.map((one) => (one.id === request.id ? request : one));
}

function withMessage(messages: readonly WireMessage[], message: WireMessage): readonly WireMessage[] {
  const others = messages.filter((one) => one.id !== message.id);
  return [...others, message].sort(byId);
}

/** A form closes once its submission was taken, and stays open with a word where it was not. */
function formAfter(state: PageState, interaction: { id: Snowflake; state: string }): Partial<PageState> {
  if (state.form === null || state.form.submission !== interaction.id) return {};
  if (interaction.state === 'waiting') return {};
  if (interaction.state !== 'failed') return { form: null };
  return { form: { ...state.form, submission: null, error: 'Something went wrong. Try again.' } };
}
