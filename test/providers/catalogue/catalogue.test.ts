// Longer than 250 lines: cases of one subject that share their stage and little else.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { qualities } from '../../../src/domain/asked/image-request.ts';
import { isLegal, presetsFor, sizeChoice, sizePresets } from '../../../src/domain/asked/size.ts';
import type { Catalogue, Offer, PricedBy, ProviderName } from '../../../src/domain/offers/provider.ts';
import { readCatalogue } from '../../../src/providers/catalogue/catalogue.ts';
import { vendors } from '../../../src/providers/index.ts';

function catalogue(file?: unknown): Catalogue {
  const reading = readCatalogue(file, vendors);
  if (reading.kind === 'problems') throw new Error(reading.problems.join('\n'));
  return reading.catalogue;
}
function problems(file: unknown): readonly string[] {
  const reading = readCatalogue(file, vendors);
  return reading.kind === 'problems' ? reading.problems : [];
}

const builtIn = catalogue();
const offersOf = (model: string, provider: ProviderName, from = builtIn): readonly Offer[] =>
  from.find(model)?.offers.filter((offer) => offer.provider === provider) ?? [];
const costs = (model: string, provider: ProviderName, asked: Partial<PricedBy> = {}, from = builtIn) => {
  const plain: PricedBy = { operation: 'generate', quality: 'auto', size: 'auto', sources: 0 };
  const price = offersOf(model, provider, from)[0]?.price({ ...plain, ...asked });
  return price === null || price === undefined ? price : price / 1_000_000;
};

