import type { RefusedPicture } from '../domain/pictures/refused-picture.ts';
import type { Likeness } from '../ports/likeness.ts';
import type { WorkedOnFor } from '../ports/pictures.ts';
import type { Header } from './containers/index.ts';
import { layingCost } from './pool/cost.ts';
import type { Results, TaskKind, Work } from './pool/task.ts';

interface Needs {
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
export function createLikeness({ reading, writing }: Needs): Pick<Likeness, 'layOver'> {
  return {
    layOver: ({ source, result, coverage }, type, into, worksFor) =>
      reading(source, (ofSource) =>
        reading(result, (ofResult) =>
          reading(coverage, () =>
            writing<'lay over'>(
              into,
              worksFor,
              {
                task: (part) => ({ kind: 'lay over', source, result, coverage, type, part }),
                cost: layingCost(ofSource, ofResult, type),
                mostMs: ourMs,
              },
              (made) => nameOfLaid(made, into),
            ),
          ),
        ),
      ),
  };
}

/** Of what was not laid nothing is left. */
const nameOfLaid = (made: { readonly kind: string }, into: string) => (made.kind === 'laid' ? into : null);

/** How long a child may take for what was paid for. */
const ourMs = 60_000;
