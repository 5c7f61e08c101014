import { expect, test } from 'vitest';
import { comparedLines, failedLines, ignoredByEach } from '../../../src/discord/outgoing/looks/compare-text.ts';
import { plainFailure } from '../../../src/discord/outgoing/looks/failure-look.ts';
import { modelId, versionId } from '../../../src/domain/ids.ts';
import type { AnsweredPicture, ComparedModel } from '../../../src/ports/messenger.ts';
import { english } from '../../../src/words/words.ts';

const [first, second] = [versionId('1-0-0'), versionId('1-1-0')];
const flare = { model: modelId('gpt-image-2.6-flare'), name: 'GPT Image 2.6 Flare' };
const banana = { model: modelId('nano-banana'), name: 'Nano Banana' };
const shown = (version: typeof first): AnsweredPicture => ({
  ...{ version, name: '7', file: null, width: 1, height: 1, reduced: false, fullSizeUrl: null },
});

test('each line has the place of its picture among those shown, and what is known of it', () => {
  const compared: readonly ComparedModel[] = [
    { ...flare, kind: 'made', version: first, took: 99_949, cost: 47_000 },
    { ...banana, kind: 'made', version: second, took: 125_400, cost: null },
    { model: modelId('x'), name: 'a*b', kind: 'made', version: versionId('1-2-0'), took: undefined, cost: 10_000 },
  ];
  expect(comparedLines(english(), compared, [shown(first), shown(second)])).toEqual([
    '1 · GPT Image 2.6 Flare · 99.9 s · $0.047',
    '2 · Nano Banana · 125 s',
    // Its picture is gone from the store meanwhile.
    '– · a\\*b · $0.010',
  ]);
});

test('what a model does not take is said with its name, each once', () => {
  const compared: readonly ComparedModel[] = [{ ...banana, kind: 'made', version: first, took: 1, cost: 1 }];
  const ignored = (model: typeof banana.model, field: 'size' | 'format') =>
    ({ kind: 'ignored', model, field }) as const;
  const warnings = [ignored(banana.model, 'size'), ignored(banana.model, 'format'), ignored(flare.model, 'size')];
  expect(ignoredByEach(english(), compared, [...warnings, ...warnings])).toEqual([
    'Nano Banana does not take size and format, so that was left out.',
    'gpt-image-2.6-flare does not take size, so that was left out.',
  ]);
});

test('where all failed alike their names will do, and nothing of a file’s name stands where no words may', () => {
  const failure = { code: 'not_a_picture', filename: 'secret.png' } as const;
  const compared = [flare, banana].map((each) => ({ ...each, kind: 'failed', failure }) as const);
  expect(failedLines(english(), compared)).toEqual(['GPT Image 2.6 Flare · Nano Banana']);
  const plain = plainFailure({ kind: 'failure', failure, neutral: false, compared });
  expect(JSON.stringify(plain)).not.toContain('secret');
});