describe('the built-in catalogue', () => {
  test('has the models of all four vendors', () => {
    const known = builtIn.models.map(({ id, offers }) => [id, [...new Set(offers.map(({ provider }) => provider))]]);
    expect(known).toEqual([
      ['gpt-image-2', ['acedatacloud', 'openai', 'agcloud', 'gmicloud']],
      ['gpt-image-2:official', ['acedatacloud']],
      ['gpt-image-2-plus', ['agcloud']],
      ['gpt-image-2.5-flare', ['acedatacloud', 'openai']],
      ['gpt-image-2.5-sunburst', ['acedatacloud', 'openai']],
      ['gpt-image-2.6-flare', ['openai']],
      ['gpt-image-2.6-sunburst', ['openai']],
      ['gpt-image-1.5', ['acedatacloud', 'openai']],
      ['nano-banana', ['acedatacloud']],
      ['nano-banana-2', ['acedatacloud']],
      ['nano-banana-2-lite', ['acedatacloud']],
      ['nano-banana-pro', ['acedatacloud']],
      ['gpt-image-1', []],
      ['dall-e-3', []],
      ['dall-e-2', []],
    ]);
  });

  test('knows a model by its id, name or alias, however it is written', () => {
    for (const name of ['gpt-image-2', ' GPT-Image-2 ', 'gpt image 2', 'gpt-image-2:reverse']) {
      expect(builtIn.find(name)?.id).toBe('gpt-image-2');
    }
    expect(builtIn.find('gemini-3-pro-image')?.id).toBe('nano-banana-pro');
    expect(builtIn.find('gpt-image-2.5')).toBeUndefined();
  });

  test('does not offer what is shut down, and names what took its place', () => {
    for (const retired of ['gpt-image-1', 'dall-e-3', 'dall-e-2']) {
      expect(builtIn.find(retired)).toMatchObject({ offers: [], successor: 'gpt-image-2' });
    }
    expect(offersOf('gpt-image-1.5', 'openai')[0]?.shutsDown).toBe(Date.parse('2026-12-01T00:00:00Z'));
  });

  test('only the newest have the finest qualities, a complexity and strokes as they are, and at OpenAI alone', () => {
    const finest = builtIn.models.filter(({ offers }) => offers.some((offer) => offer.qualities.includes('max')));
    expect(finest.map(({ id }) => id)).toEqual([
      'gpt-image-2.5-flare',
      'gpt-image-2.5-sunburst',
      'gpt-image-2.6-flare',
      'gpt-image-2.6-sunburst',
    ]);
    expect(offersOf('gpt-image-2.5-flare', 'acedatacloud')[0]?.qualities).toEqual(['auto', 'low', 'medium', 'high']);
    const composing = builtIn.models.filter(({ offers }) => offers.some(({ complexity }) => complexity === 'high'));
    expect(composing.map(({ id }) => id)).toEqual(['gpt-image-2.6-flare', 'gpt-image-2.6-sunburst']);
    const marked = builtIn.models.filter(({ offers }) => offers.some(({ markup }) => markup === true));
    expect(marked).toEqual(composing);
  });

  test('a model whose source calls it deprecated has a successor, and is offered until it goes', () => {
    const [offer] = offersOf('nano-banana-2', 'acedatacloud');
    expect(offer).toMatchObject({ deprecated: Date.parse('2026-10-06'), shutsDown: null });
    expect(builtIn.find('nano-banana-2')?.successor).toBe('nano-banana-pro');
  });

  test('GMI Cloud: three sizes, one picture, and formats for generations alone', () => {
    const [generation, edit] = offersOf('gpt-image-2', 'gmicloud');
    expect(generation).toMatchObject({ vendorModel: { generate: 'gpt-image-2-generate' }, formats: ['png', 'jpeg'] });
    expect(edit).toMatchObject({ vendorModel: { edit: 'gpt-image-2-edit' }, maxSources: 1, formats: [], masks: true });
    expect(presetsFor(edit?.sizes ?? { kind: 'ignored' }).map(({ label }) => label)).toEqual([
      '1:1 · 1K',
      '3:2 · 1K',
      '2:3 · 1K',
    ]);
  });

  test('the `-plus` models of AGCloud take no quality', () => {
    expect(offersOf('gpt-image-2-plus', 'agcloud')).toMatchObject([
      { takes: ['size', 'background', 'format'], qualities: [] },
    ]);
  });

  test.each([
    ['nano-banana', 0.14],
    ['nano-banana-2', 0.28],
    ['nano-banana-pro', 0.35],
    ['gpt-image-2', 0.11],
  ])('%s at AceDataCloud is %d credits at every size and quality', (model, credits) => {
    const expected = Math.ceil(credits * 95_000 - 1e-6) / 1_000_000;
    expect(costs(model, 'acedatacloud')).toBe(expected);
    expect(costs(model, 'acedatacloud', { size: '3840x2160', quality: 'high', sources: 3 })).toBe(expected);
  });

  test.each([
    ['low', '1024x1024', 0.011],
    ['low', '1024x1536', 0.016],
    ['medium', '1024x1024', 0.042],
    ['medium', '1536x1024', 0.063],
    ['high', '1024x1024', 0.167],
    ['high', '1536x1024', 0.25],
    ['auto', 'auto', 0.25],
    ['high', '3840x2160', undefined],
  ] as const)('a %s picture of %s at GMI Cloud costs $%s', (quality, size, price) => {
    expect(costs('gpt-image-2', 'gmicloud', { quality, size })).toBe(price ?? null);
  });

  test('every price is in whole millionths of a dollar, at every size and quality', () => {
    for (const offer of builtIn.models.flatMap(({ offers }) => offers)) {
      for (const quality of qualities) {
        for (const size of ['auto', ...sizePresets.map(sizeChoice)]) {
          const price = offer.price({ operation: 'generate', quality, size, sources: 0 });
          expect(price === null || (Number.isSafeInteger(price) && price > 0)).toBe(true);
        }
      }
    }
  });

  test('nobody publishes what AGCloud takes, or AceDataCloud for the newest', () => {
    expect(costs('gpt-image-2', 'agcloud')).toBeNull();
    expect(costs('gpt-image-2.5-flare', 'acedatacloud')).toBeNull();
    expect(costs('nano-banana-2-lite', 'acedatacloud')).toBeNull();
  });

  test('where a vendor meters, a better, larger or fuller request never costs less', () => {
    for (const { offers } of builtIn.models) {
      for (const offer of offers) {
        const price = (asked: Partial<PricedBy>) =>
          offer.price({ operation: 'edit', quality: 'low', size: '1024x1024', sources: 1, ...asked }) ?? 0;
        const [auto, ...finer] = qualities;
        for (const [index, quality] of finer.entries()) {
          const coarser = finer[index - 1];
          expect(price({ quality })).toBeGreaterThanOrEqual(coarser === undefined ? 0 : price({ quality: coarser }));
          expect(price({ quality: auto, size: 'auto' })).toBeGreaterThanOrEqual(price({ quality }));
        }
        expect(price({ sources: 4 })).toBeGreaterThanOrEqual(price({}));
        for (const preset of presetsFor(offer.sizes)) {
          expect(isLegal(preset, offer.sizes)).toBe(true);
        }
      }
    }
  });
});

