import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type VersionId, versionId } from '../domain/ids.ts';
import { syncDirectory } from '../lib/synced.ts';
import { privateFile } from './private-file.ts';

/** A member, by the pseudonym that this store's key gives them, and up to when everything of theirs was deleted. */
export interface ListedDeletion {
  readonly pseudonym: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Beside the store, a line for each deletion: whoever puts an older copy of the store back deletes the same again. On the
 * disk when the answer comes. The same line twice does no harm.
 */
export const listDeletion = (path: string, { pseudonym, at }: ListedDeletion): Promise<void> =>
  addLine(path, `${pseudonym} ${new Date(at).toISOString()}`);

/** Likewise of one picture. */
export const listVersion = (path: string, version: VersionId): Promise<void> => addLine(path, `picture ${version}`);

async function addLine(path: string, line: string): Promise<void> {
  const file = await open(path, 'a', privateFile);
  try {
    // With a line's end before it: a power cut may have left half a line.
    await file.write(`\n${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncDirectory(dirname(path));
}

/** The latest of each member; what is no whole line is passed over. None where there is no list. */
export async function readDeletionList(path: string): Promise<readonly ListedDeletion[]> {
  const latest = new Map<string, number>();
  for (const line of (await textOf(path)).split('\n')) {
    const [, pseudonym, time = ''] = /^(~[\w-]{32}) (\S+)$/.exec(line) ?? [];
    const at = Date.parse(time);
    if (pseudonym !== undefined && !Number.isNaN(at)) latest.set(pseudonym, Math.max(at, latest.get(pseudonym) ?? at));
  }
  return [...latest].map(([pseudonym, at]) => ({ pseudonym, at }));
}

/** Each once, in the order in which they were deleted. */
export async function readListedVersions(path: string): Promise<readonly VersionId[]> {
  const found = (await textOf(path)).split('\n').map((line) => /^picture ([\w-]{1,80})$/.exec(line)?.[1]);
  return [...new Set(found.filter((each) => each !== undefined))].map(versionId);
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
