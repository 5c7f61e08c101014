import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A file for `CATALOGUE_FILE`, until the test has ended. */
export async function catalogueFile(content: object): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'retouch-catalogue-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const path = join(directory, 'catalogue.json');
  await writeFile(path, JSON.stringify(content));
  return path;
}
