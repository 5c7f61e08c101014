/**
 * Bytes for one file, where Discord refused files within `limit`: what it has taken everywhere for years where there was
 * more, else half. The limit itself where nothing smaller is worth showing.
 */
export function lowerLimit(limit: number): number {
  if (limit <= leastLimit) return limit;
  return limit > safeLimit ? safeLimit : Math.max(leastLimit, Math.floor(limit / 2));
}

const mebibyte = 1024 * 1024;
/** The default from January 2025 to September 2026, and what a proxy that was set up in that time lets pass. */
const safeLimit = 10 * mebibyte;
/** Below this no picture is worth showing; Discord's smallest limit is far above. */
const leastLimit = mebibyte / 4;
