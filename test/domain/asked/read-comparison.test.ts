import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleJob, sampleRequest } from '../../../scripts/sample-records.ts';
import { paidRequests } from '../../../src/application/accepting/paid-requests.ts';
import { readAsked } from '../../../src/domain/asked/read-asked.ts';
import type { AskedRecipe } from '../../../src/domain/asked/read-recipe.ts';
import { recipeOf } from '../../../src/domain/asked/recipe-of.ts';
import { jobId, versionId } from '../../../src/domain/ids.ts';
import { successorOrdinal } from '../../../src/domain/jobs/failover.ts';
import type { PaidRequest } from '../../../src/domain/jobs/job.ts';
import { heldFor } from '../../../src/domain/money/held.ts';
import { settle } from '../../../src/domain/money/settlement.ts';
import type { ServerDefaults } from '../../../src/domain/server/server-rules.ts';
import { readCatalogue } from '../../../src/providers/catalogue/catalogue.ts';
import { vendors } from '../../../src/providers/index.ts';

const reading = readCatalogue(undefined, vendors);
if (reading.kind === 'problems') throw new Error(reading.problems.join('\n'));
const { catalogue } = reading;
const market = { providers: ['openai', 'acedatacloud'], resting: new Set<never>(), now: Date.parse('2026-11-21') };
const rules = { catalogue, defaultModel: 'gpt-image-2', market, services: vendors };
const pair = ['gpt-image-2', 'nano-banana'] as const;

const read = (asked: Partial<AskedRecipe>, usual: ServerDefaults = {}, sources = 0) =>
  readAsked({ prompt: 'a cat', ...asked }, { sources: { length: sources }, characters: [] }, rules, { server: usual });

/** Of a comparison that can be made. */
function made(...given: Parameters<typeof read>) {
  const found = read(...given);
  if (found.kind === 'refused') throw new Error(found.failure.code);
  return found;
}

describe('a comparison', () => {
  test('asks each model once, in the order in which they were named, by whoever makes it', () => {
    const { recipe, offers, warnings } = made({ compared: ['nano-banana', ' GPT-Image-2 '] });
    expect([recipe.model, recipe.compared, recipe.count]).toEqual(['nano-banana', ['nano-banana', 'gpt-image-2'], 1]);
    expect(offers.map(({ provider }) => provider)).toEqual(['acedatacloud', 'openai']);
    expect(warnings).toEqual([]);
  });

  test('takes nothing of what belongs to one picture alone', () => {
    const mask = { kind: 'region', region: 'top' } as const;
    const { recipe } = made({
      compared: pair,
      count: 3,
      format: 'webp',
      background: 'transparent',
      mask,
      keep: 'exact',
    });
    expect(recipe).toMatchObject({ count: 1, background: 'auto', format: undefined, mask: undefined, keep: undefined });
  });

  test('is none where a button does something to one of its pictures', () => {
    const { recipe, offers } = made({ compared: pair, model: 'nano-banana', rework: 'subtle', count: 2 }, {}, 1);
    expect([recipe.model, recipe.compared, offers.length]).toEqual(['nano-banana', undefined, 2]);
  });

  test('has the usual quality for whoever knows qualities, and the usual size where all take it, without a word', () => {
    const usual = { size: '1024x1024', quality: 'low' };
    const both = made({ compared: pair }, usual);
    expect([both.recipe.size, both.recipe.quality, both.warnings]).toEqual(['1024x1024', 'low', []]);
    const large = made({ compared: pair }, { ...usual, size: '3840x2160' });
    expect([large.recipe.size, large.recipe.quality, large.warnings]).toEqual(['auto', 'low', []]);
  });

  test('with nothing for a name is refused, and never made by the usual model', () => {
    expect(read({ compared: ['gpt-image-2', '  '] })).toEqual({
      kind: 'refused',
      failure: { code: 'unknown_model', named: '  ' },
    });
  });

  test('names whoever takes no more pictures, and of others those alone that it does not have already', () => {
    expect(read({ compared: pair }, {}, 17)).toEqual({
      kind: 'refused',
      failure: { code: 'too_many_sources', most: 16, model: 'GPT Image 2', elsewhere: undefined },
    });
  });
});

