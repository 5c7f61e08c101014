import { describe, expect, test } from 'vitest';
import { agcloudDialect } from '../../../src/providers/agcloud/index.ts';
import { openAiDialect } from '../../../src/providers/openai/index.ts';
import { costOf, readUsage } from '../../../src/providers/openai/usage.ts';

const usage = {
  total_tokens: 4210,
  input_tokens: 50,
  output_tokens: 4160,
  input_tokens_details: { text_tokens: 10, image_tokens: 40 },
};

describe('what OpenAI counts', () => {
  test('is worth its price per token, in millionths of a dollar', () => {
    expect(costOf(openAiDialect, readUsage(usage))).toBe(10 * 5 + 40 * 8 + 4160 * 30);
  });

  test('without the details is taken for pictures, the dearer of the two', () => {
    expect(costOf(openAiDialect, readUsage({ input_tokens: 50, output_tokens: 100 }))).toBe(50 * 8 + 100 * 30);
  });

  test.each([
    undefined,
    null,
    {},
    { input_tokens: 0, output_tokens: 0 },
    { input_tokens: -1, output_tokens: 5 },
    'much',
  ])('is not believed when it is %j', (said) => {
    expect(costOf(openAiDialect, readUsage(said))).toBeUndefined();
  });

  test('is worth nothing to us where nobody publishes prices', () => {
    expect(costOf(agcloudDialect, readUsage(usage))).toBeUndefined();
  });
});
