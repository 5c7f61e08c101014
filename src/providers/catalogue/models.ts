/** What a model is called, whoever has it. */
export interface ModelNames {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  /** The id of the model that takes its place once it is shut down. */
  readonly successor?: string;
}

/** The models as they were in November 2026 (reference, sections 2 to 4), in the order in which members see them. */
export const modelsForAll: readonly ModelNames[] = [
  { id: 'gpt-image-2', name: 'GPT Image 2', aliases: ['gpt-image-2:reverse', 'gpt-image-2-2026-04-21'] },
  { id: 'gpt-image-2:official', name: 'GPT Image 2 (official)' },
  { id: 'gpt-image-2-plus', name: 'GPT Image 2 Plus' },
  { id: 'gpt-image-2.5-flare', name: 'GPT Image 2.5 Flare', aliases: ['gpt-image-2.5-flare-2026-09-08'] },
  { id: 'gpt-image-2.5-sunburst', name: 'GPT Image 2.5 Sunburst', aliases: ['gpt-image-2.5-sunburst-2026-09-08'] },
  { id: 'gpt-image-2.6-flare', name: 'GPT Image 2.6 Flare' },
  { id: 'gpt-image-2.6-sunburst', name: 'GPT Image 2.6 Sunburst' },
  { id: 'gpt-image-1.5', name: 'GPT Image 1.5', successor: 'gpt-image-2' },
  { id: 'nano-banana', name: 'Nano Banana', aliases: ['gemini-2.5-flash-image'] },
  // Whatever is newer from its source was not found at a vendor of ours (reference, 7.1); the large one knows its ratios too.
  { id: 'nano-banana-2', name: 'Nano Banana 2', aliases: ['gemini-3.1-flash-image'], successor: 'nano-banana-pro' },
  { id: 'nano-banana-2-lite', name: 'Nano Banana 2 Lite' },
  { id: 'nano-banana-pro', name: 'Nano Banana Pro', aliases: ['gemini-3-pro-image'] },
  // Shut down at OpenAI on 2026-10-23 and 2026-05-12; what still relays them is not offered (reference, C27).
  { id: 'gpt-image-1', name: 'GPT Image 1', successor: 'gpt-image-2' },
  { id: 'dall-e-3', name: 'DALL·E 3', successor: 'gpt-image-2' },
  { id: 'dall-e-2', name: 'DALL·E 2', successor: 'gpt-image-2' },
];
