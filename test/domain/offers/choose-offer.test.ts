import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backgrounds, qualities } from '../../../src/domain/asked/image-request.ts';
import { dimensionsOf, isLegal, type SizeChoice } from '../../../src/domain/asked/size.ts';
import { chooseOffer, type Lack, type Market, type Needs } from '../../../src/domain/offers/choose-offer.ts';
import type { Catalogue, Model, Offer, ProviderName } from '../../../src/domain/offers/provider.ts';
import { readCatalogue } from '../../../src/providers/catalogue/catalogue.ts';
import { vendors } from '../../../src/providers/index.ts';

const providerNames = vendors.map(({ name }) => name);

const now = Date.parse('2026-11-21');
const words: Needs = {
  operation: 'generate',
  sources: 0,
  size: 'auto',
  masked: false,
  background: 'auto',
  quality: 'auto',
};
const picture: Needs = { ...words, operation: 'edit', sources: 1 };

function catalogue(file?: unknown): Catalogue {
  const reading = readCatalogue(file, vendors);
  if (reading.kind === 'problems') throw new Error(reading.problems.join('\n'));
  return reading.catalogue;
}
const builtIn = catalogue();

const market = (providers: readonly ProviderName[], more: Partial<Market> = {}): Market => ({
  providers,
  resting: new Set(),
  now,
  ...more,
});

/** `provider vendor-model`, or what is lacking. */
function choose(needs: Needs, among: Market, model = 'gpt-image-2', from = builtIn): string | Lack {
  const found = from.find(model);
  if (found === undefined) throw new Error(`no ${model}`);
  const choice = chooseOffer(found, needs, among);
  if (choice.kind === 'none') return choice.lack;
  return `${choice.offer.provider} ${choice.offer.vendorModel[needs.operation]}`;
}

describe('who makes a picture', () => {
  test('the first of the operator’s order that can', () => {
    expect(choose(words, market(['gmicloud', 'acedatacloud']))).toBe('gmicloud gpt-image-2-generate');
    expect(choose(picture, market(['gmicloud', 'acedatacloud']))).toBe('gmicloud gpt-image-2-edit');
    expect(choose(picture, market(['acedatacloud', 'gmicloud']))).toBe('acedatacloud gpt-image-2');
    expect(choose(words, market(['gmicloud', 'acedatacloud']), 'nano-banana')).toBe('acedatacloud nano-banana');
  });

  test('whoever takes as many pictures as there are', () => {
    const three = { ...picture, sources: 3 };
    expect(choose(three, market(['gmicloud', 'openai']))).toBe('openai gpt-image-2');
    expect(choose(three, market(['gmicloud']))).toEqual({ what: 'sources', most: 1 });
    expect(choose({ ...picture, sources: 17 }, market(['gmicloud', 'openai']))).toEqual({ what: 'sources', most: 16 });
  });

  test('whoever makes that size', () => {
    const wide = { ...words, size: '2048x1152' } as const;
    expect(choose(wide, market(['gmicloud', 'acedatacloud']))).toBe('acedatacloud gpt-image-2');
    expect(choose(wide, market(['gmicloud']))).toEqual({ what: 'size', nearest: '1536x1024' });
  });

  test('whoever honours a mask: at AceDataCloud the official relay; where nobody does, whoever has room to be told the part', () => {
    const masked = { ...picture, masked: true };
    expect(choose(masked, market(['acedatacloud']))).toBe('acedatacloud gpt-image-2:official');
    expect(choose(masked, market(['gmicloud', 'acedatacloud']))).toBe('gmicloud gpt-image-2-edit');
    expect(choose(masked, market(['acedatacloud']), 'nano-banana')).toBe('acedatacloud nano-banana');
    const full = { ...masked, sources: 16 };
    expect(choose(full, market(['acedatacloud']), 'nano-banana')).toBe('acedatacloud nano-banana');
    const drawn = { ...full, partDrawn: true };
    expect(choose(drawn, market(['acedatacloud']), 'nano-banana')).toEqual({ what: 'sources', most: 15 });
    expect(choose(drawn, market(['acedatacloud']))).toBe('acedatacloud gpt-image-2:official');
    expect(choose(picture, market(['acedatacloud']))).toBe('acedatacloud gpt-image-2');
  });

  test('only one who can make it transparent; an opaque background the first makes by itself', () => {
    const clear = { ...words, background: 'transparent' } as const;
    expect(choose(clear, market(['gmicloud', 'openai', 'acedatacloud']))).toBe('acedatacloud gpt-image-2');
    expect(choose(clear, market(['gmicloud', 'openai']))).toEqual({ what: 'transparency' });
    expect(choose({ ...words, background: 'opaque' }, market(['gmicloud']))).toBe('gmicloud gpt-image-2-generate');
  });

  test('only one who has that quality, where qualities are known; else whoever there is', () => {
    const finest = { ...words, quality: 'max' } as const;
    const both = market(['acedatacloud', 'openai']);
    expect(choose(words, both, 'gpt-image-2.5-flare')).toBe('acedatacloud gpt-image-2.5-flare');
    expect(choose(finest, both, 'gpt-image-2.5-flare')).toBe('openai gpt-image-2.5-flare');
    expect(choose({ ...finest, quality: 'high' }, both, 'gpt-image-2.5-flare')).toBe(
      'acedatacloud gpt-image-2.5-flare',
    );
    const offered = ['auto', 'low', 'medium', 'high'];
    expect(choose(finest, both)).toEqual({ what: 'quality', offered });
    expect(choose(finest, market(['acedatacloud']), 'gpt-image-2.5-flare')).toEqual({ what: 'quality', offered });
    expect(choose(finest, both, 'nano-banana')).toBe('acedatacloud nano-banana');
  });

  test('one who rests is passed over where another can, and asked where none can', () => {
    const resting = new Set<ProviderName>(['acedatacloud']);
    expect(choose(words, market(['acedatacloud', 'gmicloud'], { resting }))).toBe('gmicloud gpt-image-2-generate');
    expect(choose(words, market(['acedatacloud'], { resting }))).toBe('acedatacloud gpt-image-2');
    const wide = { ...words, size: '3840x2160' } as const;
    expect(choose(wide, market(['acedatacloud', 'gmicloud'], { resting }))).toBe('acedatacloud gpt-image-2');
  });

  test('nobody without a key, and nobody who has shut the model down', () => {
    expect(choose(words, market([]))).toEqual({ what: 'model' });
    expect(choose(words, market(['openai']), 'nano-banana')).toEqual({ what: 'model' });
    const day = Date.parse('2026-12-01');
    const openai = (at: number) => choose(words, market(['openai'], { now: at }), 'gpt-image-1.5');
    expect([openai(day - 1), openai(day)]).toEqual(['openai gpt-image-1.5', { what: 'model' }]);
    expect(choose(words, market(['openai', 'acedatacloud'], { now: day }), 'gpt-image-1.5')).toBe(
      'acedatacloud gpt-image-1.5',
    );
  });

  test('an operation that nobody offers', () => {
    const plain = builtIn.find('nano-banana')?.offers[0];
    const only = {
      models: [
        {
          id: 'painter',
          name: 'Painter',
          offers: [
            {
              ...{ provider: 'gmicloud', vendorModel: { generate: 'p' }, sizes: { kind: 'ignored' }, maxSources: 0 },
              ...{ takes: [], qualities: [], backgrounds: [], formats: [], price: null },
            },
          ],
        },
      ],
    };
    expect(plain).toBeDefined();
    expect(choose(picture, market(['gmicloud']), 'painter', catalogue(only))).toEqual({ what: 'operation' });
  });
});

