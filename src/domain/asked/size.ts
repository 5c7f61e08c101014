/** A size as it is sent: `auto`, or width and height in pixels. */
export type SizeChoice = 'auto' | `${number}x${number}`;

export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

export const resolutions = ['1K', '2K', '4K'] as const;
export type Resolution = (typeof resolutions)[number];

/** A size as a ratio of its edges and a class of resolution, for models that know no pixels. */
export interface Aspect {
  readonly ratio: string;
  /** Undefined where the model has only one. */
  readonly resolution: Resolution | undefined;
}

/**
 * What sizes a model takes: any that keeps the bounds, a fixed list, a ratio (any size stands for the nearest) in one of
 * some resolutions (none: it has only the smallest), or whatever it likes (`ignored`).
 */
export type SizeRule =
  | {
      readonly kind: 'bounds';
      readonly multiple: number;
      readonly maxEdge: number;
      readonly maxRatio: number;
      readonly minPixels: number;
      readonly maxPixels: number;
    }
  /** `noAuto`: the model cannot choose by itself. */
  | { readonly kind: 'list'; readonly sizes: readonly Dimensions[]; readonly noAuto?: boolean | undefined }
  | { readonly kind: 'ratios'; readonly ratios: readonly string[]; readonly resolutions: readonly Resolution[] }
  | { readonly kind: 'ignored' };

/** gpt-image-2 and later (OpenAI's specification and the vendors' guides agree). */
export const gptImage2Sizes = {
  kind: 'bounds',
  multiple: 16,
  maxEdge: 3840,
  maxRatio: 3,
  minPixels: 655_360,
  maxPixels: 8_294_400,
} as const satisfies SizeRule;

/** Labels that completion offers; each class keeps the ratio and the rule. */
export const sizePresets = [
  preset('1:1', '1K', 1024, 1024),
  preset('1:1', '2K', 2048, 2048),
  preset('1:1', '4K', 2880, 2880),
  preset('3:2', '1K', 1536, 1024),
  preset('3:2', '2K', 2016, 1344),
  preset('3:2', '4K', 3504, 2336),
  preset('2:3', '1K', 1024, 1536),
  preset('2:3', '2K', 1344, 2016),
  preset('2:3', '4K', 2336, 3504),
  preset('4:3', '1K', 1344, 1008),
  preset('4:3', '2K', 2048, 1536),
  preset('4:3', '4K', 3264, 2448),
  preset('3:4', '1K', 1008, 1344),
  preset('3:4', '2K', 1536, 2048),
  preset('3:4', '4K', 2448, 3264),
  preset('16:9', '1K', 1536, 864),
  preset('16:9', '2K', 2048, 1152),
  preset('16:9', '4K', 3840, 2160),
  preset('9:16', '1K', 864, 1536),
  preset('9:16', '2K', 1152, 2048),
  preset('9:16', '4K', 2160, 3840),
  preset('21:9', '1K', 1344, 576),
  preset('21:9', '2K', 2352, 1008),
  preset('21:9', '4K', 3840, 1648),
] as const;

/**
 * The size that a member typed: a preset's label (`16:9 · 2K`, also `16:9 2k`), `WIDTHxHEIGHT` (also `×`, spaces), or
 * `auto`; legal or not. Null where nothing can be made of it.
 */
export function sizeNamed(text: string): SizeChoice | null {
  const plain = text.trim().toLowerCase();
  if (plain === '' || plain === 'auto') return 'auto';
  const labelled = sizePresets.find((each) => normalLabel(each.label) === normalLabel(plain));
  const asked = labelled ?? readDimensions(plain);
  return asked === null ? null : sizeChoice(asked);
}

export function isLegal({ width, height }: Dimensions, rule: SizeRule): boolean {
  switch (rule.kind) {
    case 'ignored':
      return width > 0 && height > 0;
    case 'list':
      return rule.sizes.some((size) => size.width === width && size.height === height);
    case 'ratios':
      return width > 0 && height > 0 && resolutionsOf(rule).includes(resolutionOf({ width, height }));
    case 'bounds': {
      const longer = Math.max(width, height);
      const shorter = Math.min(width, height);
      const pixels = width * height;
      return (
        width % rule.multiple === 0 &&
        height % rule.multiple === 0 &&
        shorter > 0 &&
        longer <= rule.maxEdge &&
        longer <= shorter * rule.maxRatio &&
        pixels >= rule.minPixels &&
        pixels <= rule.maxPixels
      );
    }
    default:
      return rule satisfies never;
  }
}

