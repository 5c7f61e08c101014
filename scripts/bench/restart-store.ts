import { channelId, guildId, jobId, messageId, requestId, traceId, userId } from '../../src/domain/ids.ts';
import type { Job, PaidRequest } from '../../src/domain/jobs/job.ts';
import { writeHandle } from '../../src/providers/acedatacloud/handle.ts';
import { address, holdNothing, recipe, sampleJob, sampleRequest } from '../sample-records.ts';
import { openHastyStore } from './bench-store.ts';

const guilds = 500;
const members = 3_000;
/** How long the bot was off. */
const offMs = 3_600_000;

/** The task of the n-th call at the vendor, oldest first. */
const taskOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
export const placeOfTask = (task: string): number => Number(task.slice(-12));

/**
 * A store as a bot left it that was ended in full work: calls that the vendor has and whose time to be asked about has
 * long come, and as many jobs in line, each of whose messages shows a place that is wrong by now.
 */
export async function fillForRestart(path: string, each: number, channel: string): Promise<void> {
  const store = openHastyStore(path);
  const leftAt = Date.now() - offMs;
  await store.inOne(async (journal) => {
    for (let index = 0; index < 2 * each; index += 1) {
      const at = leftAt - (2 * each - index) * 100;
      const { job, request } = left(index, index < each, at, channel);
      const { kind } = await journal.accept(job, [request], holdNothing);
      if (kind !== 'accepted') throw new Error(`A job of the bench is ${kind}.`);
    }
  });
  await store.close();
}

function left(
  index: number,
  isSent: boolean,
  at: number,
  channel: string,
): { readonly job: Job; readonly request: PaidRequest } {
  const id = String(1_300_000_000_000_000_000n + BigInt(index));
  const job = sampleJob(id, {
    revision: 5,
    state: isSent ? 'running' : 'queued',
    task: { recipe, sources: [] },
    address: {
      ...address,
      token: null,
      tokenExpiresAt: null,
      message: messageId(id),
      channel: channelId(channel),
      guild: guildId(String(10_000 + ((index * 7919) % guilds))),
      asker: userId(String(500_000 + ((index * 104_729) % members))),
    },
    acceptedAt: at,
    startedAt: isSent ? at : null,
    shown: isSent ? { kind: 'working' } : { kind: 'queued', place: index },
    sources: [],
    wakeAt: isSent ? null : at + 5_000,
  });
  const request = sampleRequest(id, 0, {
    id: requestId(jobId(id), 0),
    operation: 'generate',
    traceId: traceId(`trace-${id}`),
    ...(isSent
      ? { state: 'waiting', attempt: 1, submittedAt: Date.now() - 60_000, handle: writeHandle({ task: taskOf(index) }) }
      : { state: 'new' }),
    wakeAt: at + 5_000,
  });
  return { job, request };
}
