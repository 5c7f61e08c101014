import { z } from 'zod';
import { storedJson } from '../records/stored-json.ts';
import type { JournalDatabase } from './database.ts';

/** Files that unfinished requests still have to bring into the image store: to be kept when its scratch is swept. */
export async function scratchNeeded({ sqlite }: JournalDatabase): Promise<readonly string[]> {
  const rows = sqlite.prepare(`SELECT made FROM requests WHERE state <> 'ended' AND made <> '[]'`).all();
  return rows.flatMap((row) => madeRow.parse(row).made.flatMap(({ path }) => (path === undefined ? [] : [path])));
}

const madeRow = z.object({ made: storedJson(z.array(z.object({ path: z.string().optional() }))) });
