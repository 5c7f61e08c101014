import { describe, expect, test } from 'vitest';
import { address, recipe, sampleJob, sampleRequest } from '../../../scripts/sample-records.ts';
import type { Failure } from '../../../src/domain/failure.ts';
import { jobId, madeVersionId, messageId, modelId, traceId, versionId } from '../../../src/domain/ids.ts';
import { decideJob, type JobDecision } from '../../../src/domain/jobs/decide-job.ts';
import type { Job, JobState, JobWork, PaidRequest, Warning } from '../../../src/domain/jobs/job.ts';
import { happensIn, type JobEvent } from '../../../src/domain/jobs/job-event.ts';
import { acceptedJob, refusedJob } from '../../../src/domain/jobs/new-job.ts';
import { newRequest } from '../../../src/domain/jobs/new-request.ts';
import { defaultPace } from '../../../src/domain/jobs/pace.ts';

const now = 1_000_000;
const at = { now, random: 0, pace: defaultPace };
const bug: Failure = { code: 'bug', reference: '100' };
const busy: Failure = { code: 'unreachable' };
const gone: Failure = { code: 'source_gone' };
const ignored: Warning = { kind: 'ignored', field: 'size', model: modelId('gpt-image-2') };
const gonePicture: Warning = { kind: 'original gone' };
const message = messageId('900');
const posted = { kind: 'posted', message, channel: address.channel } as const;

const request = (ordinal: number, changes: Partial<PaidRequest> = {}) => sampleRequest('100', ordinal, changes);
const sent = (ordinal: number) => request(ordinal, { state: 'waiting', attempt: 1 });
const made = (ordinal: number): PaidRequest => {
  const row = sent(ordinal);
  const picture = { version: madeVersionId(row.id, 0), type: 'image/png', width: 8, height: 8, bytes: 9 } as const;
  return { ...row, state: 'ended', ending: { kind: 'pictures', pictures: [picture] } };
};
const lost = (ordinal: number, failure: Failure = busy): PaidRequest => ({
  ...sent(ordinal),
  state: 'ended',
  ending: { kind: 'failure', failure },
});

const forgotten = { task: null, address: { ...address, token: null, tokenExpiresAt: null }, wakeAt: null };
const ended = (failure: Failure) => ({
  state: 'ended',
  ending: { kind: 'failure', failure },
  made: [],
  handle: null,
  doubt: null,
  wakeAt: null,
});
const settled = (images: number, losses: readonly object[] = []) => ({
  settle: { delivered: { images, usd: images * 165_000 }, losses, at: now },
});
const nothing = settled(0);
const loss = (ordinal: number, code: string) => ({ request: `100-${ordinal}`, code, usd: 165_000 });
const tryAgain = (tries: number, pause: number) => ({ changes: { tries, wakeAt: now + pause } });

interface Case {
  readonly when: string;
  readonly job: Partial<Job>;
  readonly requests?: readonly PaidRequest[];
  readonly event: JobEvent;
  readonly becomes: { readonly changes: object; readonly besides?: object; readonly remark?: object };
}

const acknowledging: readonly Case[] = [
  {
    when: 'the acknowledgement of an edit: its pictures are fetched at once',
    job: { state: 'accepted' },
    event: { kind: 'acknowledged', message },
    becomes: { changes: { state: 'queued', address: { ...address, message }, wakeAt: now } },
  },
  {
    when: 'the acknowledgement of words alone: it stands in line at once',
    job: { state: 'accepted', task: { recipe, sources: [] } },
    event: { kind: 'acknowledged', message: null },
    becomes: {
      changes: { state: 'queued', address, sources: [], wakeAt: 100 + defaultPace.statusAfter },
      besides: { requests: { wakeAt: now } },
    },
  },
  {
    when: 'Discord cannot say whether it went out: asked again',
    job: { state: 'accepted' },
    event: { kind: 'acknowledgement open' },
    becomes: { changes: { wakeAt: now + defaultPace.doubtEvery } },
  },
  {
    when: 'it never went out: over, and its hold is free',
    job: { state: 'accepted' },
    event: { kind: 'abandoned' },
    becomes: {
      changes: { state: 'cancelled', ...forgotten },
      besides: nothing,
      remark: { level: 'info', message: 'never acknowledged, cancelled' },
    },
  },
];

