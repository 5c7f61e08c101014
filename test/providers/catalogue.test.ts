import { describe, expect, test } from 'vitest';
import { qualities } from '../../src/domain/image-request.ts';
import type { Offer } from '../../src/domain/provider.ts';
import { isLegal, sizePresets } from '../../src/domain/size.ts';
import { readCatalogue } from '../../src/providers/catalogue.ts';

function read(file?: unknown) {
  const reading = readCatalogue(file);
  if (reading.kind === 'problems') throw new Error(reading.problems.join('\n'));
  return reading.catalogue;
}

const problems = (file: unknown) => {
  const reading = readCatalogue(file);
  return reading.kind === 'problems' ? reading.problems : [];
};

const offerOf = (id: string, file?: unknown): Offer => {
  const offer = read(file).find(id)?.offers[0];
  if (offer === undefined) throw new Error(`no ${id}`);
  return offer;
};

const asked = { operation: 'generate', quality: 'high', size: '1024x1024', sources: 0 } as const;

const ownOffer = {
  provider: 'openai',
  vendorModel: { generate: 'own-1', edit: 'own-1-edit' },
  sizes: { kind: 'list', sizes: [{ width: 1024, height: 1024 }] },
  maxSources: 3,
  takes: ['size', 'quality'],
  qualities: ['low', 'high'],
  backgrounds: [],
  formats: [],
  price: {
    unit: 'usd',
    low: { '1K': 0.006, '2K': 0.012, '4K': 0.016 },
    medium: { '1K': 0.053, '2K': 0.107, '4K': 0.139 },
    high: { '1K': 0.211, '2K': 0.428, '4K': 0.565 },
    perSource: 0.0105,
  },
};
const own = { id: 'Own-1', name: 'Own One', aliases: ['Mine'], offers: [ownOffer] };

describe('the built-in catalogue', () => {
  test('has the models that AceDataCloud sells, each for both operations', () => {
    const { models } = read();
    expect(models.map(({ id }) => id)).toEqual([
      'gpt-image-2',
      'nano-banana',
      'nano-banana-2',
      'nano-banana-2-lite',
      'nano-banana-pro',
    ]);
    for (const { id, offers } of models) {
      expect(offers.map(({ provider, vendorModel }) => [provider, vendorModel])).toEqual([
        ['acedatacloud', { generate: id, edit: id }],
      ]);
    }
  });

  test('finds a model by id, name or alias, however it is written', () => {
    const { find } = read();
    for (const text of ['gpt-image-2', ' GPT-Image-2 ', 'GPT Image 2', 'gpt-image-2:reverse']) {
      expect(find(text)?.id).toBe('gpt-image-2');
    }
    expect(find('gemini-3-pro-image')?.id).toBe('nano-banana-pro');
    expect(find('dall-e-3')).toBeUndefined();
    expect(find('')).toBeUndefined();
  });

  test('prices are whole millionths of a dollar, at every size and quality', () => {
    for (const { offers } of read().models) {
      for (const offer of offers) {
        for (const quality of qualities) {
          for (const size of ['auto', ...sizePresets.map(({ width, height }) => `${width}x${height}`)]) {
            const price = offer.price({ ...asked, quality, size });
            expect(price === null || (Number.isSafeInteger(price) && price > 0)).toBe(true);
          }
        }
      }
    }
    // 0.11, 0.14, 0.28 and 0.35 credits of $0.095.
    const priceOf = (id: string) => offerOf(id).price(asked);
    expect(priceOf('gpt-image-2')).toBe(10_450);
    expect(priceOf('nano-banana')).toBe(13_300);
    expect(priceOf('nano-banana-2')).toBe(26_600);
    expect(priceOf('nano-banana-pro')).toBe(33_250);
    expect(priceOf('nano-banana-2-lite')).toBeNull();
  });

  test('every preset is legal for gpt-image-2, and what the vendors refuse is not', () => {
    const { sizes } = offerOf('gpt-image-2');
    expect(sizePresets.filter((size) => !isLegal(size, sizes))).toEqual([]);
    for (const [width, height] of [
      [4096, 4096],
      [1920, 1080],
      [512, 512],
      [800, 800],
      [2048, 1368],
      [3856, 1296],
    ] as const) {
      expect(isLegal({ width, height }, sizes)).toBe(false);
    }
    for (const [width, height] of [
      [816, 816],
      [3840, 1280],
      [1920, 1088],
      [2880, 2880],
    ] as const) {
      expect(isLegal({ width, height }, sizes)).toBe(true);
    }
  });
});

describe('the operator’s catalogue file', () => {
  test('adds models, replaces those of the same id, and takes models away', () => {
    const mine = { ...own, id: 'nano-banana', name: 'Mine now', aliases: [] };
    const catalogue = read({ models: [own, mine], remove: ['gpt-image-2'] });
    expect(catalogue.models.map(({ id }) => id)).toEqual([
      'nano-banana',
      'nano-banana-2',
      'nano-banana-2-lite',
      'nano-banana-pro',
      'Own-1',
    ]);
    expect(catalogue.find('nano-banana')?.name).toBe('Mine now');
    expect(catalogue.find('own-1')?.id).toBe('Own-1');
    expect(catalogue.find('MINE')?.id).toBe('Own-1');
    expect(catalogue.find('gpt-image-2')).toBeUndefined();
  });

  test('says what a credit costs; an upper bound is rounded up', () => {
    expect(offerOf('gpt-image-2', { creditUsd: 0.08 }).price(asked)).toBe(8_800);
    expect(offerOf('gpt-image-2', { creditUsd: 0.0333333 }).price(asked)).toBe(3_667);
  });

  test('prices in dollars go by quality and size, and by what goes in', () => {
    const { price } = offerOf('own-1', { models: [own] });
    expect(price(asked)).toBe(211_000);
    expect(price({ ...asked, quality: 'low' })).toBe(6_000);
    expect(price({ ...asked, quality: 'auto' })).toBe(211_000);
    expect(price({ ...asked, quality: 'medium', size: 'auto' })).toBe(53_000);
    expect(price({ ...asked, operation: 'edit', sources: 2 })).toBe(232_000);
    const bySize = sizePresets.map(({ width, height, resolution }) => ({
      resolution,
      price: price({ ...asked, size: `${width}x${height}` }),
    }));
    const expected = { '1K': 211_000, '2K': 428_000, '4K': 565_000 };
    for (const { resolution, price: found } of bySize) expect(found).toBe(expected[resolution]);
  });

  test('one line for each problem, with the place', () => {
    expect(
      problems({
        creditUsd: -1,
        modles: [],
        models: [
          {
            ...own,
            id: '',
            offers: [
              {
                ...ownOffer,
                provider: 'nobody',
                maxSources: 17,
                takes: ['prompt'],
                price: { unit: 'credits', perPicture: -0.1 },
                sizes: { kind: 'any' },
              },
            ],
          },
        ],
      }).map((line) => line.split(':')[0]),
    ).toEqual([
      'creditUsd',
      'models.0.id',
      'models.0.offers.0.provider',
      'models.0.offers.0.sizes.kind',
      'models.0.offers.0.maxSources',
      'models.0.offers.0.takes.0',
      'models.0.offers.0.price.perPicture',
      'the file',
    ]);
    for (const file of [null, [], 'x', 7]) {
      const lines = problems(file);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/^the file: [^\n]+$/);
    }
  });

  test('an empty one changes nothing', () => {
    expect(read({}).models.map(({ id }) => id)).toEqual(read().models.map(({ id }) => id));
  });
});
