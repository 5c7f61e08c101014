import { z } from 'zod';

/** A setting that is an http or https address; slashes at its end are left out. */
export const httpAddress = z
  .string()
  .refine(isHttpUrl, 'must be an http or https address')
  .transform((text) => text.replace(/\/+$/, ''));

export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