const preparing: readonly Case[] = [
  {
    when: 'its pictures are there: it joins the line',
    job: { warnings: [ignored], tries: 2 },
    event: { kind: 'prepared', versions: [versionId('5-0-0')], warnings: [gonePicture] },
    becomes: {
      changes: {
        sources: ['5-0-0'],
        warnings: [ignored, gonePicture],
        tries: 0,
        wakeAt: 100 + defaultPace.statusAfter,
      },
      besides: { requests: { wakeAt: now } },
    },
  },
  {
    when: 'a picture cannot be fetched just now: again after a pause',
    job: { tries: defaultPace.prepareTries - 2 },
    event: { kind: 'again', failure: busy },
    becomes: tryAgain(defaultPace.prepareTries - 1, defaultPace.backoff),
  },
  {
    when: 'a picture cannot be fetched for the last time',
    job: { tries: defaultPace.prepareTries - 1 },
    event: { kind: 'again', failure: busy },
    becomes: {
      changes: { state: 'delivering', failure: busy, tries: 0, wakeAt: now },
      besides: { requests: ended(busy) },
      remark: { level: 'info', message: 'a source could not be had', facts: { code: 'unreachable' } },
    },
  },
  {
    when: 'a picture is gone: nothing is sent',
    job: {},
    event: { kind: 'failed', failure: gone },
    becomes: {
      changes: { state: 'delivering', failure: gone, tries: 0, wakeAt: now },
      besides: { requests: ended(gone) },
      remark: { level: 'info', message: 'a source could not be had', facts: { code: 'source_gone' } },
    },
  },
];

const successor = request(100, { provider: 'openai' });
const making: readonly Case[] = [
  {
    when: 'another provider takes over',
    job: { state: 'running', warnings: [gonePicture] },
    requests: [lost(0)],
    event: { kind: 'handed on', requests: [successor], warnings: [ignored] },
    becomes: { changes: { warnings: [gonePicture, ignored], wakeAt: now }, besides: { add: [successor] } },
  },
  {
    when: 'all pictures are made',
    job: { state: 'running', tries: 1, warnings: [ignored] },
    requests: [made(0), made(1)],
    event: { kind: 'requests ended' },
    becomes: { changes: { state: 'delivering', failure: null, warnings: [ignored], tries: 0, wakeAt: now } },
  },
  {
    when: 'some are made, and one by the provider that took over',
    job: { state: 'running' },
    requests: [lost(0, gone), { ...made(100), ordinal: 100 }, lost(1)],
    event: { kind: 'requests ended' },
    becomes: {
      changes: {
        state: 'delivering',
        failure: null,
        warnings: [{ kind: 'fewer', asked: 2, got: 1, failure: busy }],
        tries: 0,
        wakeAt: now,
      },
      remark: { level: 'warn', message: 'some or all of a job failed', facts: { code: 'unreachable', made: 1 } },
    },
  },
  {
    when: 'none is made: the first failure is the job’s',
    job: { state: 'running' },
    requests: [lost(0), lost(1, gone)],
    event: { kind: 'requests ended' },
    becomes: {
      changes: { state: 'delivering', failure: busy, warnings: [], tries: 0, wakeAt: now },
      remark: { level: 'warn', message: 'some or all of a job failed', facts: { code: 'unreachable', made: 0 } },
    },
  },
  {
    when: 'its message shows something else',
    job: {},
    event: { kind: 'shown', shown: { kind: 'working' }, posted, wakeAt: 5 },
    becomes: { changes: { shown: { kind: 'working' }, address: { ...address, message }, wakeAt: 5 } },
  },
  {
    when: 'its message cannot be shown: not tried again until there is more to say',
    job: {},
    event: { kind: 'shown', shown: { kind: 'working' }, posted: { kind: 'impossible', code: '1' }, wakeAt: null },
    becomes: { changes: { shown: { kind: 'working' }, address, wakeAt: null } },
  },
  {
    when: 'Discord is busy: its message is written later',
    job: {},
    event: { kind: 'shown', shown: { kind: 'working' }, posted: { kind: 'later', afterMs: 700 }, wakeAt: null },
    becomes: { changes: { wakeAt: now + 700 } },
  },
  {
    when: 'nothing has changed: looked at again',
    job: {},
    event: { kind: 'looked at', wakeAt: 7 },
    becomes: { changes: { wakeAt: 7 } },
  },
];

