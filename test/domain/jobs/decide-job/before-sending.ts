import { address, recipe } from '../../../../scripts/sample-records.ts';
import { jobId, versionId } from '../../../../src/domain/ids.ts';
import { defaultPace } from '../../../../src/domain/jobs/pace.ts';
import {
  busy,
  type Case,
  ended,
  forgotten,
  gone,
  gonePicture,
  ignored,
  message,
  nothing,
  now,
  tryAgain,
} from './sample-cases.ts';

export const acknowledging: readonly Case[] = [
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

export const preparing: readonly Case[] = [
  {
    when: 'what it followed came to nothing: it waits for another, and looks at once whether that has ended',
    job: { task: { recipe, sources: [{ kind: 'job', job: jobId('98') }] } },
    event: { kind: 'follows', task: { recipe, sources: [{ kind: 'job', job: jobId('97') }] } },
    becomes: { changes: { task: { recipe, sources: [{ kind: 'job', job: jobId('97') }] }, wakeAt: now } },
  },
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
