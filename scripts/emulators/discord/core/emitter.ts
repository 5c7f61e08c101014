import type { EmulatorEvent, EmulatorEventName, EmulatorEvents } from '../face/watching.ts';

export interface Emitter {
  emit<Name extends EmulatorEventName>(name: Name, payload: EmulatorEvents[Name]): void;
  on<Name extends EmulatorEventName>(name: Name, listener: (payload: EmulatorEvents[Name]) => void): () => void;
  onAny(listener: (event: EmulatorEvent) => void): () => void;
}

export function createEmitter(): Emitter {
  const listeners = new Set<(event: EmulatorEvent) => void>();
  const onAny = (listener: (event: EmulatorEvent) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    emit(name, payload) {
      // The pair is right by this function's own type; a generic pair is not seen as a member of the union.
      const event = { name, payload } as EmulatorEvent;
      for (const listener of [...listeners]) listener(event);
    },
    onAny,
    on: (name, listener) =>
      onAny((event) => {
        if (event.name === name) listener(event.payload as Parameters<typeof listener>[0]);
      }),
  };
}
