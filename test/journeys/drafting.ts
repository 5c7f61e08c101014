import { expect } from 'vitest';
import type { OptionValue, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { ask, press } from './asking.ts';
import { raiseStage, type Stage, type StageOptions } from './stage/stage.ts';

/** OpenAI makes the pictures, which meters what it makes. */
export const raiseDrafting = (options: StageOptions = {}) => raiseStage({ vendors: ['openai'], ...options });

/** Asks for drafts as Ada, and agrees to their price. */
export async function makeDrafts(
  stage: Stage,
  options: Readonly<Record<string, OptionValue>> = {},
): Promise<WireMessage> {
  const asked = await ask(stage, 'imagine', { prompt: 'a red fox', draft: true, ...options });
  expect(asked.content).toMatch(/^(One|Two|Three|Four) drafts?: /);
  return press(stage, asked, 'Go ahead');
}

/** What each paid call says of its model, size and quality, and how many pictures go along. */
export const callsOf = ({ openai }: Stage) =>
  openai.calls.map(({ model, size, quality, inputs }) => ({ model, size, quality, pictures: inputs.length }));
