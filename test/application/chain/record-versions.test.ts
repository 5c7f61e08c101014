import { expect, test } from 'vitest';
import { sampleJob } from '../../../scripts/sample-records.ts';
import { versionId } from '../../../src/domain/ids.ts';
import { made } from '../jobs/deliver/stage.ts';
import { stageChain } from './chain-stage.ts';

test('a picture that was deleted gets no record and no number when its request is delivered once more', async () => {
  const { parts, versions, index } = await stageChain();
  const work = { job: sampleJob('100', { state: 'delivering', sources: [] }), requests: [made(0), made(1)] };
  const [first, second] = [versionId('100-0-0'), versionId('100-1-0')];
  await parts.recordVersions(work);
  expect((await index.byVersion(second))?.number).toBe(2);
  await versions.remove(first);
  await index.remove(first);

  await parts.recordVersions(work, null, new Set([first]));

  expect(await versions.find(first)).toBeNull();
  expect(await index.byVersion(first)).toBeNull();
  expect((await index.byVersion(second))?.number).toBe(2);
});
