import type { Evidence } from '../../scripts/chaos/evidence.ts';
import type { BotMessage } from '../../scripts/chaos/message-watch.ts';
import type { StoreContents } from '../../scripts/chaos/read-store.ts';
import { address, sampleJob, sampleRequest } from '../../scripts/sample-records.ts';
import { madeVersionId, requestId, traceId, versionId } from '../../src/domain/ids.ts';
import type { Job, PaidRequest } from '../../src/domain/jobs/job.ts';

export const price = 10_450;
export const version = '500-0-0';

export const message = (id: string, changes: Partial<BotMessage> = {}): BotMessage => ({
  id,
  channel: '10',
  content: 'Made',
  isThinking: false,
  isPrivate: false,
  answers: null,
  asker: '50',
  customIds: [{ kind: 'edit', version: versionId(version) }],
  ...changes,
});

export const messages = (...list: readonly BotMessage[]): Evidence['messages'] =>
  new Map(list.map((each) => [each.id, each]));

export function job(changes: Partial<Job> = {}): Job {
  return sampleJob('500', { state: 'done', task: null, shown: { kind: 'ending' }, ...changes });
}

export function request(changes: Partial<PaidRequest> = {}): PaidRequest {
  const id = requestId(job().id, 0);
  const picture = { version: madeVersionId(id, 0), type: 'image/png', width: 64, height: 64, bytes: 100 } as const;
  return sampleRequest('500', 0, {
    traceId: traceId('trace'),
    state: 'ended',
    attempt: 1,
    price,
    ending: { kind: 'pictures', pictures: [picture] },
    ...changes,
  });
}

export const store = (changes: Partial<StoreContents> = {}): StoreContents => ({
  jobs: [job()],
  requests: [request()],
  holds: [{ job: '500', isOpen: false, deliveredImages: 1, deliveredUsd: price }],
  losses: [],
  ledgerComplaints: [],
  mostInADay: 1,
  heads: [versionId(version)],
  versions: new Map([[version, { isRecorded: true, sha256: 'bytes' }]]),
  ...changes,
});

export const interaction = (
  changes: Partial<Evidence['interactions'][number]> = {},
): Evidence['interactions'][number] => ({
  id: '500',
  kind: 'command',
  name: 'imagine',
  state: 'answered',
  ephemeral: false,
  responseMessageId: '600',
  ...changes,
});

/** One picture that was asked for, paid once, kept, shown and charged. */
export const soundEvidence = (changes: Partial<Evidence> = {}): Evidence => ({
  asked: [{ id: '500', kind: 'interaction', prompt: 'a fox, picture 1.', count: 1 }],
  interactions: [interaction()],
  expired: new Set(),
  messages: messages(message('600')),
  filesOf: () => ['bytes'],
  seen: [{ trace: 'trace', prompt: 'a fox, picture 1.', isRefused: false, isTaken: true }],
  billed: [{ trace: 'trace', prompt: 'a fox, picture 1.', sha256: ['bytes'], canBeFound: true }],
  vendorCanBeAsked: true,
  memberLimit: 12,
  store: store(),
  ...changes,
});

export const messageAddress = { ...address, kind: 'message' } as const;
