import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggest } from '../../commands/suggestions.ts';
import { english } from '../../src/words/words.ts';

test('whatever the catalogue has, Discord takes what is offered', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 150 });
  const suggestion = fc.record({
    name: text,
    value: text,
    price: fc.option(fc.record({ microUsd: fc.nat(10_000_000), isBound: fc.boolean() })),
  });
  fc.assert(
    fc.property(fc.array(suggestion, { maxLength: 40 }), (suggestions) => {
      const offered = suggest(english(), suggestions, '');
      expect(offered.length).toBeLessThanOrEqual(25);
      for (const { name, value } of offered) {
        expect(name.isWellFormed()).toBe(true);
        expect(name.length).toBeLessThanOrEqual(100);
        expect(value.length).toBeLessThanOrEqual(100);
        expect(suggestions.some((each) => each.value === value)).toBe(true);
      }
    }),
  );
});

test('a name that fits is offered as it is, with its price', () => {
  const offered = suggest(
    english(),
    [{ name: 'preview  model', value: 'm', price: { microUsd: 41_000, isBound: false } }],
    '',
  );
  expect(offered).toEqual([{ name: 'preview  model · $0.041', value: 'm' }]);
});
