import type { UploadReference } from '../../protocol.ts';

/** A file that waits in the composer or a form to be sent. */
export interface StagedFile {
  readonly file: File;
  /** Alternative text; empty: none. */
  readonly description: string;
  readonly spoiler: boolean;
}

export const MOST_FILES = 10;

export function stage(files: Iterable<File>): readonly StagedFile[] {
  return Array.from(files, (file) => ({ file, description: '', spoiler: false }));
}

/** References and parts of the body for these files. */
export function asUploads(
  staged: readonly StagedFile[],
  prefix: string,
): { readonly references: readonly UploadReference[]; readonly parts: ReadonlyMap<string, File> } {
  const parts = new Map(staged.map(({ file }, index) => [`${prefix}${index}`, file]));
  const references = staged.map(({ description, spoiler }, index) => ({
    upload: `${prefix}${index}`,
    ...(description === '' ? {} : { description }),
    ...(spoiler ? { spoiler } : {}),
  }));
  return { references, parts };
}

/** The files of a drop or a paste. */
export function filesOf(transfer: DataTransfer | null): readonly File[] {
  return [...(transfer?.files ?? [])];
}
