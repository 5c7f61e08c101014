import { address } from '../../../../scripts/sample-records.ts';
import {
  busy,
  type Case,
  gone,
  gonePicture,
  ignored,
  lost,
  made,
  message,
  now,
  posted,
  request,
} from './sample-cases.ts';

const successor = request(100, { provider: 'openai' });
export const making: readonly Case[] = [
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
