import type { Dimensions } from '../../../../domain/asked/size.ts';
import type { Reading } from '../../../../domain/likeness/reading.ts';
import type { Gains } from '../matching/gains.ts';
import { type Matched, match } from '../matching/matched.ts';
import { grayOf, type Small } from '../matching/small.ts';
import { meanOf, type TileLikeness, tileEdge, unlikeBelow } from '../matching/tiles.ts';
import { type Area, closed, extentOf, placesOf, shareOf, widened } from './area.ts';
import { boundOf, changedIn, type Difference, differenceOf } from './difference.ts';
import { hashDistance } from './hash.ts';
import { isRestyled } from './restyled.ts';
import { sharpnessOf } from './sharpness.ts';
import { type Evidence, verdictOf } from './verdict.ts';

export interface Side {
  readonly small: Small;
  /** As it is. */
  readonly size: Dimensions;
}

export interface Read {
  readonly reading: Reading;
  readonly matched: Matched;
  /** What changed, of the source in small. */
  readonly area: Area;
}

/** Of squares of 512 pixels, in which lengths are meant. */
export function read(before: Side, after: Side): Read {
  const everywhere = new Uint8Array(before.small.opaque.length).fill(1);
  const matched = match({ source: before, result: after, usable: everywhere });
  const difference = differenceOf(before.small.colours, matched);
  const { area, places } = changesOf(matched, difference);
  const rest = restOf(matched, area);
  const ownSharpness = sharpnessOf(before.small.gray, rest.usable);
  const sharpness =
    ownSharpness < flat
      ? 1
      : (sharpnessOf(after.small.gray, rest.usable) * grayGain(matched.gains) ** 2) / ownSharpness;
  const evidence: Evidence = {
    places,
    changed: shareOf(area),
    rest: rest.tiles,
    tiles: matched.tiles,
    hash: hashDistance(before.small.gray, grayOf(matched.colours)),
    gains: matched.gains,
    sharpness,
    softness: matched.softness * Math.min(1, Math.max(before.size.width, before.size.height) / before.small.edge),
    difference,
  };
  const kind = verdictOf(evidence, () => isRestyled(before.small.colours, matched, area, rest.usable));
  const found: Found = { kind, area, rest: rest.tiles, sharpness };
  return { reading: readingOf(found, matched.gains), matched, area };
}

const flat = 1;

interface Found {
  readonly kind: Reading['kind'];
  readonly area: Area;
  readonly rest: readonly TileLikeness[];
  readonly sharpness: number;
}

function readingOf({ kind, area, rest, sharpness }: Found, [red, green, blue]: Gains): Reading {
  const isAll = kind === 'composed anew' || (kind === 'all over' && shareOf(area) === 0);
  const extent = kind === 'nothing' ? null : isAll ? whole : extentOf(area);
  return {
    kind,
    changed: kind === 'nothing' ? 0 : isAll ? 1 : shareOf(area),
    extent,
    alike: meanOf(rest),
    // What the result was multiplied by to be the source's, the other way round.
    gains: { red: 1 / red, green: 1 / green, blue: 1 / blue },
    sharpness,
  };
}

const whole = { left: 0, top: 0, width: 1, height: 1 };

const grayGain = ([red, green, blue]: Gains) => 0.299 * red + 0.587 * green + 0.114 * blue;

function changesOf({ usable, tiles }: Matched, difference: Difference) {
  const found = placesOf(
    changedIn(difference, usable),
    nearPlaces,
    (size, peak) => isPlace(size, peak, difference),
    difference.off,
  );
  if (found.places > 0) return { area: closed(found.area, smallGap), places: found.places };
  // Something of the same brightness and colour as before: only its shape tells.
  const unlike = tiles.filter(({ alike }) => alike < unlikeBelow);
  return placesOf(areaOf(unlike, difference.off), nearPlaces, () => true, difference.off);
}

/** Pixels of 512: 16 are three in a hundred of an edge. */
const nearPlaces = 8;
const leastPixels = 60;
/** A faint speck is noise: what is smaller than three in a thousand has to stand out. */
const smallPixels = 800;

function isPlace(size: number, peak: number, { middle, spread }: Difference): boolean {
  return size >= smallPixels || (size >= leastPixels && peak >= 2 * boundOf({ middle, spread }));
}

const smallGap = 3;

function areaOf(tiles: readonly TileLikeness[], { width, height }: Dimensions): Area {
  const values = new Uint8Array(width * height);
  for (const { column, row } of tiles) {
    for (let y = row * tileEdge; y < (row + 1) * tileEdge; y += 1) {
      values.fill(1, y * width + column * tileEdge, y * width + (column + 1) * tileEdge);
    }
  }
  return { width, height, values };
}

/** All tiles that what changed, and what lies close to it, does not touch. */
function restOf({ usable, tiles }: Matched, area: Area) {
  const around = widened(area, closeBy);
  const touched = new Set<number>();
  for (let at = 0; at < around.values.length; at += 1) {
    if (around.values[at] === 1) touched.add(tileAt(at, area.width));
  }
  return {
    usable: usable.map((each, at) => (each === 1 && around.values[at] === 0 ? 1 : 0)),
    tiles: tiles.filter(({ column, row }) => !touched.has(row * tilesAcross + column)),
  };
}

const closeBy = 4;
const tilesAcross = 4_096;
const tileAt = (at: number, width: number) =>
  Math.floor(Math.floor(at / width) / tileEdge) * tilesAcross + Math.floor((at % width) / tileEdge);
