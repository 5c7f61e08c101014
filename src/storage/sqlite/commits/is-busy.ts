/** Whether SQLite failed only because another connection holds the file. The low byte is the code, the rest its kind. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === sqliteBusy;

const sqliteBusy = 5;
