import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A store of its own for a bot that is started without a stage. */
export async function temporaryStore() {
  const directory = await mkdtemp(join(tmpdir(), 'retouch-store-'));
  const path = join(directory, 'retouch.sqlite');
  return {
    path,
    settings: { STORE_URL: `sqlite://${path}`, IMAGE_STORE_URL: `file://${join(directory, 'images')}` },
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}
