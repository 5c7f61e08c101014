import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';

/** What goes into an archive, read only when its turn comes, and from disk. */
export type ZipEntry =
  | { readonly kind: 'text'; readonly name: string; pieces(): AsyncIterable<string> }
  /** `lend`: the file, until it is disposed of; null: it is gone by now, and left out. Kept as it is: pictures are packed already. */
  | { readonly kind: 'file'; readonly name: string; readonly at: Date; lend(): Promise<LentPath | null> };

export interface LentPath extends AsyncDisposable {
  readonly path: string;
}

/**
 * Writes an archive to a path, one entry after the other, and answers its size in bytes. Rejects where an entry cannot be
 * read, or with the reason of the signal; then what stands there is none.
 */
export async function writeZip(path: string, entries: AsyncIterable<ZipEntry>, signal: AbortSignal): Promise<number> {
  const zip = new yazl.ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(path, { mode: 0o600 }), { signal });
  // Told of by whoever waits for it, below.
  written.catch(() => undefined);
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  zip.on('error', broken.reject);
  const failed = Promise.race([broken.promise, written]);
  failed.catch(() => undefined);
  for await (const entry of entries) await Promise.race([addEntry(zip, entry, failed), failed]);
  zip.end();
  await Promise.race([written, broken.promise]);
  return (await stat(path)).size;
}

/** Resolves once it has been read to its end, so that one file at a time is lent. */
async function addEntry(zip: yazl.ZipFile, entry: ZipEntry, failed: Promise<unknown>): Promise<void> {
  if (entry.kind === 'text') return added(zip, Readable.from(entry.pieces()), entry.name, { mtime: neutral }, failed);
  await using lent = await entry.lend();
  if (lent === null) return;
  const { size } = await stat(lent.path);
  await added(zip, createReadStream(lent.path), entry.name, { mtime: entry.at, compress: false, size }, failed);
}

function added(
  zip: yazl.ZipFile,
  stream: Readable,
  name: string,
  options: Partial<yazl.ReadStreamOptions>,
  failed: Promise<unknown>,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  stream.once('close', resolve).once('error', reject);
  // Nobody would read it to its end any more.
  failed.catch((error: Error) => stream.destroy(error));
  zip.addReadStream(stream, name, options);
  return promise;
}

/** A text that is made for the archive has no time of its own. */
const neutral = new Date(0);

/** What an entry takes beside its bytes: two headers with its name, and what is written behind it. */
export const zipOverhead = (name: string): number => 150 + 2 * Buffer.byteLength(name);
/** What an archive takes beside its entries. */
export const zipEnd = 200;
