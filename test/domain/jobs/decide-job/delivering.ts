import { address } from '../../../../scripts/sample-records.ts';
import { bug, type Case, forgotten, loss, made, message, now, posted, settled, tryAgain } from './sample-cases.ts';

const shownEnd = { ...forgotten, address: { ...forgotten.address, message }, shown: { kind: 'ending' } };
const seconds = (now - 100) / 1000;
const undeliverable = (why: string) => ({ code: 'undeliverable', why });
const givenUp = (why: string) => ({
  changes: { state: 'failed', ...forgotten, failure: undeliverable(why), shown: { kind: 'ending' } },
  besides: settled(0, [loss(0, 'undeliverable')]),
  remark: { level: 'warn', message: 'the answer cannot be delivered', facts: { code: why } },
});
export const delivering: readonly Case[] = [
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
