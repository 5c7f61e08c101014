import { z } from 'zod';

/** A setting that is an http or https address; slashes at its end are left out. */
export const httpAddress = z
  .string()
  .refine(isHttpUrl, 'must be an http or https address')
  .transform((text) => text.replace(/\/+$/, ''));

/** Likewise, where a name and a password may stand in it. */
export const proxyAddress = httpAddress.refine((text) => {
  const { username = '', password = '' } = URL.parse(text) ?? {};
  return isDecodable(username) && isDecodable(password);
}, 'has a % in its name or password that stands for no letter: a % itself is written %25');

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}

export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
