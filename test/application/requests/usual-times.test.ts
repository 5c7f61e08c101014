import { expect, test } from 'vitest';
import { createUsualTimes } from '../../../src/application/requests/usual-times.ts';

const kind = { provider: 'acedatacloud', model: 'gpt-image-2', quality: 'auto', size: null };

test('what a kind of picture usually takes is known from the third on, and by the last twenty', () => {
  const usual = createUsualTimes();
  for (const took of [40_000, 60_000]) usual.note(kind, took);
  expect(usual.of(kind)).toBeNull();
  usual.note(kind, 50_000);
  expect(usual.of(kind)).toEqual({ quickest: 40_000, slowest: 60_000 });
  for (let each = 0; each < 20; each += 1) usual.note(kind, 10_000 + each);
  expect(usual.of(kind)).toEqual({ quickest: 10_000, slowest: 10_019 });
});

test('larger, finer, and others’ pictures are kinds of their own', () => {
  const usual = createUsualTimes();
  for (let each = 0; each < 3; each += 1) usual.note({ ...kind, size: { width: 1024, height: 1024 } }, 1);
  expect(usual.of({ ...kind, size: { width: 1536, height: 1024 } })).not.toBeNull();
  const others = [
    kind,
    { ...kind, size: { width: 3840, height: 2160 } },
    { ...kind, quality: 'high' },
    { ...kind, model: 'nano-banana' },
    { ...kind, provider: 'gmicloud' },
  ];
  expect(others.map((each) => usual.of(each))).toEqual(others.map(() => null));
});
