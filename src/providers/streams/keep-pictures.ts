import { join } from 'node:path';
import type { MadePicture } from '../../domain/jobs/job.ts';
import { nameFile, type Outlives, writeWhole } from '../http/whole-file.ts';
import type { FiledJson } from './read-json.ts';

/** A picture as a vendor hands it over: where it lies, or itself (in `text`, or in the file that {@link FiledJson} put it into). */
export type HandedPicture = (
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'base64'; readonly text: string }
) & {
  /** The prompt that stands beside it: as it was sent, or as the vendor wrote it anew. */
  readonly revisedPrompt?: string | undefined;
};

/**
 * Gives pictures that came inside an answer their own names in `scratch`: complete once they are named, and made from
 * `id` (the request's, or one made from it), so that reading the same answer twice leaves one file. Made pictures outlive
 * a power cut, for there are no others; a preview need not. `sent`: the prompt that they were made from; where the vendor
 * hands back no other, nothing is said of it.
 */
export async function keepPictures(
  pictures: readonly HandedPicture[],
  {
    id,
    scratch,
    json,
    sent,
    outlives = 'power cut',
  }: {
    readonly id: string;
    readonly scratch: string;
    readonly json: FiledJson;
    readonly sent?: string | undefined;
    readonly outlives?: Outlives;
  },
): Promise<readonly MadePicture[]> {
  const kept: MadePicture[] = [];
  for (const [index, picture] of pictures.entries()) {
    const revised = revisedFrom(picture, sent);
    if (picture.kind === 'address') {
      kept.push({ kind: 'address', url: picture.url, ...revised });
      continue;
    }
    const path = join(scratch, `${id}-${index}.answer`);
    const file = json.file(picture.text);
    if (file !== undefined) await nameFile(file, path, outlives);
    else await writeWhole(path, outlives, (write) => write(Buffer.from(picture.text, 'base64')));
    kept.push({ kind: 'file', path, ...revised });
  }
  return kept;
}

/** What differs in white space alone was not written anew. */
function revisedFrom(
  { revisedPrompt = '' }: HandedPicture,
  sent: string | undefined,
): Pick<MadePicture, 'revisedPrompt'> {
  const isSame = revisedPrompt.trim() === '' || (sent !== undefined && evenly(revisedPrompt) === evenly(sent));
  return isSame ? {} : { revisedPrompt: revisedPrompt.trim().slice(0, mostRevised) };
}

const evenly = (text: string) => text.replaceAll(/\s+/gu, ' ').trim();

/** As much as a member may write: a stranger's text takes no more room than theirs. */
const mostRevised = 4_000;