const cancelling: readonly Case[] = [
  {
    when: 'cancelled before anything was sent: its hold is free at once',
    job: {},
    requests: [request(0)],
    event: { kind: 'cancelled' },
    becomes: {
      changes: { state: 'delivering', failure: { code: 'cancelled' }, tries: 0, wakeAt: now, cancelledAt: now },
      besides: { requests: ended({ code: 'cancelled' }), unsent: true, ...nothing },
    },
  },
  {
    when: 'cancelled after something was sent: followed out of sight',
    job: { state: 'running', shown: { kind: 'preview' } },
    requests: [sent(0), request(1)],
    event: { kind: 'cancelled' },
    becomes: { changes: { cancelledAt: now, wakeAt: now } },
  },
  {
    when: 'cancelled twice: since the first time',
    job: { state: 'running', cancelledAt: 400 },
    requests: [sent(0)],
    event: { kind: 'cancelled' },
    becomes: { changes: { cancelledAt: 400, wakeAt: now } },
  },
  {
    when: 'its message says that it was cancelled',
    job: { state: 'running', cancelledAt: 400 },
    requests: [sent(0)],
    event: { kind: 'shown', shown: { kind: 'hidden' }, posted, wakeAt: now },
    becomes: { changes: { shown: { kind: 'hidden' }, address: { ...address, message }, wakeAt: now } },
  },
  {
    when: 'what was made of it is charged, and not shown',
    job: { state: 'delivering', cancelledAt: 400, shown: { kind: 'hidden' } },
    requests: [made(0)],
    event: { kind: 'kept unseen' },
    becomes: { changes: { state: 'done', ...forgotten }, besides: settled(1) },
  },
  {
    when: 'nothing was made of it',
    job: { state: 'delivering', cancelledAt: 400, shown: { kind: 'hidden' }, failure: busy },
    requests: [lost(0)],
    event: { kind: 'kept unseen' },
    becomes: { changes: { state: 'failed', ...forgotten }, besides: nothing },
  },
  {
    when: 'its asker is told that nothing was sent: settled already',
    job: { state: 'delivering', cancelledAt: 400, failure: { code: 'cancelled' } },
    requests: [request(0, { state: 'ended', ending: { kind: 'failure', failure: { code: 'cancelled' } } })],
    event: { kind: 'answered', posted },
    becomes: {
      changes: {
        state: 'failed',
        ...forgotten,
        address: { ...forgotten.address, message },
        shown: { kind: 'ending' },
      },
      remark: {
        level: 'info',
        message: 'job ended',
        facts: { state: 'failed', code: 'cancelled', seconds: (now - 100) / 1000 },
      },
    },
  },
];

