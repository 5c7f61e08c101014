import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BrokenBody } from '../../../src/providers/http/broken-body.ts';
import { readEvents } from '../../../src/providers/streams/event-stream.ts';

interface Event {
  readonly name: string;
  readonly data: string;
}

async function eventsOf(pieces: Iterable<Uint8Array>, maxBytes = 1_000_000): Promise<readonly Event[]> {
  const events: Event[] = [];
  for await (const event of readEvents(arriving(pieces), maxBytes)) {
    const data: Uint8Array[] = [];
    for await (const piece of event.data) data.push(Uint8Array.from(piece));
    events.push({ name: event.name, data: Buffer.concat(data).toString('utf8') });
  }
  return events;
}

async function* arriving(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

const read = (text: string) => eventsOf([Buffer.from(text)]);

/** Cut at these places (any numbers). */
function cut(bytes: Buffer, places: readonly number[]): readonly Uint8Array[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((one, other) => one - other);
  return [0, ...at].map((from, index) => bytes.subarray(from, at[index] ?? bytes.length));
}

describe('an event stream', () => {
  test('is read as the standard has it', async () => {
    expect(await read('event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\n')).toEqual([
      { name: 'add', data: '73857293' },
      { name: 'remove', data: '2153' },
    ]);
    expect(
      await read(': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n'),
    ).toEqual([
      { name: '', data: 'first event' },
      { name: '', data: 'second event' },
      { name: '', data: ' third event' },
    ]);
    expect(await read('data\n\ndata\ndata\n\ndata:')).toEqual([
      { name: '', data: '' },
      { name: '', data: '\n' },
    ]);
    expect(await read('\ufeffdata: marked\n\n')).toEqual([{ name: '', data: 'marked' }]);
  });

  test('passes over events without data, and forgets their names', async () => {
    expect(await read('event: ping\n\ndata: x\n\nevents: no\ndatabase: no\nretry: 1\n\n')).toEqual([
      { name: '', data: 'x' },
    ]);
  });

  test('takes the last name, also when it comes after the data', async () => {
    expect(await read('event: one\ndata: x\nevent: two\n\n')).toEqual([{ name: 'two', data: 'x' }]);
  });

  test('hands out what it ends in', async () => {
    expect(await read('data: whole\n\nevent: late\ndata: {"half')).toEqual([
      { name: '', data: 'whole' },
      { name: 'late', data: '{"half' },
    ]);
    expect(await read('')).toEqual([]);
  });

  test('says the same however it is written and cut', async () => {
    const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n\ufeff]/g, ''));
    const written = fc.record({
      name: fc.oneof(fc.constant(''), fc.constantFrom('image_generation.completed', 'é€😀')),
      lines: fc.array(line, { minLength: 1, maxLength: 4 }),
      space: fc.boolean(),
      comments: fc.array(line, { maxLength: 2 }),
      nameLast: fc.boolean(),
    });
    const newline = fc.constantFrom('\n', '\r\n', '\r');
    const law = fc.asyncProperty(
      fc.array(written, { maxLength: 5 }),
      newline,
      fc.array(fc.nat(), { maxLength: 40 }),
      async (events, end, places) => {
        const text = events.flatMap(({ name, lines, space, comments, nameLast }) => {
          const named = name === '' ? [] : [`event: ${name}`];
          // A line that begins with a space needs another one before it.
          const data = lines.map((each) => `data:${space || each.startsWith(' ') ? ' ' : ''}${each}`);
          return [...comments.map((each) => `:${each}`), ...(nameLast ? [...data, ...named] : [...named, ...data]), ''];
        });
        const bytes = Buffer.from(text.map((each) => each + end).join(''));
        const expected = events.map(({ name, lines }) => ({ name, data: lines.join('\n') }));
        expect(await eventsOf(cut(bytes, places))).toEqual(expected);
        expect(await eventsOf(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(expected);
      },
    );
    await fc.assert(law, { numRuns: 300 });
  });

  test('is handed through piece by piece: an event of 64 MB is never held', async () => {
    const piece = Buffer.alloc(65_536, 'A');
    function* stream() {
      yield Buffer.from('data: "');
      for (let sent = 0; sent < 64_000_000; sent += piece.length) yield piece;
      yield Buffer.from('"\n\n');
    }
    let bytes = 0;
    let largest = 0;
    for await (const { data } of readEvents(arriving(stream()), 100_000_000)) {
      for await (const each of data) {
        bytes += each.length;
        largest = Math.max(largest, each.length);
      }
    }
    expect(bytes).toBe(Math.ceil(64_000_000 / piece.length) * piece.length + 2);
    expect(largest).toBeLessThan(2 * piece.length);
  });

  test('of very many small lines in one piece takes no longer than it should', async () => {
    const events = await eventsOf([Buffer.from('data: x\n\n'.repeat(100_000))]);
    expect(events).toHaveLength(100_000);
  }, 5_000);

  test('what nobody reads is skipped; an event that is too large breaks it', async () => {
    const skipped: string[] = [];
    for await (const event of readEvents(arriving([Buffer.from('data: 1\n\nevent: b\ndata: 2\n\n')]), 100)) {
      skipped.push(event.name);
    }
    expect(skipped).toEqual(['', '']);
    const tooLong = [Buffer.from('data: 12345'), Buffer.from('67890\n\n')];
    expect(await eventsOf(tooLong, 10)).toEqual([{ name: '', data: '1234567890' }]);
    await expect(eventsOf(tooLong, 9)).rejects.toThrow(BrokenBody);
  });

  test('what breaks the body breaks it', async () => {
    async function* breaking() {
      yield Buffer.from('data: 1\n\ndata: ');
      throw new BrokenBody('cut');
    }
    const reading = (async () => {
      for await (const { data } of readEvents(breaking(), 100)) for await (const _ of data);
    })();
    await expect(reading).rejects.toThrow(BrokenBody);
  });
});
