import type { Dimensions } from '../domain/asked/size.ts';
import { isRefused, type RefusedPicture } from '../domain/pictures/refused-picture.ts';
import type { Pictures, Tile, WorkedOnFor } from '../ports/pictures.ts';
import type { Header } from './containers/index.ts';
import { sheetSize } from './drawn/contact-sheet.ts';
import { treeSize } from './drawn/tree/geometry.ts';
import { contactSheetCost, largestOf, letteringBytes } from './pool/cost.ts';
import type { Results, TaskKind, Work } from './pool/task.ts';

interface Needs {
  readonly look: (path: string) => Promise<{ readonly header: Header } | RefusedPicture>;
  readonly writing: <Kind extends TaskKind>(
    into: string,
    worksFor: WorkedOnFor,
    work: Work<Kind>,
  ) => Promise<Results[Kind] | RefusedPicture>;
  /** Bytes. */
  readonly memory: number;
  readonly mostMs: number;
}

/** Many pictures in one, each in small. One that is gone, or that no child may be asked about, leaves its place empty. */
export function createSheets({ look, writing, memory, mostMs }: Needs): Pick<Pictures, 'contactSheet' | 'drawTree'> {
  return {
    async contactSheet(tiles, into, worksFor) {
      const sheet = sheetSize(tiles.length);
      const found = await headersOf(tiles, sheet);
      const shown = tiles.map((tile, index) => (found[index] === null ? null : (tile?.path ?? null)));
      return writing<'contact sheet'>(into, worksFor, {
        task: (part) => ({ kind: 'contact sheet', tiles: shown, part }),
        cost: costOf(found, sheet),
        mostMs,
      });
    },

    async drawTree(rows, into, worksFor) {
      const size = treeSize(rows.length);
      const tiles = rows.flatMap((row) => row.tiles.map(({ path }): Tile => (path === null ? null : { path })));
      const found = await headersOf(tiles, size);
      const shown = new Set(tiles.flatMap((tile, index) => (found[index] === null ? [] : (tile?.path ?? []))));
      const drawn = rows.map((row) => ({
        ...row,
        tiles: row.tiles.map((tile) => ({ ...tile, path: shown.has(tile.path ?? '') ? tile.path : null })),
      }));
      return writing<'tree'>(into, worksFor, {
        task: (part) => ({ kind: 'tree', rows: drawn, part }),
        cost: costOf(found, size) + letteringBytes,
        mostMs,
      });
    },
  };

  function headersOf(tiles: readonly Tile[], sheet: Dimensions): Promise<readonly (Header | null)[]> {
    return Promise.all(tiles.map((tile) => headerOf(tile, sheet)));
  }

  async function headerOf(tile: Tile, sheet: Dimensions): Promise<Header | null> {
    if (tile === null) return null;
    try {
      const looked = await look(tile.path);
      if (isRefused(looked)) return null;
      return contactSheetCost(looked.header, sheet) <= memory ? looked.header : null;
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  }
}

const costOf = (found: readonly (Header | null)[], sheet: Dimensions) =>
  contactSheetCost(largestOf(found.filter((header) => header !== null)), sheet);

const isGone = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';