const shownEnd = { ...forgotten, address: { ...forgotten.address, message }, shown: { kind: 'ending' } };
const seconds = (now - 100) / 1000;
const undeliverable = (why: string) => ({ code: 'undeliverable', why });
const givenUp = (why: string) => ({
  changes: { state: 'failed', ...forgotten, failure: undeliverable(why), shown: { kind: 'ending' } },
  besides: settled(0, [loss(0, 'undeliverable')]),
  remark: { level: 'warn', message: 'the answer cannot be delivered', facts: { code: why } },
});
const delivering: readonly Case[] = [
  {
    when: 'the pictures are posted',
    job: { state: 'delivering' },
    requests: [made(0)],
    event: { kind: 'answered', posted },
    becomes: {
      changes: { state: 'done', ...shownEnd },
      besides: settled(1),
      remark: { level: 'info', message: 'job ended', facts: { state: 'done', code: undefined, seconds } },
    },
  },
  {
    when: 'the failure is posted, and what was made is nobody’s to pay',
    job: { state: 'delivering', failure: bug },
    requests: [made(0)],
    event: { kind: 'answered', posted },
    becomes: {
      changes: { state: 'failed', ...shownEnd },
      besides: settled(0, [loss(0, 'bug')]),
      remark: { level: 'info', message: 'job ended', facts: { state: 'failed', code: 'bug', seconds } },
    },
  },
  {
    when: 'the files are too large: half as large',
    job: { state: 'delivering' },
    requests: [made(0)],
    event: { kind: 'answered', posted: { kind: 'too large' } },
    becomes: {
      changes: { address: { ...address, sizeLimit: address.sizeLimit / 2 }, wakeAt: now },
      remark: {
        level: 'info',
        message: 'the answer is over the limit of this place',
        facts: { sizeLimit: address.sizeLimit / 2 },
      },
    },
  },
  {
    when: 'the files are too large, as small as is worth showing: a sentence instead',
    job: { state: 'delivering', address: { ...address, sizeLimit: 262_144 }, tries: 2 },
    requests: [made(0)],
    event: { kind: 'answered', posted: { kind: 'too large' } },
    becomes: {
      changes: { failure: undeliverable('too large'), tries: 0, wakeAt: now },
      remark: {
        level: 'warn',
        message: 'the pictures cannot be delivered; saying so instead',
        facts: { code: 'too large' },
      },
    },
  },
  {
    when: 'pictures are not taken there: a sentence instead',
    job: { state: 'delivering' },
    requests: [made(0)],
    event: { kind: 'answered', posted: { kind: 'impossible', code: '50013' } },
    becomes: {
      changes: { failure: undeliverable('50013'), tries: 0, wakeAt: now },
      remark: {
        level: 'warn',
        message: 'the pictures cannot be delivered; saying so instead',
        facts: { code: '50013' },
      },
    },
  },
  {
    when: 'not even the sentence is taken',
    job: { state: 'delivering', failure: { code: 'undeliverable', why: '50013' } },
    requests: [made(0)],
    event: { kind: 'answered', posted: { kind: 'impossible', code: '10003' } },
    becomes: givenUp('10003'),
  },
  {
    when: 'Discord is busy: later, when it says',
    job: { state: 'delivering', tries: 1 },
    requests: [made(0)],
    event: { kind: 'answered', posted: { kind: 'later', afterMs: 9_000 } },
    becomes: tryAgain(2, 9_000),
  },
  {
    when: 'Discord is down: later, and ever later',
    job: { state: 'delivering', tries: 3 },
    requests: [made(0)],
    event: { kind: 'answered', posted: { kind: 'later', afterMs: 10 } },
    becomes: tryAgain(4, 8_000),
  },
  {
    when: 'Discord takes no answer for an hour',
    job: { state: 'delivering', tries: 226 },
    requests: [made(0)],
    event: { kind: 'answered', posted: { kind: 'later', afterMs: 10 } },
    becomes: givenUp('Discord takes no answer'),
  },
];

