import { DamagedWal } from '../storage/wal-damage.ts';
import { StartError } from './start-error.ts';

/** Opens what a setting names. Where that place cannot be used, the operator reads the setting and why, not a stack. */
export async function openNamed<Opened>(setting: string, open: () => Opened | Promise<Opened>): Promise<Opened> {
  try {
    return await open();
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    throw new StartError(`${setting}: cannot be opened (${reason})`, wrongSetting, { cause: error });
  }
}

/** `EX_CONFIG` of sysexits, as for any wrong setting. */
const wrongSetting = 78;

/** The system's or SQLite's word for a place that cannot be used; null for anything else, which is a bug. */
function reasonOf(error: unknown): string | null {
  if (error instanceof DamagedWal) return error.message;
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  if (/^E[A-Z]+$/.test(error.code)) return error.code;
  if (/^SQLITE_(CANTOPEN|NOTADB|READONLY|IOERR|CORRUPT|FULL|PERM)$/.test(error.code)) return error.code;
  if (error.code !== 'ERR_SQLITE_ERROR' || !('errcode' in error) || !('errstr' in error)) return null;
  return unusable.includes(Number(error.errcode) & 0xff) ? String(error.errstr) : null;
}

/** SQLite's primary result codes: permission, read-only, input or output, corrupt, full, cannot open, not a database. */
const unusable: readonly number[] = [3, 8, 10, 11, 13, 14, 26];
