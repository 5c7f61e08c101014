import { type MessageId, messageId } from '../../../domain/ids.ts';
import type { AddressedJob } from '../../../ports/messenger.ts';
import { customIdsIn } from '../../kit/custom-id.ts';

/** What we read of a message that Discord hands out. */
export interface SeenMessage {
  readonly id: MessageId;
  readonly author: string | null;
  readonly content: string;
  readonly attachments: number;
  readonly components: unknown;
  readonly nonce: string | null;
  /** The message that it answers. */
  readonly reference: string | null;
  /** The interaction whose response it is. */
  readonly interaction: string | null;
}

/** Null: not a message. */
export function readMessage(body: unknown): SeenMessage | null {
  const id = text(field(body, 'id'));
  if (id === null) return null;
  const attachments = field(body, 'attachments');
  const nonce = field(body, 'nonce');
  return {
    id: messageId(id),
    author: text(field(field(body, 'author'), 'id')),
    content: text(field(body, 'content')) ?? '',
    attachments: Array.isArray(attachments) ? attachments.length : 0,
    components: field(body, 'components'),
    nonce: typeof nonce === 'number' ? String(nonce) : text(nonce),
    reference: text(field(field(body, 'message_reference'), 'message_id')),
    interaction: text(field(field(body, 'interaction_metadata'), 'id')),
  };
}

/** Whether it holds the job's pictures, or speaks of how it ended by its buttons. **Cancel** stands under what is no ending yet. */
export const isAbout = (message: SeenMessage, job: AddressedJob): boolean =>
  customIdsIn(message.components).some((each) => {
    if ('version' in each) return each.version.startsWith(`${job.id}-`);
    return 'job' in each && each.kind !== 'cancel' && each.job === job.id;
  });

/**
 * Whether it was created for this job: by its nonce (which Discord need not hand out again), by its buttons, or because
 * it answers the message that only this job's answer answers.
 */
export function isCreatedFor(message: SeenMessage, job: AddressedJob): boolean {
  if (message.interaction !== null) return false;
  if (message.nonce !== null && message.nonce.split('.')[0] === job.id) return true;
  if (isAbout(message, job)) return true;
  const { replyTo, message: promised } = job.address;
  return message.reference !== null && (message.reference === replyTo || message.reference === promised);
}

export function field(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null) return undefined;
  return Object.getOwnPropertyDescriptor(body, name)?.value;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
