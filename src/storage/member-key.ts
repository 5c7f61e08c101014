import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { sign } from '../lib/signature.ts';
import { narrow, privateFile } from './private-file.ts';
import { ownerOnly } from './store-paths.ts';

/**
 * The name under which something stays that may not name its member any more. The same for the same member, and nobody
 * finds out whose it is without the key. No id of Discord's begins with its `~`.
 */
export type PseudonymOf = (member: string) => string;

export const pseudonymsBy =
  (key: string): PseudonymOf =>
  (member) =>
    isPseudonym(member) ? member : `~${sign(key, ['member', member]).slice(0, 32)}`;

export const isPseudonym = (member: string): boolean => member.startsWith('~');

/**
 * Reads the key beside the store; made once, and on the disk before it is used: with another one a member who has had
 * everything deleted would begin anew with all their limits. For the one process that holds the store. Throws where it
 * cannot be read.
 */
export function openMemberKey(path: string): PseudonymOf {
  const known = readKey(path);
  if (known !== null) return pseudonymsBy(known);
  mkdirSync(dirname(path), { recursive: true, mode: ownerOnly });
  const key = randomBytes(32).toString('base64url');
  const unfinished = `${path}.new`;
  const file = openSync(unfinished, 'w', privateFile);
  try {
    narrow(unfinished, privateFile);
    writeSync(file, `${key}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
  const directory = openSync(dirname(path), 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
  return pseudonymsBy(key);
}

/** Null: there is none yet. */
function readKey(path: string): string | null {
  try {
    const key = readFileSync(path, 'utf8').trim();
    if (key.length < 32) throw new Error(`${path} holds no key: put the right one back, or take the file away`);
    return key;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
