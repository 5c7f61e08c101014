/**
 * A number as the strokes of an SVG path, {@link digitsHeight} high, its upper left corner at the origin. Our own digits:
 * text is drawn in whatever fonts a machine has, or not at all where it has none.
 */
export function digitsOf(number: number): { readonly strokes: string; readonly width: number } {
  const digits = [...String(number)].map(Number);
  const strokes = digits.map(
    (digit, index) => `<path transform="translate(${index * (digitWidth + between)} 0)" d="${shapes[digit]}"/>`,
  );
  return { strokes: strokes.join(''), width: digits.length * digitWidth + (digits.length - 1) * between };
}

export const digitsHeight = 14;
const digitWidth = 8;
const between = 3.6;

/** Each within eight by fourteen, as the middle of a stroke with round ends. */
const shapes: readonly string[] = [
  'M4 0C6.6 0 8 2.6 8 7S6.6 14 4 14 0 11.4 0 7 1.4 0 4 0Z',
  'M1.2 2.6 4.8 0V14',
  'M.2 3.6C.4 1.4 1.9 0 4 0 6.2 0 7.7 1.5 7.7 3.6 7.7 5.2 7 6.3 5.6 7.8L0 14H8',
  'M.4 2.7C.9 1 2.2 0 4 0 6.2 0 7.6 1.3 7.6 3.3S6.2 6.6 3.2 6.6C6.4 6.6 8 7.9 8 10.2S6.4 14 4 14C1.9 14 .5 12.9 0 11.1',
  'M6 14V0L0 9.8H8',
  'M7.2 0H1.2L.7 6.2C1.6 5.4 2.7 5 4 5 6.4 5 8 6.8 8 9.4S6.4 14 3.9 14C1.9 14 .5 13 0 11.3',
  'M6.8 .9C2.8 .9 0 4.2 0 9.4 0 12.3 1.5 14 4 14S8 12.2 8 9.6 6.4 5.4 4.1 5.4 0 7 0 9.4',
  'M0 0H8L3 14',
  'M4 6.5C1.9 6.5.5 5.2.5 3.2S1.9 0 4 0 7.5 1.3 7.5 3.2 6.1 6.5 4 6.5C1.6 6.5 0 8 0 10.2S1.6 14 4 14 8 12.5 8 10.2 6.4 6.5 4 6.5Z',
  'M1.2 13.1C5.2 13.1 8 9.8 8 4.6 8 1.7 6.5 0 4 0S0 1.8 0 4.4 1.6 8.6 3.9 8.6 8 7 8 4.6',
];
