import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Made } from '../../src/domain/pictures/made.ts';
import { pictureFiles } from '../../src/pictures/picture-files.ts';

/** What an image service made, as it goes out to people where its file does not say yet that AI made it. */
export async function asGivenOut(bytes: Uint8Array, made: Made = 'generated'): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), 'retouch-given-out-'));
  try {
    const [path, into] = [join(directory, 'made'), join(directory, 'marked')];
    await writeFile(path, bytes);
    if (!(await pictureFiles.mark(path, into, made))) throw new Error('It says so already.');
    return await readFile(into);
  } finally {
    await rm(directory, { recursive: true });
  }
}