test('whoever makes a picture in the end makes it by the model of its slot', () => {
  const { recipe } = made({ compared: pair });
  const models = [0, 1, successorOrdinal({ ordinal: 1 })].map((ordinal) => recipeOf({ recipe }, { ordinal }).model);
  expect(models).toEqual(['gpt-image-2', 'nano-banana', 'nano-banana']);
  expect(recipeOf({ recipe: { ...recipe, compared: undefined } }, { ordinal: 1 }).model).toBe('gpt-image-2');
});

describe('laws of what a comparison costs', () => {
  const names = ['gpt-image-2', 'gpt-image-2.6-flare', 'nano-banana', 'nano-banana-pro', 'gpt-image-2.5-sunburst'];
  const several = fc.uniqueArray(fc.constantFrom(...names), { minLength: 2, maxLength: 3 });
  const size = fc.constantFrom(undefined, '1024x1024', '1:1 · 1K', '16:9 · 1K');

  /** Its requests as they are written down, and what each model costs when it is asked alone. */
  function asked(compared: readonly string[], wanted: string | undefined, sources: number) {
    const { recipe, offers } = made({ compared, size: wanted }, {}, sources);
    const given = sampleJob('1').task?.sources.slice(0, sources) ?? [];
    const clock = { uuid: () => 'trace' };
    const requests = paidRequests(jobId('1'), { recipe, sources: given }, offers, clock);
    const alone = compared.flatMap((model) => {
      const one = made({ model, size: wanted }, {}, sources);
      return paidRequests(jobId('1'), { recipe: one.recipe, sources: given }, one.offers, clock);
    });
    return { requests, alone };
  }

  test('it holds the sum of what each would hold alone', () => {
    fc.assert(
      fc.property(several, size, fc.integer({ min: 0, max: 2 }), (models, wanted, sources) => {
        const { requests, alone } = asked(models, wanted, sources);
        expect(requests.map(({ price }) => price)).toEqual(alone.map(({ price }) => price));
        expect(heldFor(requests)).toEqual(heldFor(alone));
      }),
      { numRuns: 100 },
    );
  });

  test('whatever comes of each, no more is charged than was held, and nothing for those that made none', () => {
    const came = fc.record({
      isMade: fc.boolean(),
      share: fc.double({ min: 0, max: 2, noNaN: true }),
      moved: fc.boolean(),
    });
    fc.assert(
      fc.property(several, fc.array(came, { minLength: 3, maxLength: 3 }), (models, outcomes) => {
        const { requests } = asked(models, undefined, 0);
        const ended = requests.flatMap((request, slot) => endings(request, outcomes[slot]));
        const held = heldFor(requests);
        const { delivered } = settle(ended, 'reachable');
        expect(delivered.usd).toBeLessThanOrEqual(held.usd);
        expect(delivered.images).toBe(ended.filter(({ ending }) => ending?.kind === 'pictures').length);
        const failed = requests.filter((_request, slot) => outcomes[slot]?.isMade !== true);
        expect(delivered.usd).toBeLessThanOrEqual(held.usd - heldFor(failed).usd);
      }),
      { numRuns: 200 },
    );
  });

  /** How a request went: made or not, at some other price, and perhaps by somebody who took over. */
  function endings(
    request: PaidRequest,
    { isMade, share, moved }: { isMade: boolean; share: number; moved: boolean } = {
      isMade: false,
      share: 1,
      moved: false,
    },
  ): readonly PaidRequest[] {
    const { price, ordinal } = request;
    const picture = { version: versionId(`1-${ordinal}-0`), type: 'image/png', width: 1, height: 1, bytes: 1 } as const;
    const failure = { kind: 'failure', failure: { code: 'out_of_balance' } } as const;
    const last = sampleRequest('1', moved ? successorOrdinal(request) : ordinal, {
      ...{ state: 'ended', attempt: 1, price: price === null ? null : Math.round(price * share) },
      ending: isMade ? { kind: 'pictures', pictures: [picture] } : failure,
    });
    if (!moved) return [isMade && price !== null ? { ...last, price: Math.min(price, last.price ?? 0) } : last];
    return [{ ...request, state: 'ended', attempt: 1, ending: failure }, last];
  }
});
