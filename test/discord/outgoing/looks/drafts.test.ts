import { expect, test } from 'vitest';
import { finishButtons } from '../../../../src/discord/outgoing/looks/draft-buttons.ts';
import { plainResultText, resultAltText, resultText } from '../../../../src/discord/outgoing/result-text.ts';
import { modelId, versionId } from '../../../../src/domain/ids.ts';
import type { PictureAnswer } from '../../../../src/ports/messenger.ts';
import { english } from '../../../../src/words/words.ts';

const words = english();

function answer(count: number, changes: Partial<PictureAnswer['recipe']> = {}): PictureAnswer {
  const draft = { size: '3840x2160', quality: 'high', price: 738_500 } as const;
  return {
    kind: 'pictures',
    operation: 'generate',
    recipe: {
      ...{
        prompt: 'a fox',
        model: modelId('gpt-image-2'),
        size: '1536x864',
        quality: 'low',
        background: 'auto',
        count,
      },
      draft,
      ...changes,
    },
    pictures: Array.from({ length: count }, (_, index) => ({
      ...{ version: versionId(`1300000000000000001-${index}-0`), number: index + 7, file: null },
      ...{ width: 1536, height: 864, reduced: false, fullSizeUrl: null },
    })),
    used: null,
    warnings: [],
    offersOriginal: false,
    cost: null,
  };
}

test('each draft is finished by its place in the message, one alone by its name', () => {
  expect(finishButtons(words, answer(3)).map((each) => 'label' in each && each.label)).toEqual([
    'Finish 1',
    'Finish 2',
    'Finish 3',
  ]);
  expect(finishButtons(words, answer(1))).toMatchObject([
    { label: 'Finish', custom_id: 'v1:finish:1300000000000000001-0-0' },
  ]);
  expect(finishButtons(words, answer(2, { draft: undefined }))).toEqual([]);
});

test('that they are drafts is said over them and in their alternative text, also where a rule refuses all words', () => {
  const [drafts, first] = [answer(2), answer(2).pictures[0] ?? expect.fail()];
  const blocked: PictureAnswer = { ...drafts, warnings: [{ kind: 'blocklist' }] };

  for (const text of [resultText(words, drafts, null), plainResultText(words, drafts)]) {
    expect(text.split('\n')).toContain('-# Drafts, small and coarse: **Finish** makes the finished picture of one.');
  }
  expect(resultAltText(words, drafts, first)).toBe('Draft, version 7, made by AI (gpt-image-2): a fox');
  expect(resultAltText(words, blocked, first)).toBe('Draft, version 7, made by AI.');
  expect(resultText(words, answer(2, { draft: undefined }), null)).not.toContain('raft');
});