/** The presets that a model can make as they are labelled. */
export function presetsFor(rule: SizeRule): readonly (typeof sizePresets)[number][] {
  switch (rule.kind) {
    case 'ignored':
      return [];
    case 'ratios':
      return sizePresets.filter((each) => rule.ratios.includes(each.ratio) && isLegal(each, rule));
    default:
      return sizePresets.filter((each) => isLegal(each, rule));
  }
}

/** The class that a size belongs to, for prices and for models that know no pixels: a preset's as it is labelled. */
export function resolutionOf({ width, height }: Dimensions): Resolution {
  const labelled = sizePresets.find((each) => each.width === width && each.height === height);
  if (labelled !== undefined) return labelled.resolution;
  const pixels = width * height;
  if (pixels <= 2_400_000) return '1K';
  return pixels <= 4_300_000 ? '2K' : '4K';
}

/** The ratio nearest to a size, and its resolution where the model takes one. */
export function aspectOf(size: Dimensions, rule: Extract<SizeRule, { kind: 'ratios' }>): Aspect {
  const [first = '1:1', ...others] = rule.ratios;
  const off = (ratio: string) => Math.abs(Math.log(size.width / size.height / quotientOf(ratio)));
  const ratio = others.reduce((best, each) => (off(each) < off(best) ? each : best), first);
  return { ratio, resolution: rule.resolutions.length === 0 ? undefined : resolutionOf(size) };
}

/** The size of a list that keeps a picture's ratio best. */
export function nearestInShape(picture: Dimensions, sizes: readonly Dimensions[]): Dimensions | undefined {
  const shape = ({ width, height }: Dimensions) => Math.log(width / height);
  const off = (size: Dimensions) => Math.abs(shape(size) - shape(picture));
  return sizes.toSorted((one, other) => off(one) - off(other))[0];
}

/** The legal size that differs least from the one asked for, in edges measured as ratios; null where any size is. */
export function nearestLegalSize(asked: Dimensions, rule: SizeRule): SizeChoice | null {
  if (rule.kind === 'ignored') return null;
  if (asked.width <= 0 || asked.height <= 0) return null;
  if (rule.kind === 'ratios') return shapeOf(asked, presetsFor(rule));
  let best: Dimensions | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of legalSizes(rule)) {
    const distance = distanceBetween(asked, candidate);
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best === null ? null : sizeChoice(best);
}

function shapeOf(asked: Dimensions, sizes: readonly Dimensions[]): SizeChoice | null {
  const nearest = nearestInShape(asked, sizes);
  return nearest === undefined ? null : sizeChoice(nearest);
}

export const sizeChoice = ({ width, height }: Dimensions): SizeChoice => `${width}x${height}`;

export function dimensionsOf(size: SizeChoice): Dimensions | null {
  return size === 'auto' ? null : readDimensions(size);
}

function* legalSizes(rule: Extract<SizeRule, { kind: 'bounds' | 'list' }>): Iterable<Dimensions> {
  if (rule.kind === 'list') {
    yield* rule.sizes;
    return;
  }
  for (let width = rule.multiple; width <= rule.maxEdge; width += rule.multiple) {
    for (let height = rule.multiple; height <= rule.maxEdge; height += rule.multiple) {
      if (isLegal({ width, height }, rule)) yield { width, height };
    }
  }
}

/** Squares, not a plain sum: of the sizes with the pixels that are allowed, the one that keeps the ratio is nearest. */
function distanceBetween(one: Dimensions, other: Dimensions): number {
  return Math.log(one.width / other.width) ** 2 + Math.log(one.height / other.height) ** 2;
}

function readDimensions(text: string): Dimensions | null {
  const match = /^(\d{1,6})\s*[x×*]\s*(\d{1,6})$/.exec(text.trim().toLowerCase());
  if (!match) return null;
  return { width: Number(match[1]), height: Number(match[2]) };
}

function preset(ratio: string, resolution: Resolution, width: number, height: number) {
  return { label: `${ratio} · ${resolution}`, ratio, resolution, width, height };
}

const resolutionsOf = (rule: Extract<SizeRule, { kind: 'ratios' }>): readonly Resolution[] =>
  rule.resolutions.length === 0 ? ['1K'] : rule.resolutions;

/** `16:9` as a number. */
function quotientOf(ratio: string): number {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  return width / height;
}

const normalLabel = (label: string) => label.toLowerCase().replace(/[\s·]+/g, ' ');
