import { expect, test } from 'vitest';
import { createSystemClock } from '../../src/lib/system-clock.ts';

function raise() {
  const sources = { wallAt: 1_000_000, steadyAt: 5 };
  const clock = createSystemClock({ wall: () => sources.wallAt, steady: () => sources.steadyAt });
  const pass = (ms: number) => {
    sources.wallAt += ms;
    sources.steadyAt += ms;
  };
  const set = (ms: number) => {
    sources.wallAt += ms;
  };
  return { clock, pass, set };
}

test('it begins with what the machine’s clock says, and goes on', () => {
  const { clock, pass } = raise();
  expect(clock.now()).toBe(1_000_000);
  pass(250);
  expect(clock.now()).toBe(1_000_250);
});

test.each([-7_200_000, 1_200_000])('a machine’s clock that is set by %i ms changes nothing', (ms) => {
  const { clock, pass, set } = raise();
  set(ms);
  pass(100);
  expect(clock.now()).toBe(1_000_100);
});

test('what is heard puts it right, in both directions, and only as far as it must', () => {
  const { clock } = raise();
  clock.hear({ earliest: 1_500_000 });
  expect(clock.now()).toBe(1_500_000);
  clock.hear({ earliest: 1_200_000, latest: 1_201_000 });
  expect(clock.now()).toBe(1_201_000);
});

test('what agrees with it within its bounds moves it by nothing', () => {
  const { clock } = raise();
  clock.hear({ earliest: 999_000, latest: 1_000_500 });
  clock.hear({ earliest: 1_000_000 });
  clock.hear({ earliest: 12 });
  expect(clock.now()).toBe(1_000_000);
});