const throwing: readonly Case[] = [
  {
    when: 'a step threw: again after a pause',
    job: { state: 'running', tries: 1 },
    event: { kind: 'threw' },
    becomes: tryAgain(2, 2_000),
  },
  {
    when: 'a step threw once too often: all of it ends',
    job: { state: 'running', tries: 3 },
    event: { kind: 'threw' },
    becomes: {
      changes: { state: 'delivering', failure: bug, tries: 0, wakeAt: now },
      besides: { requests: ended(bug) },
    },
  },
  {
    when: 'the delivery of pictures threw once too often: a sentence instead',
    job: { state: 'delivering', tries: 3 },
    requests: [made(0)],
    event: { kind: 'threw' },
    becomes: { changes: { failure: bug, tries: 0, wakeAt: now } },
  },
  {
    when: 'the delivery of a failure threw once too often: over',
    job: { state: 'delivering', tries: 3, failure: busy },
    requests: [made(0)],
    event: { kind: 'threw' },
    becomes: {
      changes: { state: 'failed', ...forgotten, failure: bug, shown: { kind: 'ending' } },
      besides: settled(0, [loss(0, 'undeliverable')]),
    },
  },
];

const cases = { acknowledging, preparing, making, cancelling, delivering, throwing };
const decide = (job: Partial<Job>, requests: readonly PaidRequest[], event: JobEvent): JobDecision | null =>
  decideJob({ job: sampleJob('100', job), requests } satisfies JobWork, event, at);

describe.each(Object.entries(cases))('%s', (_name, table) => {
  test.each(table)('$when', ({ job, requests = [], event, becomes }) => {
    expect(decide(job, requests, event)).toEqual(becomes);
  });
});

test('every event is in the tables, and where it does not belong it changes nothing', () => {
  const all = Object.values(cases).flat();
  expect(new Set(all.map(({ event }) => event.kind))).toEqual(new Set(Object.keys(happensIn)));
  const states: readonly JobState[] = ['accepted', 'queued', 'running', 'delivering', 'done', 'failed', 'cancelled'];
  for (const { job, requests = [], event } of all) {
    const belongs = states.filter((state) => decide({ ...job, state }, requests, event) !== null);
    expect(belongs).toEqual(happensIn[event.kind]);
    expect(belongs.some((state) => state === 'done' || state === 'failed' || state === 'cancelled')).toBe(false);
  }
});

describe('a new job', () => {
  const asked = { id: jobId('100'), address, now };
  const task = { recipe, sources: [] };
  const start = {
    id: '100',
    revision: 0,
    acceptedAt: now,
    startedAt: null,
    cancelledAt: null,
    shown: { kind: 'nothing' },
    sources: null,
    warnings: [],
    failure: null,
    tries: 0,
  };

  test('an interaction waits to be acknowledged, and is looked for when nobody does', () => {
    expect(acceptedJob({ ...asked, task, warnings: [ignored] })).toEqual({
      ...start,
      state: 'accepted',
      task,
      address,
      warnings: [ignored],
      wakeAt: now + 20_000,
    });
  });

  test('a message needs no acknowledgement', () => {
    const byMessage = { ...address, kind: 'message' } as const;
    expect(acceptedJob({ ...asked, address: byMessage, task, warnings: [] })).toEqual({
      ...start,
      state: 'queued',
      task,
      address: byMessage,
      wakeAt: now,
    });
  });

  test('one that is refused has only that to deliver', () => {
    expect(refusedJob({ ...asked, failure: gone })).toEqual({
      ...start,
      state: 'delivering',
      task: null,
      address,
      sources: [],
      failure: gone,
      wakeAt: now,
    });
  });

  test('its paid calls were never sent', () => {
    const given = {
      job: asked.id,
      ordinal: 1,
      provider: 'openai',
      operation: 'edit',
      wakeAt: null,
      price: null,
    } as const;
    expect(newRequest({ ...given, traceId: traceId('t') })).toEqual({
      ...given,
      id: '100-1',
      revision: 0,
      state: 'new',
      traceId: 't',
      attempt: 0,
      submittedAt: null,
      handle: null,
      made: [],
      ending: null,
      doubt: null,
      tries: 0,
    });
  });
});
