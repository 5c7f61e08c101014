import { type Dimensions, resolutionOf } from '../../domain/asked/size.ts';
import type { PricedBy } from '../../domain/offers/provider.ts';
import type { PriceData } from './catalogue-schema.ts';

/** Of one picture, in millionths of a dollar, rounded up: it is an upper bound. Null: no price is published for this. */
export function microUsd(price: PriceData, asked: PricedBy, creditUsd: number): number | null {
  const usd = inDollars(price, asked, creditUsd);
  return usd === null ? null : Math.ceil(roundOff(usd * 1_000_000));
}

/** A price by the picture, or one of a list where nothing is left to the model; not where a vendor meters. */
export function isExact(price: PriceData, { quality, size }: PricedBy): boolean {
  if (price.unit !== 'usd by quality') return true;
  return price.perCall === 0 && price.perSource === 0 && quality !== 'auto' && size !== 'auto';
}

function inDollars(price: PriceData, { quality, size, sources }: PricedBy, creditUsd: number): number | null {
  switch (price.unit) {
    case 'credits':
      return price.perPicture * creditUsd;
    case 'usd':
      return price.perPicture;
    case 'usd by quality': {
      // Whoever leaves the quality to the model may get the finest.
      const table = (quality === 'auto' ? undefined : price[quality]) ?? price.max ?? price.xhigh ?? price.high;
      const pixels = dimensions(size);
      // The model's own choice may be any class; no vendor documents that it goes above 1K.
      const perPicture =
        pixels === null ? table['1K'] : isSquare(pixels) ? (table.square ?? table['1K']) : table[resolutionOf(pixels)];
      return perPicture === undefined ? null : perPicture + price.perSource * sources + price.perCall;
    }
    default:
      return price satisfies never;
  }
}

/** Binary fractions would round a whole number up by one. */
const roundOff = (amount: number) => Number(amount.toFixed(3));

const isSquare = ({ width, height }: Dimensions) => width === 1024 && height === 1024;

function dimensions(size: string): Dimensions | null {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(size) ?? [];
  return width === undefined ? null : { width: Number(width), height: Number(height) };
}
