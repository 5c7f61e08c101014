/** Discord's kinds of files (`image`, `.psd`) in the browser's own words; null: any. */
export function acceptOf(kinds: readonly string[] | undefined): string | null {
  if (kinds === undefined || kinds.length === 0) return null;
  return kinds.map((kind) => (kind.startsWith('.') ? kind : `${kind}/*`)).join(',');
}
