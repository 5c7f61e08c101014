import { expect, test } from 'vitest';
import { createLinePlaces, lookAgainAfter } from '../../../src/application/jobs/line-places.ts';
import { jobId, requestId } from '../../../src/domain/ids.ts';
import type { Line } from '../../../src/domain/jobs/line.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { Journal } from '../../../src/ports/store/journal.ts';
import { sampleStanding } from './sample-standing.ts';

const pace = { statusEvery: 4_000 };

function placesOf(line: Line) {
  const time = { now: 0, questions: 0 };
  const journal = {
    async line() {
      time.questions += 1;
      return line;
    },
  } as Partial<Journal> as Journal;
  const clock = { now: () => time.now } as Partial<Clock> as Clock;
  return { time, places: createLinePlaces({ journal, clock }) };
}

const asked = (...requests: number[]) => requests.map((each) => ({ id: requestId(jobId(String(each)), 0) }));

test('a place is that of the first request in line, and none where none was seen there', async () => {
  const waiting = [1, 2, 3].map((each) => sampleStanding(each));
  const { places, time } = placesOf({ waiting, inHand: [sampleStanding(9)] });
  expect(await Promise.all([places.placeOf(asked(3, 2)), places.placeOf(asked(3))])).toEqual([2, 3]);
  expect(await places.placeOf(asked(9, 77))).toBeNull();
  // All in one look at the line.
  expect(time.questions).toBe(1);
  time.now = 1_000;
  await places.placeOf(asked(1));
  expect(time.questions).toBe(2);
});

test('a long line is looked at more rarely', async () => {
  const waiting = Array.from({ length: 10_000 }, (_, each) => sampleStanding(each));
  const { places, time } = placesOf({ waiting, inHand: [] });
  await places.placeOf(asked(1));
  time.now = 4_999;
  await places.placeOf(asked(1));
  expect(time.questions).toBe(1);
  time.now = 5_000;
  await places.placeOf(asked(1));
  expect(time.questions).toBe(2);
});

test('those who are next see every step, those far back a few', () => {
  expect([1, 8, 16, 80, 8_000].map((place) => lookAgainAfter(place, pace))).toEqual([
    4_000, 4_000, 8_000, 40_000, 4_000_000,
  ]);
});

test('a line of ten thousand is looked at fewer than twenty times a second', () => {
  const looks = Array.from({ length: 10_000 }, (_, index) => 1_000 / lookAgainAfter(index + 1, pace));
  expect(looks.reduce((sum, each) => sum + each)).toBeLessThan(20);
});

test('ten places are shown a second, however many have changed', () => {
  const { places, time } = placesOf({ waiting: [], inHand: [] });
  const shown = () => Array.from({ length: 100 }, () => places.mayShow()).filter(Boolean).length;
  expect(shown()).toBe(10);
  time.now = 500;
  expect(shown()).toBe(5);
  time.now = 60_000;
  expect(shown()).toBe(10);
});
