import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs a list of parts with a secret; the first part names the purpose, so that one signature is never good for another. */
export function sign(secret: string, parts: readonly string[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');
}

/** Compares in constant time. */
export function isSignedBy(secret: string, parts: readonly string[], signature: string): boolean {
  const expected = Buffer.from(sign(secret, parts));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
