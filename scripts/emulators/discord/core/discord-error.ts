import type { Json } from '../face/wire.ts';

/** A refusal with Discord's status, code and words (reference, section 7). */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';
  readonly status: number;
  readonly code: number;
  readonly errors: Json | undefined;

  constructor(status: number, code: number, message: string, errors?: Json) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

const REFUSALS = {
  'unknown application': [404, 10002, 'Unknown Application'],
  'unknown channel': [404, 10003, 'Unknown Channel'],
  'unknown guild': [404, 10004, 'Unknown Guild'],
  'unknown member': [404, 10007, 'Unknown Member'],
  'unknown message': [404, 10008, 'Unknown Message'],
  'unknown user': [404, 10013, 'Unknown User'],
  'unknown webhook': [404, 10015, 'Unknown Webhook'],
  'unknown interaction': [404, 10062, 'Unknown interaction'],
  'too many attachments': [400, 30015, 'Maximum number of attachments in a message reached (10)'],
  unauthorized: [401, 0, '401: Unauthorized'],
  'too large': [413, 40005, 'Request entity too large'],
  'already acknowledged': [400, 40060, 'Interaction has already been acknowledged.'],
  'bad user agent': [403, 40333, 'internal network error'],
  'missing access': [403, 50001, 'Missing Access'],
  'unknown command permissions': [404, 10066, 'Unknown application command permissions'],
  "another's message": [403, 50005, 'Cannot edit a message authored by another user'],
  'empty message': [400, 50006, 'Cannot send an empty message'],
  'no direct messages': [403, 50007, 'Cannot send messages to this user'],
  'missing permissions': [403, 50013, 'Missing Permissions'],
  'invalid webhook token': [401, 50027, 'Invalid Webhook Token'],
  "another's direct message": [403, 50003, 'Cannot execute action on a DM channel'],
  'not in this kind of channel': [400, 50024, 'Cannot execute action on this channel type'],
  'system message': [403, 50021, 'Cannot execute action on a system message'],
  'archived thread': [400, 50083, 'Thread is archived'],
  'invalid JSON': [400, 50109, 'The request body contains invalid JSON.'],
  'reply without history': [403, 160002, 'Cannot reply without permission to read message history'],
  'thread exists': [400, 160004, 'A thread has already been created for this message'],
  'locked thread': [403, 160005, 'Thread is locked'],
  'unreadable forward': [403, 160014, 'You cannot forward a message whose content you cannot read'],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;

export type Refusal = keyof typeof REFUSALS;

export function refuse(refusal: Refusal): DiscordError {
  const [status, code, message] = REFUSALS[refusal];
  return new DiscordError(status, code, message);
}
