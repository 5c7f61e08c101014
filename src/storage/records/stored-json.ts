import { z } from 'zod';

/** A text column that holds JSON of this shape. Text that is no JSON is an issue like any other, not an exception. */
export function storedJson<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
}
