import type { WireMessage } from '../../scripts/emulators/discord/index.ts';
import { raiseStage, type Stage, type StageOptions } from './stage/stage.ts';

/** GPT Image 2 at OpenAI, which AceDataCloud has as well; the Nano Bananas at AceDataCloud alone. */
export const twoVendors = { vendors: ['openai', 'acedatacloud'] } as const satisfies StageOptions;

export const raise = (options: StageOptions = {}) => raiseStage({ ...twoVendors, ...options });

export const fox = { prompt: 'a red fox', model: 'gpt-image-2', model2: 'nano-banana' };
export const three = { ...fox, model3: 'nano-banana-pro' };

/** What a message says, line by line, with `T` for every time. */
export const linesOf = ({ content }: WireMessage): readonly string[] =>
  content.replaceAll(/\d+\.\d s\b/g, 'T').split('\n');

type Vendors = Pick<Stage, 'openai' | 'upstream'>;

/** The pictures that these models made last, by their sums. */
export const madeBy = ({ openai, upstream }: Vendors, ...models: readonly string[]) => {
  const all = [...openai.calls, ...upstream.tasks];
  return models.map((model) => all.findLast((each) => each.model === model)?.results[0]?.sha256);
};

/** In the order of the message. */
export const shownIn = ({ discord }: Pick<Stage, 'discord'>, { id }: { readonly id: string }) =>
  discord.filesOf(id).map((file) => file.sha256);

/** How often each of the two was paid for anything. */
export const paidCalls = ({ openai, upstream }: Vendors): readonly [number, number] => [
  openai.paidRequests.length,
  upstream.paidRequests.length,
];
