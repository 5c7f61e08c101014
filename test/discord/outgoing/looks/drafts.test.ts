import { expect, test } from 'vitest';
import { resultButtons } from '../../../../src/discord/outgoing/looks/result-buttons.ts';
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
      ...{ version: versionId(`1300000000000000001-${index}-0`), name: String(index + 7), file: null },
      ...{ width: 1536, height: 864, reduced: false, fullSizeUrl: null },
    })),
    used: null,
    warnings: [],
    offersOriginal: false,
    cost: null,
  };
}

test('each draft is finished by its place in the message, one alone by its name', () => {
  const finishing = (count: number, isDraft: boolean) =>
    resultButtons(words, { pictures: answer(count).pictures.map((each) => ({ ...each, isSheet: false, isDraft })) })
      .flatMap(({ components }) => components)
      .filter((each) => 'custom_id' in each && each.custom_id.startsWith('v1:finish:'));

  expect(finishing(3, true)).toMatchObject([{ label: 'Finish 1' }, { label: 'Finish 2' }, { label: 'Finish 3' }]);
  expect(finishing(1, true)).toMatchObject([{ label: 'Finish', custom_id: 'v1:finish:1300000000000000001-0-0' }]);
  expect(finishing(2, false)).toEqual([]);
});

test('that they are drafts is said over them and in their alternative text, also where a rule refuses all words', () => {
  const [drafts, first] = [answer(2), answer(2).pictures[0] ?? expect.fail()];
  const blocked: PictureAnswer = { ...drafts, warnings: [{ kind: 'blocklist' }] };

  for (const text of [resultText(words, drafts, null), plainResultText(words, drafts)]) {
    expect(text.split('\n')).toContain('-# Drafts, cheap and coarse: **Finish** makes the finished picture of one.');
  }
  expect(resultAltText(words, drafts, first)).toBe('Draft, version 7, made by AI (gpt-image-2): a fox');
  expect(resultAltText(words, blocked, first)).toBe('Draft, version 7, made by AI.');
  expect(resultText(words, answer(2, { draft: undefined }), null)).not.toContain('raft');
});
