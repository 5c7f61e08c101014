import type { Field } from '../core/form.ts';
import type { WireCommandChoice } from '../face/wire.ts';

/** Autocomplete's answer: at most 25, names 1 to 100, string values up to 100 (reference, section 3). */
export function readChoices(field: Field): readonly WireCommandChoice[] {
  return field.items({ max: 25, required: true }).map((item) => {
    const name = item.get('name').text({ min: 1, max: 100, required: true }) ?? '';
    const value = item.get('value');
    if (typeof value.value === 'number') return { name, value: value.value };
    return { name, value: value.text({ min: 1, max: 100, required: true }) ?? '' };
  });
}
