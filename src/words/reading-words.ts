import type { Extent, Reading } from '../domain/likeness/reading.ts';
import type { Words } from './words.ts';

/** What changed between two pictures, as one sentence: where, how much, and how the rest is. */
export function readingWords(words: Words, reading: Reading): string {
  const changed = percent(words, reading.changed);
  switch (reading.kind) {
    case 'nothing':
      return words.say('changed.nothing');
    case 'composed anew':
      return words.say('changed.anew');
    case 'all over':
      return words.say('changed.all-over', { changed, drift: driftWords(words, reading) });
    case 'one area':
      return words.say('changed.area', {
        place: words.capital(placeWords(words, reading.extent)),
        changed,
        alike: percent(words, reading.alike),
        drift: driftWords(words, reading),
      });
    default:
      return reading.kind satisfies never;
  }
}

/** A half of a percent and more is told as one; what is not all is not a hundred. */
function percent(words: Words, share: number): string {
  const whole = Math.round(share * 100);
  const honest = share > 0 && whole === 0 ? 1 : share < 1 && whole === 100 ? 99 : whole;
  return words.say('changed.percent', { share: honest / 100 });
}

/** Empty where the rest is as it was, else with a comma before it. */
function driftWords(words: Words, { gains: { red, green, blue }, sharpness }: Reading): string {
  const warmth = red / blue;
  const light = (red + green + blue) / 3;
  const said = [
    ...(warmth > tinted ? [words.say('changed.warmer')] : warmth < 1 / tinted ? [words.say('changed.cooler')] : []),
    ...(light > lit ? [words.say('changed.lighter')] : light < 1 / lit ? [words.say('changed.darker')] : []),
    ...(sharpness < soft ? [words.say('changed.softer')] : sharpness > 1 / soft ? [words.say('changed.sharper')] : []),
  ];
  return said.length === 0 ? '' : `, ${words.list(said)}`;
}

/** Less than these nobody sees beside the other picture. */
const tinted = 1.02;
const lit = 1.03;
const soft = 0.85;

const columns = ['left', 'middle', 'right'] as const;
const rows = ['top', 'middle', 'bottom'] as const;

/** The ninth of the picture in which its middle lies; all of it where it takes most. */
function placeWords(words: Words, extent: Extent | null): string {
  if (extent === null || extent.width * extent.height > mostOfIt) return words.say('changed.place.all');
  const column = columns[third(extent.left + extent.width / 2)] ?? 'middle';
  const row = rows[third(extent.top + extent.height / 2)] ?? 'middle';
  return words.say(`changed.place.${row}.${column}`);
}

const third = (fraction: number): number => Math.min(2, Math.max(0, Math.floor(fraction * 3)));
const mostOfIt = 0.6;
