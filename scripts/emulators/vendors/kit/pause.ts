/** Ends early, without complaint, when the emulator closes. */
export function pause(ms: number, closed: AbortSignal): Promise<void> {
  if (ms <= 0 || closed.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      closed.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    closed.addEventListener('abort', end);
  });
}

/** As {@link pause}, for what a test lets come to pass when it has seen enough. */
export function comeToPass(event: Promise<unknown> | undefined, closed: AbortSignal): Promise<unknown> {
  if (event === undefined || closed.aborted) return Promise.resolve();
  const closing = Promise.withResolvers<void>();
  closed.addEventListener('abort', () => closing.resolve(), { once: true });
  return Promise.race([event, closing.promise]);
}
