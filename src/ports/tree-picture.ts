/** Where in a picture of a tree a version stands: in which row, as which of its pictures. */
export interface TreePlace {
  readonly row: number;
  readonly tile: number;
}

export interface TreeTile {
  /** Null: there is none to show. */
  readonly path: string | null;
  /** What its version is called. */
  readonly name: string;
  /** It is shown as no more than its colours. */
  readonly isCovered: boolean;
  readonly isCurrent: boolean;
}

/** What is said under the words of a row. `member`: with a dot in that colour of eight: blue, green, orange, purple, yellow, red, brown, white. */
export type TreeNote =
  | { readonly kind: 'plain' | 'current' | 'private'; readonly text: string }
  | { readonly kind: 'member'; readonly colour: number; readonly text: string };

/** What came of one request, at most four pictures. */
export interface TreeRow {
  readonly tiles: readonly TreeTile[];
  /** In a row before this one; null: nowhere in this picture. */
  readonly parent: TreePlace | null;
  /** What it was made from in words, for where no line leads there; null: of nothing. */
  readonly origin: string | null;
  readonly asked: string;
  readonly notes: readonly TreeNote[];
}
