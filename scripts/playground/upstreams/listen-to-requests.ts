import type { RecordedRequest } from '../../emulators/vendors/index.ts';

/** What all emulated image APIs tell of. */
interface Tells<Progress extends string> {
  readonly requests: readonly RecordedRequest[];
  on(name: 'request', listener: (request: RecordedRequest) => void): () => void;
  on(name: Progress, listener: () => void): () => void;
}

/** Tells of each request once it has ended; and, where a connection is held open while it works, as soon as it works. */
export function listenToRequests<Progress extends string>(
  emulator: Tells<Progress>,
  progress: Progress,
  tell: (request: RecordedRequest) => void,
): () => void {
  const stops = [
    emulator.on('request', tell),
    emulator.on(progress, () => {
      for (const request of emulator.requests) if (request.durationMs === undefined) tell(request);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
