import { zipEnd, zipOverhead } from '../../lib/zip.ts';

/** A thing with what it takes: a line about it, and its files, each of which comes whole or not at all. */
export interface Packable<Thing> {
  readonly thing: Thing;
  /** Of the line about it. */
  readonly textBytes: number;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/** What goes into one archive; `without`: names of files that are larger than any archive may be. */
export interface Packed<Thing> {
  readonly things: readonly Thing[];
  readonly without: ReadonlySet<string>;
}

/**
 * Spreads things over archives of at most `limit` bytes, in their order; `first`: what the first one holds besides. A thing
 * is in one archive with all its files, but for those that fit none.
 */
export async function* pack<Thing>(
  things: AsyncIterable<Packable<Thing>>,
  limit: number,
  first: number,
): AsyncGenerator<Packed<Thing>, void> {
  let [bytes, inThis, without] = [zipEnd + first, [] as Thing[], new Set<string>()];
  for await (const { thing, textBytes, files } of things) {
    let size = textBytes;
    const left: string[] = [];
    for (const file of files) {
      if (zipEnd + size + sizeOf(file) > limit) left.push(file.name);
      else size += sizeOf(file);
    }
    if (bytes > zipEnd && bytes + size > limit) {
      yield { things: inThis, without };
      [bytes, inThis, without] = [zipEnd, [], new Set()];
    }
    bytes += size;
    inThis.push(thing);
    for (const name of left) without.add(name);
  }
  yield { things: inThis, without };
}

const sizeOf = ({ name, bytes }: { readonly name: string; readonly bytes: number }) => bytes + zipOverhead(name);
