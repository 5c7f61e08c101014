import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { MadePicture } from '../../domain/jobs/job.ts';
import { syncDirectory, writeWhole } from '../http/whole-file.ts';
import type { FiledJson } from './read-json.ts';

/** A picture as a vendor hands it over: where it lies, or itself (in `text`, or in the file that {@link FiledJson} put it into). */
export type HandedPicture =
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'base64'; readonly text: string };

/**
 * Gives pictures that came inside an answer their own names in `scratch`: complete once they are named, and made from
 * `id` (the request's, or one made from it), so that reading the same answer twice leaves one file.
 */
export async function keepPictures(
  pictures: readonly HandedPicture[],
  { id, scratch, json }: { readonly id: string; readonly scratch: string; readonly json: FiledJson },
): Promise<readonly MadePicture[]> {
  const kept: MadePicture[] = [];
  for (const [index, picture] of pictures.entries()) {
    if (picture.kind === 'address') {
      kept.push(picture);
      continue;
    }
    const path = join(scratch, `${id}-${index}.answer`);
    const file = json.file(picture.text);
    if (file === undefined) await writeWhole(path, (whole) => whole.writeFile(Buffer.from(picture.text, 'base64')));
    else await nameFile(file, path);
    kept.push({ kind: 'file', path });
  }
  return kept;

  /** The file's bytes are on the disk already. */
  async function nameFile(from: string, to: string): Promise<void> {
    await rename(from, to);
    await syncDirectory(scratch);
  }
}
