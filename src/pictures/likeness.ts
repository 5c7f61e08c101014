import type { Reading } from '../domain/likeness/reading.ts';
import type { RefusedPicture } from '../domain/pictures/refused-picture.ts';
import type { LaidOver, Likeness, LosslessType } from '../ports/likeness.ts';
import type { WorkedOnFor } from '../ports/pictures.ts';
import type { Header } from './containers/index.ts';
import { comparingCost, drawingChangeCost, layingCost } from './pool/cost.ts';
import type { PicturePool } from './pool/pool.ts';
import type { Results, TaskKind, Work } from './pool/task.ts';

interface Needs {
  readonly run: PicturePool['run'];
  /** Bytes that a task may take at most. */
  readonly memory: number;
  reading<Result>(
    path: string,
    act: (header: Header) => Promise<Result | RefusedPicture>,
  ): Promise<Result | RefusedPicture>;
  writing<Kind extends TaskKind>(
    into: string,
    worksFor: WorkedOnFor,
    work: Work<Kind>,
    nameOf?: (result: Results[Kind]) => string | null,
  ): Promise<Results[Kind] | RefusedPicture>;
}

/** How like pictures are: what is asked of the children about it, and what that may take. */
export function createLikeness({ reading, writing, run, memory }: Needs): Omit<Likeness, 'findMarks'> {
  /** Of both headers. */
  const readingBoth = <Result>(
    one: string,
    other: string,
    act: (one: Header, other: Header) => Promise<Result | RefusedPicture>,
  ) => reading<Result>(one, (first) => reading<Result>(other, (second) => act(first, second)));

  /** WebP without loss takes up to ten times as much memory: where there is less, it is PNG. */
  function writtenAs(wanted: LosslessType, source: Header, result: Header) {
    const type = layingCost(source, result, wanted) > memory ? 'image/png' : wanted;
    return { type, cost: layingCost(source, result, type) } as const;
  }

  return {
    layOver: ({ source, result, coverage }, wanted, into, worksFor) =>
      readingBoth<LaidOver>(source, result, (ofSource, ofResult) =>
        reading<LaidOver>(coverage, () => {
          const { type, cost } = writtenAs(wanted, ofSource, ofResult);
          return writing<'lay over'>(
            into,
            worksFor,
            {
              task: (part) => ({ kind: 'lay over', source, result, coverage, type, part }),
              cost,
              mostMs: ourMs,
            },
            ({ kind }) => (kind === 'laid' ? into : null),
          );
        }),
      ),
    keepRest: ({ source, result }, wanted, into, worksFor) =>
      readingBoth<Results['keep rest']>(source, result, (ofSource, ofResult) => {
        const { type, cost } = writtenAs(wanted, ofSource, ofResult);
        return writing<'keep rest'>(
          into,
          worksFor,
          { task: (part) => ({ kind: 'keep rest', source, result, type, part }), cost, mostMs: ourMs },
          ({ kind }) => (kind === 'laid' ? into : null),
        );
      }),
    compare: (before, after, worksFor) =>
      readingBoth(before, after, (one, other) =>
        run<'compare'>({
          task: { kind: 'compare', before, after },
          cost: comparingCost(one, other),
          mostMs: ourMs,
          member: worksFor ?? 'nobody',
        }),
      ),
    drawChange: (before, after, { kind }, into, worksFor) =>
      readingBoth(before, after, (one, other) =>
        writing<'draw change'>(into, worksFor, {
          task: (part) => ({ kind: 'draw change', before, after, outlined: hasPlace.has(kind), part }),
          cost: drawingChangeCost(one, other),
          mostMs: ourMs,
        }),
      ),
  };
}

/** An outline around everything shows nothing. */
const hasPlace: ReadonlySet<Reading['kind']> = new Set(['one area']);

/** How long a child may take for what was paid for: 100 megapixels take it many seconds of a core, which others use too. */
const ourMs = 120_000;
