import { isEnded } from '../../../src/domain/jobs/job.ts';
import type { Law, Violation } from '../evidence.ts';
import { isEnding } from '../message-watch.ts';

const law = 'every accepted request ends';

/** No acknowledged interaction is left thinking, queued or working; every job of the store has ended; every reply is answered. */
export const allEnd: Law = ({ interactions, expired, messages, store }) => {
  const found: Violation[] = [];
  const say = (says: string) => found.push({ law, says });

  // Nobody can write to what only its asker sees once its token is over: its ending went elsewhere.
  const sealed = interactions.filter(({ id, ephemeral }) => ephemeral === true && expired.has(id));
  const sealedIds = new Set<string>(sealed.map(({ id }) => id));
  const sealedMessages = new Set(sealed.map(({ responseMessageId }) => responseMessageId));
  for (const { id, kind, name, state } of interactions) {
    if (kind === 'autocomplete' || sealedIds.has(id)) continue;
    if (state === 'waiting' || state === 'deferred') say(`interaction ${id} (${name}) is ${state}`);
  }
  for (const message of messages.values()) {
    if (!isEnding(message) && !sealedMessages.has(message.id))
      say(`message ${message.id} is no ending: "${message.content}"`);
  }
  const states = new Map(interactions.map(({ id, state }) => [id, state]));
  const replies = new Set([...messages.values()].map(({ answers }) => answers));
  for (const job of store.jobs) {
    if (!isEnded(job)) say(`job ${job.id} is ${job.state}`);
    if (job.address.kind === 'message' && !replies.has(job.id)) say(`nobody answered message ${job.id} (${job.state})`);
    // Whoever never heard of it was told by Discord that the application did not respond.
    const isHeard = states.has(job.id) && states.get(job.id) !== 'failed' && !sealedIds.has(job.id);
    if (job.state === 'cancelled' && isHeard) say(`job ${job.id} was acknowledged, and taken for one that was not`);
    const code = job.failure?.code;
    if (code === 'bug' || code === 'undeliverable') say(`job ${job.id} ended as ${code}`);
  }
  return found;
};
