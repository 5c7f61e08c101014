import { expect, test } from 'vitest';
import { createShutDownNotices } from '../../../src/application/upkeep/shut-down-notices.ts';
import type { ProviderName } from '../../../src/domain/offers/provider.ts';
import { readCatalogue } from '../../../src/providers/catalogue/catalogue.ts';
import { vendors } from '../../../src/providers/index.ts';

const goesAnyDay = {
  provider: 'acedatacloud',
  model: 'nano-banana-2',
  deprecated: '2026-10-06',
  successor: 'nano-banana-pro',
  message: 'a model is deprecated, and may go any day',
};

function noticesFor(providers: readonly ProviderName[], file?: object) {
  const reading = readCatalogue(file, vendors);
  if (reading.kind === 'problems') throw new Error('the built-in catalogue has problems');
  const lines: object[] = [];
  const warn = (fields: object, message: string) => void lines.push({ ...fields, message });
  const never = () => {
    throw new Error('not expected');
  };
  const log = { warn, debug: never, info: never, error: never };
  const tell = createShutDownNotices({ catalogue: reading.catalogue, providers, log });
  return (at: string) => {
    tell(Date.parse(at));
    return lines.splice(0);
  };
}

const soon = { provider: 'openai', model: 'gpt-image-1.5', shutsDown: '2026-12-01', successor: 'gpt-image-2' };

test('thirty days before, and when it is gone, the operator is told once', () => {
  const notices = noticesFor(['openai']);
  expect(notices('2026-10-31T23:59:59Z')).toEqual([]);
  expect(notices('2026-11-01')).toEqual([{ ...soon, days: 30, message: 'a model will be shut down' }]);
  expect(notices('2026-11-21')).toEqual([]);
  const gone = { ...soon, days: 0, message: 'a model is shut down, and no longer offered' };
  expect(notices('2026-12-01')).toEqual([gone]);
  expect(notices('2027-01-01')).toEqual([]);
});

test('only of services that have a key here', () => {
  expect(noticesFor(['gmicloud'])('2026-11-21')).toEqual([]);
});

test('of a model that is deprecated without a day the operator is told once, with its successor', () => {
  const notices = noticesFor(['acedatacloud']);
  expect(notices('2026-10-05')).toEqual([]);
  expect(notices('2026-11-21')).toEqual([goesAnyDay]);
  expect(notices('2026-11-22')).toEqual([]);
});

test('once its day is in the operator’s file, that day is told instead, and its successor takes its place', () => {
  const adjust = [{ model: 'nano-banana-2', provider: 'acedatacloud', shutsDown: '2026-12-24' }];
  const notices = noticesFor(['acedatacloud'], { adjust });
  expect(notices('2026-11-30')).toEqual([
    {
      ...{ provider: 'acedatacloud', model: 'nano-banana-2', shutsDown: '2026-12-24', successor: 'nano-banana-pro' },
      ...{ days: 24, message: 'a model will be shut down' },
    },
  ]);
});
