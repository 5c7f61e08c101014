import { expect, test } from 'vitest';
import { address } from '../../../../scripts/sample-records.ts';
import { jobId, userId, versionId } from '../../../../src/domain/ids.ts';
import { ask, message, stageAccepting } from './stage.ts';

const ben = userId('51');
const serverRules = { others: 'off' } as const;
const version = versionId('5-0-0');
const failure = { code: 'server_rule', rule: 'others' };
const sources = { kind: 'given', sources: [{ kind: 'version', version }] } as const;

test('another member’s picture is refused by the server’s rule before anything is written down', async () => {
  const stage = await stageAccepting({ serverRules });
  await stage.keepVersion(version, { owner: ben, sources: [] });

  expect(await stage.ask({ ...ask, sources })).toEqual({ kind: 'refused', failure });

  expect(await stage.journal.find(ask.id)).toBeNull();
  // Nobody's limits were asked about, and nothing is held.
  expect(stage.calls).toEqual([]);
  expect(await stage.used()).toEqual({ images: 0, usd: 0 });
});

test('by a message, the reason is kept for its button', async () => {
  const stage = await stageAccepting({ serverRules });
  await stage.keepVersion(version, { owner: ben, sources: [] });

  expect(await stage.ask({ ...ask, sources, address: message })).toEqual({ kind: 'refused', failure });

  expect(await stage.job('100')).toMatchObject({ state: 'delivering', task: null, failure });
});

test('Again obeys it, though it was decided before that its asker may see the pictures', async () => {
  const stage = await stageAccepting({ serverRules });
  await stage.keepVersion(version, { kind: 'imported', owner: ben, sources: [] });
  await stage.keepVersion('6-0-0', { sources: [version] });

  expect(await stage.askAgain(versionId('6-0-0'), jobId('100'), address)).toEqual({ kind: 'refused', failure });
});

test('Again of what another member made from words alone uses no picture', async () => {
  const stage = await stageAccepting({ serverRules });
  await stage.keepVersion(version, { owner: ben, sources: [] });

  expect((await stage.askAgain(version, jobId('100'), address))?.kind).toBe('accepted');
});

test('what only its owner may see is said to be gone, and not to be somebody’s', async () => {
  const stage = await stageAccepting({ serverRules });
  await stage.keepVersion(version, { owner: ben, audience: 'asker', sources: [] });

  expect(await stage.ask({ ...ask, sources })).toEqual({ kind: 'refused', failure: { code: 'source_gone' } });
});
