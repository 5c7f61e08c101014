import type { VersionId } from '../ids.ts';

/** A version in an outline: `open` and `close` stand around what branched off. */
export type OutlineStep =
  | { readonly kind: 'version'; readonly version: VersionId }
  | { readonly kind: 'end' }
  | { readonly kind: 'open' | 'close' };

interface Node {
  readonly version: VersionId;
  /** Null: it begins a line. */
  readonly parent: VersionId | null;
}

/** Deeper than this a branch stands in the list that it branched from: no page is read that far to the right. */
const deepest = 12;

/**
 * A chain as nested lists, oldest first: what was made from a version first goes on in its list, so that a long chain is no
 * deep one, and what branched off later stands in a list of its own within it. Each version is there once: a `version`, the
 * lists of its branches, an `end`.
 */
export function* outlineOf(nodes: readonly Node[]): Generator<OutlineStep, void> {
  const known = new Set(nodes.map(({ version }) => version));
  const children = Map.groupBy(nodes, ({ parent }) => (parent !== null && known.has(parent) ? parent : null));
  const madeFrom = (version: VersionId) => (children.get(version) ?? []).map((each) => each.version);

  for (const { version } of children.get(null) ?? []) yield* list([version], 0);

  function* list(starts: readonly VersionId[], depth: number): Generator<OutlineStep, void> {
    yield { kind: 'open' };
    const lines = [...starts];
    for (let start = lines.shift(); start !== undefined; start = lines.shift()) {
      for (let version: VersionId | undefined = start; version !== undefined; ) {
        const [next, ...branches]: readonly VersionId[] = madeFrom(version);
        yield { kind: 'version', version };
        if (depth < deepest) for (const branch of branches) yield* list([branch], depth + 1);
        else lines.push(...branches);
        yield { kind: 'end' };
        version = next;
      }
    }
    yield { kind: 'close' };
  }
}
