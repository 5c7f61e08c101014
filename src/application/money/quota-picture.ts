import { isRefused } from '../../domain/pictures/refused-picture.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Pictures } from '../../ports/pictures.ts';
import type { Scratch } from '../../ports/store/scratch.ts';
import type { Services } from '../services.ts';

/** What is left of a member's limits, drawn as bars. */
export function createLendQuotaPicture({
  scratch,
  pictures,
  clock,
}: {
  readonly scratch: Scratch;
  readonly pictures: Pick<Pictures, 'drawBars'>;
  readonly clock: Pick<Clock, 'uuid'>;
}): Services['lendQuotaPicture'] {
  return async function lendQuotaPicture({ lines }, asker) {
    const path = scratch.path(`quota-${clock.uuid()}.png`);
    const bars = lines.map(({ used, amount }) => ({ share: amount === 0 ? 1 : Math.min(1, used / amount) }));
    if (isRefused(await pictures.drawBars(bars, path, asker))) return null;
    return { path, [Symbol.asyncDispose]: () => scratch.discard(path) };
  };
}