describe('laws of choosing', () => {
  const providers = fc.shuffledSubarray([...providerNames]);
  const size = fc.constantFrom<SizeChoice>('auto', '1024x1024', '1536x1024', '2048x1152', '3840x2160', '512x512');
  const needs: fc.Arbitrary<Needs> = fc.oneof(
    fc.record({
      operation: fc.constant('generate' as const),
      sources: fc.constant(0),
      size,
      masked: fc.constant(false),
      background: fc.constantFrom(...backgrounds),
      quality: fc.constantFrom(...qualities),
    }),
    fc.record({
      operation: fc.constant('edit' as const),
      sources: fc.integer({ min: 1, max: 17 }),
      size,
      masked: fc.boolean(),
      partDrawn: fc.boolean(),
      background: fc.constantFrom(...backgrounds),
      quality: fc.constantFrom(...qualities),
    }),
  );
  const model = fc.constantFrom(...builtIn.models);
  const resting = fc.subarray([...providerNames]).map((names) => new Set(names));

  /** `others`: whoever has a key. A part goes to those who take masks, where there are any. */
  const canMake = (
    offer: Offer,
    { operation, sources, size: asked, masked, partDrawn, background, quality }: Needs,
    others: readonly Offer[],
  ) => {
    const isTold = !others.some((other) => other.masks && other.vendorModel[operation] !== undefined);
    const room = offer.maxSources - (partDrawn === true && !offer.masks ? 1 : 0);
    const pixels = dimensionsOf(asked);
    const fits = pixels === null || isLegal(pixels, offer.sizes);
    const isClear = background !== 'transparent' || offer.backgrounds.includes('transparent');
    const takes = offer.vendorModel[operation] !== undefined && room >= sources;
    const has = offer.qualities;
    const isFine = quality === 'auto' || has.length === 0 || has.includes(quality);
    return takes && fits && isClear && isFine && (offer.masks || !masked || isTold);
  };

  const ableOf = (each: Model, asked: Needs, order: readonly ProviderName[]) => {
    const others = each.offers.filter((offer) => order.includes(offer.provider));
    return others.filter((offer) => canMake(offer, asked, others));
  };

  test('whoever is chosen has a key and can; if nobody is, nobody who has a key can', () => {
    fc.assert(
      fc.property(model, needs, providers, resting, (each, asked, order, asleep) => {
        const choice = chooseOffer(each, asked, market(order, { resting: asleep }));
        const able = ableOf(each, asked, order);
        if (choice.kind === 'offer') expect(able).toContain(choice.offer);
        else expect(able).toEqual([]);
      }),
    );
  });

  test('one who rests is chosen only where everybody who can rests', () => {
    fc.assert(
      fc.property(model, needs, providers, resting, (each, asked, order, asleep) => {
        const choice = chooseOffer(each, asked, market(order, { resting: asleep }));
        if (choice.kind === 'none' || !asleep.has(choice.offer.provider)) return;
        const able = ableOf(each, asked, order);
        expect(able.every(({ provider }) => asleep.has(provider))).toBe(true);
      }),
    );
  });

  test('whoever nobody prefers does not change the choice', () => {
    fc.assert(
      fc.property(model, needs, providers, (each, asked, order) => {
        const choice = chooseOffer(each, asked, market(order));
        if (choice.kind === 'none') return;
        const before = order.slice(0, order.indexOf(choice.offer.provider) + 1);
        expect(chooseOffer(each, asked, market(before))).toEqual(choice);
      }),
    );
  });
});
