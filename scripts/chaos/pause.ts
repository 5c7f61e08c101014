export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Looks every 100 ms; false when it has not come to pass in `patienceMs`. */
export async function comesToPass(holds: () => boolean, patienceMs: number): Promise<boolean> {
  const end = Date.now() + patienceMs;
  while (!holds()) {
    if (Date.now() > end) return false;
    await pause(100);
  }
  return true;
}