describe('the operator’s file', () => {
  const own = {
    id: 'painter',
    name: 'Painter',
    offers: [
      {
        provider: 'agcloud',
        vendorModel: { generate: 'painter-1' },
        sizes: { kind: 'ratios', ratios: ['1:1', '16:9'], resolutions: ['1K', '2K'] },
        maxSources: 0,
        takes: ['size'],
        qualities: [],
        backgrounds: [],
        formats: [],
        price: { unit: 'usd', perPicture: 0.02 },
        shutsDown: '2027-06-30',
      },
    ],
    successor: 'gpt-image-2',
  };

  test('adds a model, replaces one, takes one away, and says what a credit costs', () => {
    const laid = catalogue({
      creditUsd: 0.1,
      models: [own, { ...own, id: 'gpt-image-2', name: 'Ours' }],
      remove: ['nano-banana'],
    });
    expect(laid.find('Painter')?.offers[0]?.shutsDown).toBe(Date.parse('2027-06-30'));
    expect(costs('painter', 'agcloud', {}, laid)).toBe(0.02);
    expect(laid.find('gpt-image-2')).toMatchObject({ name: 'Ours', offers: [{ provider: 'agcloud' }] });
    expect(laid.find('nano-banana')).toBeUndefined();
    expect(costs('nano-banana-pro', 'acedatacloud', {}, laid)).toBe(0.035);
    expect(laid.models).toHaveLength(builtIn.models.length);
  });

  test('a model of its own is found however its names are written', () => {
    const laid = catalogue({ models: [{ ...own, id: 'Own-1', name: 'Own One', aliases: ['Mine'] }] });
    for (const name of ['own-1', 'OWN ONE', 'mine']) expect(laid.find(name)?.id).toBe('Own-1');
  });

  test('prices in dollars go by quality and by the size’s class, and by what goes in', () => {
    const table = (low: number) => ({ '1K': low, '2K': low * 2, '4K': low * 4 });
    const price = {
      unit: 'usd by quality',
      low: table(0.01),
      medium: table(0.1),
      high: { square: 0.5, ...table(1) },
      perSource: 0.003,
      perCall: 0.0005,
    };
    const laid = catalogue({ models: [{ ...own, offers: [{ ...own.offers[0], price }] }] });
    const painter = (asked: Partial<PricedBy>) => costs('painter', 'agcloud', asked, laid);
    const classes = { '1K': 0.0105, '2K': 0.0205, '4K': 0.0405 };
    for (const preset of sizePresets) {
      expect(painter({ quality: 'low', size: sizeChoice(preset) })).toBe(classes[preset.resolution]);
    }
    expect(painter({ quality: 'medium', size: 'auto' })).toBe(0.1005);
    expect(painter({ quality: 'auto' })).toBe(1.0005);
    expect(painter({ quality: 'high', size: '1024x1024' })).toBe(0.5005);
    expect(painter({ quality: 'low', operation: 'edit', sources: 2 })).toBe(0.0165);
  });

  test('an upper bound is rounded up, and an empty file changes nothing', () => {
    expect(costs('gpt-image-2', 'acedatacloud', {}, catalogue({ creditUsd: 0.0333333 }))).toBe(0.003667);
    expect(catalogue({}).models.map(({ id }) => id)).toEqual(builtIn.models.map(({ id }) => id));
  });

  test('adjusts single fields: further sizes at GMI Cloud, and what they cost', () => {
    const sizes = { kind: 'list', sizes: [{ width: 1920, height: 1088 }], noAuto: true };
    const price = { unit: 'usd', perPicture: 0.3 };
    const laid = catalogue({
      adjust: [
        { model: 'gpt-image-2', provider: 'gmicloud', only: 'gpt-image-2-edit', sizes, price },
        { model: 'gpt-image-2', provider: 'openai', backgrounds: ['auto', 'opaque', 'transparent'] },
      ],
    });
    const [generation, edit] = offersOf('gpt-image-2', 'gmicloud', laid);
    expect(edit).toMatchObject({ sizes, maxSources: 1, masks: true });
    expect(edit?.price({ operation: 'edit', quality: 'low', size: '1920x1088', sources: 1 })).toBe(300_000);
    expect(generation?.sizes).toEqual(offersOf('gpt-image-2', 'gmicloud')[0]?.sizes);
    expect(offersOf('gpt-image-2', 'openai', laid)[0]).toMatchObject({ masks: true, streams: true });
    expect(offersOf('gpt-image-2', 'openai', laid)[0]?.backgrounds).toContain('transparent');
  });

  test('the example in the README is one', async () => {
    const readme = await readFile(join(import.meta.dirname, '../../../README.md'), 'utf8');
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
    const laid = catalogue(JSON.parse(example));
    expect(laid.find('nano-banana-2-lite')).toBeUndefined();
    expect(costs('gpt-image-2', 'agcloud', {}, laid)).toBe(0.05);
    expect(
      isLegal(
        { width: 1792, height: 1024 },
        offersOf('gpt-image-2', 'gmicloud', laid)[0]?.sizes ?? { kind: 'ignored' },
      ),
    ).toBe(true);
  });

  test('every problem is one line that says where it is and what is wanted', () => {
    expect(problems([])).toEqual(['the file: Invalid input: expected object, received array']);
    expect(
      problems({
        creditUsd: 0,
        modles: [],
        models: [
          {
            ...own,
            name: '',
            offers: [{ ...own.offers[0], provider: 'acme', sizes: { kind: 'any' }, shutsDown: 'soon' }],
          },
        ],
        adjust: [{ model: 'gpt-image-2', provider: 'openai', maxSources: 17 }],
      }),
    ).toEqual([
      'creditUsd: Too small: expected number to be >0',
      'models[0].name (painter): Too small: expected string to have >=1 characters',
      'models[0].offers[0].provider (painter): Invalid option: expected one of "acedatacloud"|"openai"|"agcloud"|"gmicloud"',
      "models[0].offers[0].sizes.kind (painter): Invalid discriminator value. Expected 'bounds' | 'list' | 'ratios' | 'ignored'",
      'models[0].offers[0].shutsDown (painter): must be a day such as 2026-12-01',
      'adjust[0].maxSources (gpt-image-2): Too big: expected number to be <=16',
      'the file: Unrecognized key: "modles"',
    ]);
  });

  test('what cannot be meant is a problem too', () => {
    expect(
      problems({
        models: [own, own, { ...own, id: 'second', name: 'GPT Image 2', successor: 'nobody' }],
        remove: ['dall-e-9'],
        adjust: [
          { model: 'dall-e-9', provider: 'openai' },
          { model: 'nano-banana', provider: 'openai' },
          { model: 'gpt-image-2', provider: 'gmicloud', only: 'gpt-image-2' },
        ],
      }),
    ).toEqual([
      'models: painter is there twice',
      'remove: there is no dall-e-9',
      'adjust: there is no dall-e-9',
      'adjust: openai does not offer nano-banana',
      'adjust: gmicloud does not offer gpt-image-2 as gpt-image-2',
      'models: gpt image 2 names two models',
      'models: second is followed by nobody, which is not there',
    ]);
  });

  test('a quality without a price of its own is a problem: it would be held at that of a coarser one', () => {
    const table = { '1K': 0.1 };
    const price = { unit: 'usd by quality', low: table, medium: table, high: table };
    const adjust = (more: object) =>
      problems({ adjust: [{ model: 'gpt-image-2.5-flare', provider: 'openai', ...more }] });
    expect(adjust({ price })).toEqual([
      'models: gpt-image-2.5-flare at openai has xhigh and max, and no price for them',
    ]);
    expect(adjust({ price: { ...price, xhigh: table } })).toEqual([
      'models: gpt-image-2.5-flare at openai has max, and no price for it',
    ]);
    expect(adjust({ price: { ...price, xhigh: table, max: table } })).toEqual([]);
    expect(adjust({ price, qualities: ['auto', 'high'] })).toEqual([]);
    expect(adjust({ price: { unit: 'usd', perPicture: 1 } })).toEqual([]);
  });
});
