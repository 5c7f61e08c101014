import { address } from '../../../../scripts/sample-records.ts';
import {
  busy,
  type Case,
  ended,
  forgotten,
  lost,
  made,
  message,
  nothing,
  now,
  posted,
  request,
  sent,
  settled,
} from './sample-cases.ts';

export const cancelling: readonly Case[] = [
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
