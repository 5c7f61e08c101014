import type { Field } from '../core/form.ts';
import { isRecord } from '../core/form.ts';

/** Texts per locale, or null where there are none. */
export function readLocalizations(field: Field, max: number): { readonly [locale: string]: string } | null {
  if (!field.isObject() || !isRecord(field.value)) return null;
  const entries = Object.keys(field.value).flatMap((locale) => {
    const text = field.get(locale).text({ min: 1, max });
    return text === undefined ? [] : [[locale, text] as const];
  });
  return Object.fromEntries(entries);
}
