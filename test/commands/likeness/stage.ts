import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { versionId } from '../../../src/domain/ids.ts';
import type { Reading } from '../../../src/domain/likeness/reading.ts';
import { tinyPng } from '../../discord/tiny-png.ts';

export const version = versionId('1440000000000000001-0-0');

export const reading = (changes: Partial<Reading> = {}): Reading => ({
  kind: 'one area',
  changed: 0.12,
  extent: { left: 0, top: 0.7, width: 0.3, height: 0.3 },
  alike: 0.99,
  gains: { red: 1.02, green: 1, blue: 0.97 },
  sharpness: 0.95,
  ...changes,
});

/** A picture on disk, until the test has ended. */
export async function pictureFile(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'retouch-likeness-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const path = join(directory, 'picture');
  await writeFile(path, tinyPng);
  return path;
}

/** What is lent with an answer: how often it was, and was given back. */
export function createLending() {
  const counted = { lent: 0, back: 0 };
  const lending = <Lent extends object>(lent: Lent): Lent & AsyncDisposable => {
    counted.lent += 1;
    return {
      ...lent,
      async [Symbol.asyncDispose]() {
        counted.back += 1;
      },
    };
  };
  return { counted, lending };
}
