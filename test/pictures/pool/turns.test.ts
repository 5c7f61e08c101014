import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Ask, type Bounds, nextInTurn, roundFor } from '../../../src/pictures/pool/turns.ts';

/** An ask of a member, in the order in which it came. */
interface Numbered extends Ask {
  readonly number: number;
}

/** Whoever comes and goes, as the pool has it; `wait` says what is asked, `end` ends what has run longest. */
function createLine(bounds: Bounds) {
  const waiting: Numbered[] = [];
  const running: Numbered[] = [];
  const started: Numbered[] = [];
  let [begun, count] = [0, 0];
  const admit = () => {
    for (let next = nextInTurn(waiting, running, bounds); next !== null; ) {
      waiting.splice(waiting.indexOf(next), 1);
      running.push(next);
      started.push(next);
      begun = Math.max(begun, next.round);
      next = nextInTurn(waiting, running, bounds);
    }
  };
  return {
    ...{ waiting, running, started },
    wait(member: string, cost = 1) {
      waiting.push({ member, cost, round: roundFor(member, waiting, begun), number: count });
      count += 1;
      admit();
    },
    end() {
      running.shift();
      admit();
    },
  };
}

const members = ({ started }: ReturnType<typeof createLine>) => started.map(({ member }) => member).join('');

describe('who is next', () => {
  test('sixteen of one member, and one of another who came last: hers is second in turn', () => {
    const line = createLine({ lanes: 1, memory: 100 });
    for (let times = 0; times < 16; times += 1) line.wait('a');
    line.wait('b');
    for (let times = 0; times < 4; times += 1) line.end();
    expect(members(line)).toBe('aabaa');
  });

  test('with two at once, hers is the next that begins', () => {
    const line = createLine({ lanes: 2, memory: 100 });
    for (let times = 0; times < 16; times += 1) line.wait('a');
    line.wait('b');
    line.end();
    expect(members(line)).toBe('aab');
  });

  test('whoever has less running is first, though others waited longer', () => {
    const line = createLine({ lanes: 3, memory: 100 });
    for (const member of 'aaaabbc') line.wait(member);
    line.end();
    line.end();
    expect(members(line)).toBe('aaabc');
  });

  test('what waits for memory is not overtaken by what would fit', () => {
    const line = createLine({ lanes: 3, memory: 10 });
    line.wait('a', 6);
    line.wait('b', 6);
    line.wait('c', 1);
    expect(members(line)).toBe('a');
    line.end();
    expect(members(line)).toBe('abc');
  });
});

describe('laws, whoever asks for what, and whenever something ends', () => {
  const bounds = { lanes: 3, memory: 20 };
  const events = fc.array(
    fc.oneof(
      fc.record({ member: fc.constantFrom('a', 'b', 'c', 'd'), cost: fc.integer({ min: 1, max: 20 }) }),
      fc.constant(null),
    ),
    { maxLength: 80 },
  );
  const play = (happens: readonly ({ readonly member: string; readonly cost: number } | null)[]) => {
    const line = createLine(bounds);
    for (const event of happens) {
      if (event === null) line.end();
      else line.wait(event.member, event.cost);
      expect(line.running.reduce((sum, { cost }) => sum + cost, 0)).toBeLessThanOrEqual(bounds.memory);
      expect(line.running.length).toBeLessThanOrEqual(bounds.lanes);
      // Nobody waits for nothing.
      if (line.running.length === 0) expect(line.waiting).toEqual([]);
    }
    return line;
  };

  test('never more memory or children than there are, and all of it is done once', () => {
    fc.assert(
      fc.property(events, (happens) => {
        const line = play(happens);
        while (line.running.length > 0) line.end();
        expect(line.waiting).toEqual([]);
        const numbers = line.started.map(({ number }) => number).toSorted((one, other) => one - other);
        expect(numbers).toEqual(numbers.map((_, index) => index));
      }),
    );
  });

  test('one member’s own come in the order in which they were asked', () => {
    fc.assert(
      fc.property(events, (happens) => {
        const line = play(happens);
        while (line.running.length > 0) line.end();
        for (const each of ['a', 'b', 'c', 'd']) {
          const own = line.started.filter(({ member }) => member === each).map(({ number }) => number);
          expect(own).toEqual(own.toSorted((one, other) => one - other));
        }
      }),
    );
  });

  test('nobody starves: of others, at most two each are begun before one that waits', () => {
    fc.assert(
      fc.property(events, fc.array(fc.constantFrom('b', 'c', 'd'), { maxLength: 120 }), (happens, flood) => {
        const line = play(happens);
        line.wait('a', 20);
        const own = line.waiting.findLast(({ member }) => member === 'a');
        if (own === undefined) return;
        const before = line.started.length;
        const ahead = line.waiting.filter(({ member }) => member === 'a').length;
        // However many more are asked for meanwhile.
        for (const member of flood) {
          line.wait(member);
          line.wait(member);
          line.end();
        }
        while (line.waiting.includes(own)) line.end();
        const begun = line.started.slice(before, line.started.indexOf(own));
        for (const other of ['b', 'c', 'd']) {
          expect(begun.filter(({ member }) => member === other).length).toBeLessThanOrEqual(ahead * 2 + bounds.lanes);
        }
      }),
    );
  });
});
