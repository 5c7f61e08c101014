import type { RecordedRequest } from './recorded.ts';

/** A text field of a paid call, in whichever form it came. Null: not there, or the call was cut off before its body was read. */
export function fieldOf({ json, fields }: Pick<RecordedRequest, 'json' | 'fields'>, name: string): string | null {
  const inForm = fields.find((field) => field.name === name)?.value;
  if (inForm !== undefined) return inForm;
  if (typeof json !== 'object' || json === null) return null;
  const value: unknown = Object.getOwnPropertyDescriptor(json, name)?.value;
  return typeof value === 'string' ? value : null;
}
