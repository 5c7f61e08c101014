import { rename, rm } from 'node:fs/promises';
import { isRefused, type RefusedPicture } from '../domain/pictures/refused-picture.ts';
import type { Likeness } from '../ports/likeness.ts';
import { type Header, uprightSize } from './containers/index.ts';
import { marksCost } from './pool/cost.ts';
import type { PicturePool } from './pool/pool.ts';

interface Needs {
  readonly pool: PicturePool;
  /** What a file's header says. */
  readonly look: (path: string) => Promise<{ readonly header: Header } | RefusedPicture>;
}

/** A child writes each of the three to a name of its own: they are given theirs together, or taken away. */
export function createFindMarks({ pool, look }: Needs): Likeness['findMarks'] {
  let asked = 0;
  return async function findMarks(original, copy, into, worksFor) {
    const [one, other] = [await look(original), await look(copy)];
    if (isRefused(one)) return one;
    if (isRefused(other)) return other;
    asked += 1;
    const partOf = (name: string) => `${name}.${asked}.part`;
    const parts = { coverage: partOf(into.coverage), markup: partOf(into.markup), shown: partOf(into.shown) };
    try {
      const found = await pool.run({
        task: {
          kind: 'marks',
          original: { path: original, ...uprightSize(one.header) },
          copy: { path: copy, ...uprightSize(other.header) },
          parts,
        },
        cost: marksCost(one.header, other.header),
        mostMs,
        member: worksFor ?? 'nobody',
      });
      if (isRefused(found) || found.kind !== 'marks') return found;
      await rename(parts.coverage, into.coverage);
      await rename(parts.markup, into.markup);
      await rename(parts.shown, into.shown);
      return found;
    } finally {
      await Promise.all(Object.values(parts).map((part) => rm(part, { force: true })));
    }
  };
}

/** Two pictures are decoded, looked at for half a second, and three are written; the rest is for a machine that is busy. */
const mostMs = 30_000;
