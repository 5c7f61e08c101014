import { join } from 'node:path';
import type { RequestId } from '../domain/ids.ts';
import type { MadePicture } from '../domain/job.ts';
import { writeWhole } from './whole-file.ts';

/** A picture as a vendor hands it over: where it lies, or itself. */
export type HandedPicture =
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'base64'; readonly text: string };

/**
 * Puts pictures that came inside an answer into files of `scratch`, complete once they are named. The names come from
 * the request, so that reading the same answer twice leaves one file.
 */
export async function keepPictures(
  pictures: readonly HandedPicture[],
  id: RequestId,
  scratch: string,
): Promise<readonly MadePicture[]> {
  const kept: MadePicture[] = [];
  for (const [index, picture] of pictures.entries()) {
    if (picture.kind === 'address') {
      kept.push(picture);
      continue;
    }
    const path = join(scratch, `${id}-${index}.answer`);
    await writeWhole(path, async (file) => {
      await file.writeFile(Buffer.from(picture.text, 'base64'));
      return path;
    });
    kept.push({ kind: 'file', path });
  }
  return kept;
}
