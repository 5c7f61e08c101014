import { expect, test } from 'vitest';
import { limitEvents } from '../../../src/domain/money/limit-event.ts';

test.each([
  ['nothing, while there is room', 5, 3, 0, []],
  ['nothing, where another limit refused', 5, 1, 4, []],
  ['that it is near', 5, 4, 0, [{ kind: 'near' }]],
  ['that it is reached, and not that it is near', 5, 5, 0, [{ kind: 'reached' }]],
  [
    'of a refusal while something is left, and not that it is reached',
    5,
    4,
    4,
    [{ kind: 'near' }, { kind: 'refused', asked: 4 }],
  ],
  ['of a request that is more than the whole', 3, 0, 4, [{ kind: 'refused', asked: 4 }]],
  ['that it is reached, when what is refused finds nothing left', 5, 5, 1, [{ kind: 'reached' }]],
] as const)('a server is told %s', (_what, amount, used, asked, events) => {
  expect(limitEvents(amount, used, asked)).toEqual(events);
});
