import { expect, test } from 'vitest';
import { recipe } from '../../../scripts/sample-records.ts';
import { editsOn } from '../../../src/application/likeness/origin.ts';
import { createFindUnchanged } from '../../../src/application/likeness/unchanged.ts';
import type { Rework } from '../../../src/domain/asked/image-request.ts';
import { versionId } from '../../../src/domain/ids.ts';
import { sampleVersion } from '../../contract/version-store.ts';
import { unscripted } from '../stage.ts';

// What a button made of one picture is no edit that anybody asked for in words.

const edited = (id: string, rework?: Rework) =>
  sampleVersion(id, { sources: [versionId('1-0-0')], recipe: { ...recipe, rework } });

test('variations and larger pictures are no edits that a start from the original says again', () => {
  const path = [edited('5-0-0', 'upscale'), edited('4-0-0', 'strong'), edited('3-0-0'), edited('2-0-0')];
  expect(editsOn(path).map(({ id }) => id)).toEqual(['3-0-0', '2-0-0']);
});

test('of a picture that was only to be larger nobody says that nothing has changed', async () => {
  const findUnchanged = createFindUnchanged({
    lend: unscripted('lend'),
    likeness: { compare: unscripted('compare') },
  });
  const job = { task: { recipe: { ...recipe, rework: 'upscale' }, sources: [] }, sources: [versionId('1-0-0')] };
  const shown = [{ version: versionId('2-0-0'), number: 2, reduced: true }];
  expect(await findUnchanged(job as never, [], shown as never)).toEqual([]);
});
