/** Discord's clock as the page knows it: the emulator's may have been moved ahead of the browser's. */
export interface Clock {
  now(): number;
  /** The emulator's time at this moment. */
  set(now: number): void;
}

let ahead = 0;

export const clock: Clock = {
  now: () => Date.now() + ahead,
  set(now) {
    ahead = now - Date.now();
  },
};
