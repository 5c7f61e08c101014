/** As the vendor counts its tokens. */
export interface Usage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly total_tokens: number;
  readonly input_tokens_details: { readonly text_tokens: number; readonly image_tokens: number };
  readonly output_tokens_details: { readonly text_tokens: number; readonly image_tokens: number };
}

/** What of a call costs tokens. */
export interface Counted {
  readonly model: string;
  readonly prompt: string;
  readonly size: string | undefined;
  readonly quality: string | undefined;
  readonly inputs: readonly { readonly width: number; readonly height: number }[];
}

/**
 * Output tokens of gpt-image-2 by quality and size, as people worked them out from the vendor's own calculator
 * (community.openai.com, topic 1382699); they give the prices of reference section 7. Each partial picture adds 100.
 * 2.5 counts by the same formula (its tokens at 1024x1024 are reference 7.1's), 2.6 four times as much where it is coarse.
 * Input pictures: patches of 32 pixels, at most 1,536 (same forum, topic 1382940), here without its finer rules.
 */
export function usageOf(call: Counted, made: { readonly pictures: number; readonly partials: number }): Usage {
  const text = Math.max(1, Math.ceil(call.prompt.length / 4));
  const pictures = call.inputs.reduce((sum, { width, height }) => sum + patches(width, height), 0);
  const output = made.pictures * outputTokens(call) + made.partials * 100;
  return {
    input_tokens: text + pictures,
    output_tokens: output,
    total_tokens: text + pictures + output,
    input_tokens_details: { text_tokens: text, image_tokens: pictures },
    output_tokens_details: { text_tokens: 0, image_tokens: output },
  };
}

const patches = (width: number, height: number) => Math.min(1536, Math.ceil(width / 32) * Math.ceil(height / 32));

/** What stands in the formula for each quality; `auto` is taken for *medium*. */
const second: Readonly<Record<string, number>> = { low: 16, medium: 48, high: 96 };
const since25: Readonly<Record<string, number>> = { low: 16, medium: 24, high: 48, xhigh: 64, max: 96 };

function outputTokens({ model, size, quality = 'auto' }: Counted): number {
  const match = /^(\d+)x(\d+)$/.exec(size ?? '');
  const [width, height] = match === null ? [1024, 1024] : [Number(match[1]), Number(match[2])];
  const isFiner = /^gpt-image-2\.[56]-/.test(model);
  const factors = isFiner ? since25 : second;
  const factor = factors[quality] ?? factors['medium'] ?? 48;
  const shorter = Math.round((factor * Math.min(width, height)) / Math.max(width, height));
  const tokens = Math.ceil((factor * shorter * (2_000_000 + width * height)) / 4_000_000);
  return model.startsWith('gpt-image-2.6') && factor < 48 ? tokens * 4 : tokens;
}
