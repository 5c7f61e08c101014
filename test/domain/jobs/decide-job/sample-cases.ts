import { address, sampleRequest } from '../../../../scripts/sample-records.ts';
import type { Failure } from '../../../../src/domain/failure.ts';
import { madeVersionId, messageId, modelId } from '../../../../src/domain/ids.ts';
import type { Job, PaidRequest, Warning } from '../../../../src/domain/jobs/job.ts';
import type { JobEvent } from '../../../../src/domain/jobs/job-event.ts';
import { defaultPace } from '../../../../src/domain/jobs/pace.ts';

export const now = 1_000_000;
export const at = { now, random: 0, pace: defaultPace };
export const bug: Failure = { code: 'bug', reference: '100' };
export const busy: Failure = { code: 'unreachable' };
export const gone: Failure = { code: 'source_gone' };
export const ignored: Warning = { kind: 'ignored', field: 'size', model: modelId('gpt-image-2') };
export const gonePicture: Warning = { kind: 'original gone' };
export const message = messageId('900');
export const posted = { kind: 'posted', message, channel: address.channel } as const;

export const request = (ordinal: number, changes: Partial<PaidRequest> = {}) => sampleRequest('100', ordinal, changes);
export const sent = (ordinal: number) => request(ordinal, { state: 'waiting', attempt: 1 });
export const made = (ordinal: number): PaidRequest => {
  const row = sent(ordinal);
  const picture = { version: madeVersionId(row.id, 0), type: 'image/png', width: 8, height: 8, bytes: 9 } as const;
  return { ...row, state: 'ended', ending: { kind: 'pictures', pictures: [picture] } };
};
export const lost = (ordinal: number, failure: Failure = busy): PaidRequest => ({
  ...sent(ordinal),
  state: 'ended',
  ending: { kind: 'failure', failure },
});

export const forgotten = { task: null, address: { ...address, token: null, tokenExpiresAt: null }, wakeAt: null };
export const ended = (failure: Failure) => ({
  state: 'ended',
  ending: { kind: 'failure', failure },
  made: [],
  handle: null,
  doubt: null,
  wakeAt: null,
});
export const settled = (images: number, losses: readonly object[] = []) => ({
  settle: { delivered: { images, usd: images * 165_000 }, losses, at: now },
});
export const nothing = settled(0);
export const loss = (ordinal: number, code: string) => ({ request: `100-${ordinal}`, code, usd: 165_000 });
export const tryAgain = (tries: number, pause: number) => ({ changes: { tries, wakeAt: now + pause } });

export interface Case {
  readonly when: string;
  readonly job: Partial<Job>;
  readonly requests?: readonly PaidRequest[];
  readonly event: JobEvent;
  readonly becomes: { readonly changes: object; readonly besides?: object; readonly remark?: object };
}
