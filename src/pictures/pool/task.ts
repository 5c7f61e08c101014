import type { Rectangle } from '../../domain/asked/mask.ts';
import type { Dimensions } from '../../domain/asked/size.ts';
import type { Reading } from '../../domain/likeness/reading.ts';
import type { RefusedPicture } from '../../domain/pictures/refused-picture.ts';
import type { FoundMarks, LaidOver, LosslessType } from '../../ports/likeness.ts';
import type { Measured, ReadMask, VendorType } from '../../ports/pictures.ts';
import type { TreeRow } from '../../ports/tree-picture.ts';

/** What a child is asked to do. Each writes to `part` alone (or its `parts`), which whoever asked gives its name, or takes away. */
export type Task =
  | {
      readonly kind: 'fit';
      readonly path: string;
      readonly original: Dimensions;
      /** Bytes. */
      readonly limit: number;
      /** Of the form that is written: more do not fit into the memory. */
      readonly mostPixels: number;
      readonly part: string;
    }
  | { readonly kind: 'vendor form'; readonly path: string; readonly type: VendorType; readonly part: string }
  | { readonly kind: 'reference'; readonly path: string; readonly mostEdge: number; readonly part: string }
  /** Of each tile the path of its picture; null: none. */
  | { readonly kind: 'contact sheet'; readonly tiles: readonly (string | null)[]; readonly part: string }
  /** Oldest first. */
  | { readonly kind: 'tree'; readonly rows: readonly TreeRow[]; readonly part: string }
  | { readonly kind: 'mask'; readonly path: string; readonly size: Dimensions; readonly part: string }
  | { readonly kind: 'rectangle'; readonly rectangle: Rectangle; readonly size: Dimensions; readonly part: string }
  | { readonly kind: 'alpha mask'; readonly path: string; readonly size: Dimensions; readonly part: string }
  | { readonly kind: 'drawing'; readonly svg: string; readonly part: string }
  | {
      readonly kind: 'lay over';
      readonly source: string;
      readonly result: string;
      readonly coverage: string;
      readonly type: LosslessType;
      readonly part: string;
    }
  | {
      readonly kind: 'keep rest';
      readonly source: string;
      readonly result: string;
      readonly type: LosslessType;
      readonly part: string;
    }
  | { readonly kind: 'compare'; readonly before: string; readonly after: string }
  | {
      readonly kind: 'draw change';
      readonly before: string;
      readonly after: string;
      /** Whether there is an area to be shown. */
      readonly outlined: boolean;
      readonly part: string;
    }
  | {
      readonly kind: 'marks';
      /** With the sizes they have upright. */
      readonly original: Dimensions & { readonly path: string };
      readonly copy: Dimensions & { readonly path: string };
      readonly parts: { readonly coverage: string; readonly markup: string; readonly shown: string };
    };

/** Beside it, a directory for what a task holds meanwhile, which is taken away with it. */
export const scratchOf = (part: string): string => `${part}.rows`;

/** What comes of each. */
export interface Results {
  readonly fit: Measured;
  readonly 'vendor form': 'written';
  readonly reference: Measured;
  readonly 'contact sheet': 'written';
  readonly tree: 'written';
  readonly mask: ReadMask | 'empty';
  readonly rectangle: 'written';
  readonly 'alpha mask': 'written';
  readonly drawing: 'written';
  readonly 'lay over': LaidOver;
  readonly 'keep rest': LaidOver | { readonly kind: 'too little' | 'too much' };
  readonly compare: Reading;
  readonly 'draw change': 'written';
  readonly marks: FoundMarks;
}

export type TaskKind = Task['kind'];
export type TaskOf<Kind extends TaskKind> = Extract<Task, { readonly kind: Kind }>;

/** What is to be written: to which part of a file is said when it is begun. */
export interface Work<Kind extends TaskKind> {
  readonly task: (part: string) => TaskOf<Kind>;
  readonly cost: number;
  readonly mostMs: number;
}

/** What a child is sent: a task, and the resident memory beyond which it ends itself. */
export interface Order {
  readonly task: Task;
  /** Bytes over what it holds with nothing to do. */
  readonly mostBytes: number;
}

/** `failed`: not the picture's fault: a disk that is full, a bug. */
export type Outcome =
  | { readonly kind: 'done'; readonly result: Results[TaskKind] }
  | RefusedPicture
  | { readonly kind: 'failed'; readonly message: string };

export interface Reply {
  readonly outcome: Outcome;
  /** What is left in its hands afterwards, in bytes over what it holds with nothing to do. */
  readonly keptBytes: number;
}

/** What it tells meanwhile: that it has begun, and as which process; that it ends itself, for it takes too much. */
export type Told =
  | { readonly kind: 'begun'; readonly pid: number; readonly idleBytes: number }
  | { readonly kind: 'too much memory' };
