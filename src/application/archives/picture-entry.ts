import type { OriginalId } from '../../domain/ids.ts';
import { writeZip, type ZipEntry } from '../../lib/zip.ts';
import type { ImageStore, LentFile } from '../../ports/store/image-store.ts';
import type { Scratch } from '../../ports/store/scratch.ts';

/** A file of the image store, under its name in an archive. */
export interface ArchivedFile {
  readonly original: OriginalId;
  readonly name: string;
  /** As it lies in the store. */
  readonly bytes: number;
}

export interface ToMark {
  readonly file: ArchivedFile;
  /** When it was made. */
  readonly at: number;
  /** As it goes out to people; `name` is for a file of the scratch. */
  mark(path: string, name: string): Promise<LentFile>;
}

/** A picture for an archive, marked as it is everywhere, and read only when its turn comes; `found` learns its name. */
export const pictureEntry = (
  images: Pick<ImageStore, 'lend'>,
  { file, at, mark }: ToMark,
  archive: string,
  found: Set<string>,
): ZipEntry => ({
  kind: 'file',
  name: file.name,
  at: new Date(at),
  async lend() {
    await using files = new AsyncDisposableStack();
    const original = files.use(await images.lend(file.original));
    if (original === null) return null;
    const { path } = files.use(await mark(original.path, `${archive}-${file.original}`));
    found.add(file.name);
    const lent = files.move();
    return { path, [Symbol.asyncDispose]: () => lent.disposeAsync() };
  },
});

/** A text that is there already. */
export const textEntry = (name: string, content: string): ZipEntry => ({
  kind: 'text',
  name,
  async *pieces() {
    yield content;
  },
});

/** Writes an archive into the scratch, lent until it is disposed of. */
export async function writeArchive(
  scratch: Scratch,
  name: string,
  entries: AsyncIterable<ZipEntry>,
  signal: AbortSignal,
): Promise<LentFile & { readonly bytes: number }> {
  const path = scratch.path(`${name}.zip`);
  const discard = () => scratch.discard(path);
  try {
    return { path, bytes: await writeZip(path, entries, signal), [Symbol.asyncDispose]: discard };
  } catch (error) {
    await discard();
    throw error;
  }
}
