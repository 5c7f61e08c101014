import {
  type APIInteraction,
  InteractionResponseType,
  type InteractionType,
  MessageFlags,
  type REST,
} from 'discord.js';
import { actions, commands } from '../../../commands/index.ts';
import type { Services } from '../../../src/application/services.ts';
import { createRouter } from '../../../src/discord/incoming/router.ts';
import { createReplies } from '../../../src/discord/outgoing/reply.ts';
import { defaultPace } from '../../../src/domain/jobs/pace.ts';
import { createSystemClock } from '../../../src/lib/system-clock.ts';
import { interaction } from '../../discord/payloads.ts';

// Interactions as no client of Discord's would send them: whatever Discord checks beforehand, it does not check here.

/** Where a first answer is seen: by its asker alone, by everybody, instead of what was pressed, or as a form or as values. */
type Audience = 'asker' | 'everyone' | 'instead' | 'form' | 'values';

/** What an interaction was answered with. */
export interface Answered {
  /** First answers: Discord takes one. */
  readonly first: readonly Audience[];
  /** What is read then. */
  readonly text: string;
  /** Bugs and the like. */
  readonly logged: readonly string[];
}

/** Every command, button and form over these services, and a Discord that takes every answer. */
export function createForge(services: Services) {
  const first: Audience[] = [];
  const logged: string[] = [];
  let text = '';
  let sent = 0;
  const read = async (body: unknown) => {
    const { content, choices, components } = await readMessage(body);
    text = content ?? JSON.stringify(choices ?? components ?? []);
  };
  // Nothing else of it is used.
  const rest = {
    async post(_route: string, { body }: { body: { type: InteractionResponseType; data?: Message } }) {
      first.push(audienceOf(body));
      await read(body.data ?? {});
      return { interaction: { response_message_id: '1440000000000000999' } };
    },
    patch: async (_route: string, { body }: { body: unknown }) => read(body),
  } as unknown as REST;
  const note = (fields: object, what: string) => void logged.push(`${what}: ${causeOf(fields)}`);
  const clock = createSystemClock();
  const route = createRouter({
    commands,
    actions,
    services,
    replyTo: createReplies({ rest, clock, pace: defaultPace }),
    findMessage: async () => null,
    lookAtChannel: async () => null,
    mention: (path) => `/${path}`,
    checkServer: async () => [],
    mayUse: async () => true,
    log: { debug: note, info: note, warn: note, error: note },
  });

  /** Sends it, and waits until all is said. */
  return async function send(sending: Forged): Promise<Answered> {
    [first.length, logged.length, text] = [0, 0, ''];
    sent += 1;
    await route(interaction({ id: `14400000000${10_000_000 + sent}`, ...sending }));
    return { first: [...first], text, logged: [...logged] };
  };
}

/** What decides of an interaction, as Discord's JSON has it. */
export type Forged = Partial<Omit<APIInteraction, 'type' | 'data'>> & {
  readonly type: InteractionType;
  readonly data: unknown;
};

interface Message {
  readonly content?: string;
  readonly choices?: unknown;
  readonly components?: unknown;
  readonly flags?: number;
}

function audienceOf({ type, data }: { readonly type: InteractionResponseType; readonly data?: Message }): Audience {
  switch (type) {
    case InteractionResponseType.Modal:
      return 'form';
    case InteractionResponseType.ApplicationCommandAutocompleteResult:
      return 'values';
    case InteractionResponseType.UpdateMessage:
    case InteractionResponseType.DeferredMessageUpdate:
      return 'instead';
    default:
      return ((data?.flags ?? 0) & MessageFlags.Ephemeral) === 0 ? 'everyone' : 'asker';
  }
}

/** One with files is a form, which has it as a part. */
async function readMessage(body: unknown): Promise<Message> {
  if (typeof body !== 'object' || body === null) return {};
  if (!(Symbol.asyncIterator in body)) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  const [, payload = '{}'] = /name="payload_json"[^{]*(\{.*?\})\r\n--/s.exec(Buffer.concat(chunks).toString()) ?? [];
  return JSON.parse(payload);
}

const causeOf = (fields: object) => ('error' in fields ? String(fields.error) : JSON.stringify(fields));
