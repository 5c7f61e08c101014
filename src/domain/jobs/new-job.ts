import type { ImageTask } from '../asked/image-request.ts';
import type { Failure } from '../failure.ts';
import type { JobId } from '../ids.ts';
import type { Job, ReplyAddress, Warning } from './job.ts';

interface Asked {
  readonly id: JobId;
  readonly address: ReplyAddress;
  readonly now: number;
}

/** Long past Discord's 3 seconds: whoever was about to write the acknowledgement down is gone. */
const acknowledgementGrace = 20_000;

/** A job that is taken. */
export function acceptedJob({
  task,
  warnings,
  ...asked
}: Asked & { readonly task: ImageTask; readonly warnings: readonly Warning[] }): Job {
  const { address, now } = asked;
  // A message needs no acknowledgement; an interaction has 3 s for it, and a crash in them is found out after that.
  const start =
    address.kind === 'message'
      ? ({ state: 'queued', wakeAt: now } as const)
      : ({ state: 'accepted', wakeAt: now + acknowledgementGrace } as const);
  return { ...blank(asked), ...start, task, warnings };
}

/** A job that has only its refusal to deliver: what asks for it is a message, which cannot be answered in private. */
export function refusedJob({ failure, ...asked }: Asked & { readonly failure: Failure }): Job {
  return { ...blank(asked), state: 'delivering', sources: [], failure };
}

function blank({ id, address, now }: Asked): Job {
  return {
    id,
    revision: 0,
    state: 'accepted',
    task: null,
    address,
    acceptedAt: now,
    startedAt: null,
    cancelledAt: null,
    shown: { kind: 'nothing' },
    sources: null,
    warnings: [],
    failure: null,
    tries: 0,
    wakeAt: now,
  };
}
