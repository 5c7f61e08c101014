import { expect, test } from 'vitest';
import { readForm } from '../../../src/discord/incoming/form-fields.ts';
import { userId } from '../../../src/domain/ids.ts';

const asker = userId('1000000000000000002');
const filled = (...components: readonly object[]) =>
  readForm({ custom_id: 'form', components: components.map((component) => ({ type: 18, component })) } as never, asker);

test('a form tells what was selected, all of it or the first', () => {
  const fields = filled({ type: 3, custom_id: 'who', values: ['1', '2'] }, { type: 3, custom_id: 'size', values: [] });
  expect([fields.choices('who'), fields.choice('who')]).toEqual([['1', '2'], '1']);
  expect([fields.choices('size'), fields.choice('size')]).toEqual([[], undefined]);
  expect([fields.choices('gone'), fields.choice('gone')]).toEqual([[], undefined]);
});

test('a form tells which of a group of radio buttons was chosen, or that none was', () => {
  const fields = filled(
    { type: 21, custom_id: 'what', value: 'self' },
    { type: 21, custom_id: 'whose', value: null },
    { type: 4, custom_id: 'name', value: 'Luna' },
  );
  expect([fields.choice('what'), fields.choice('whose'), fields.choice('name')]).toEqual([
    'self',
    undefined,
    undefined,
  ]);
});
