import { type Dimensions, isLegal, type SizeChoice, type SizeRule, sizeChoice, sizePresets } from './size.ts';

/** What a picture may be made larger to. */
export const upscales = ['2K', '4K'] as const;
export type Upscale = (typeof upscales)[number];

/**
 * The size of that class in a picture's own shape that a model takes; null where it has none, or where the picture is as
 * large already. Where a model bounds its pixels, a class means as many as it allows: 4K of a square is 2880 by 2880.
 */
export function largerSize(picture: Dimensions, to: Upscale, rule: SizeRule): SizeChoice | null {
  const [first = null, ...others] = candidates(picture, to, rule);
  if (first === null) return null;
  const best = others.reduce((one, other) => (off(other, picture, to) < off(one, picture, to) ? other : one), first);
  return isInShape(best, picture) && longer(best) >= longer(picture) * worthIt ? sizeChoice(best) : null;
}

function candidates(picture: Dimensions, to: Upscale, rule: SizeRule): readonly Dimensions[] {
  switch (rule.kind) {
    case 'ignored':
      return [];
    case 'ratios':
      // Such a model takes a ratio and a class: a preset stands for both, in whatever pixels it then makes.
      return sizePresets.filter(
        (each) => each.resolution === to && rule.ratios.includes(each.ratio) && isLegal(each, rule),
      );
    case 'list':
      return rule.sizes.filter((each) => isOf(to, longer(each)));
    case 'bounds':
      return [...nearShape(picture, rule)].filter((each) => isOf(to, longer(each)) && isLegal(each, rule));
    default:
      return rule satisfies never;
  }
}

/** For each longer edge the two shorter ones between which the shape lies. */
function* nearShape(picture: Dimensions, { multiple, maxEdge }: Extract<SizeRule, { kind: 'bounds' }>) {
  const narrowness = Math.min(picture.width, picture.height) / longer(picture);
  for (let long = multiple; long <= maxEdge; long += multiple) {
    const exact = (long * narrowness) / multiple;
    for (const short of new Set([Math.floor(exact) * multiple, Math.ceil(exact) * multiple])) {
      yield picture.width < picture.height ? { width: short, height: long } : { width: long, height: short };
    }
  }
}

/** A picture that is made larger has to stay what it is: its shape first, then the length that the class is known by. */
const off = (size: Dimensions, picture: Dimensions, to: Upscale): number =>
  (shapeWeighs * Math.log(shape(size) / shape(picture))) ** 2 + Math.log(longer(size) / lengths[to]) ** 2;

const isInShape = (size: Dimensions, picture: Dimensions) =>
  Math.abs(Math.log(shape(size) / shape(picture))) < likeness;

const isOf = (to: Upscale, length: number) => length >= shortest[to] && length < (to === '2K' ? shortest['4K'] : 4_400);

const shape = ({ width, height }: Dimensions) => width / height;
const longer = ({ width, height }: Dimensions) => Math.max(width, height);

const lengths: Readonly<Record<Upscale, number>> = { '2K': 2048, '4K': 4096 };
/** Of the longer edge: a square of gpt-image-2's most pixels has 2880. */
const shortest: Readonly<Record<Upscale, number>> = { '2K': 1_900, '4K': 2_600 };
/** An edge that is off by a hundredth is worse than a picture that is shorter by a tenth: it would be cut, or be made up. */
const shapeWeighs = 20;
/** Vendors who take ratios make pictures of them that are off by up to two hundredths. */
const likeness = 0.03;
/** Less is nothing that one would pay for. */
const worthIt = 1.2;
