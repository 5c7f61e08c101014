import { bug, busy, type Case, ended, forgotten, loss, made, now, settled, tryAgain } from './sample-cases.ts';

export const throwing: readonly Case[] = [
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
