import type { Emitter } from '../core/emitter.ts';
import { isRecord } from '../core/form.ts';
import type { RecordedRequest } from '../face/watching.ts';
import type { Answer, RestRequest } from './rest-request.ts';

/** Keeps every request, and says so when the bot used what is not implemented. */
export interface Recorder {
  readonly requests: readonly RecordedRequest[];
  nextSequence(): number;
  record(entry: Finished): void;
  /** A fault of the emulator itself: it fails the test like an unknown route. */
  reportBug(error: unknown): void;
  forget(): void;
  expectNoUnknownRoutes(opcodes: readonly number[]): void;
}

export interface Finished {
  readonly sequence: number;
  readonly request: RestRequest;
  /** Null where no answer was sent. */
  readonly answer: Answer | null;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly faulted: boolean;
}

export function createRecorder(emitter: Emitter): Recorder {
  const requests: RecordedRequest[] = [];
  const bugs: unknown[] = [];
  let sequence = 0;
  return {
    requests,
    nextSequence() {
      sequence += 1;
      return sequence;
    },
    record({ sequence: number, request, answer, startedAt, durationMs, faulted }) {
      const { method, path, route, params, query, authorization, body, uploads } = request;
      const response = answer?.kind === 'json' ? answer.body : undefined;
      const code = isRecord(response) ? (response as { code?: unknown }).code : undefined;
      const recorded: RecordedRequest = {
        sequence: number,
        method,
        path,
        route,
        params,
        query: Object.fromEntries(query),
        authorization,
        body,
        files: uploads.map(({ name, bytes, sha256 }) => ({ name, size: bytes.byteLength, sha256 })),
        startedAt,
        durationMs,
        status: answer?.status ?? 0,
        code: answer !== null && answer.status >= 400 && typeof code === 'number' ? code : null,
        response,
        faulted,
        unimplemented: answer?.status === 501,
      };
      requests.push(recorded);
      emitter.emit('request', recorded);
    },
    reportBug(error) {
      bugs.push(error);
    },
    forget() {
      requests.length = 0;
    },
    expectNoUnknownRoutes(opcodes) {
      if (bugs.length > 0) throw new AggregateError(bugs, `The emulated Discord itself failed: ${String(bugs[0])}`);
      const unknown = requests
        .filter(({ unimplemented }) => unimplemented)
        .map(({ method, path }) => `${method} ${path}`);
      const all = [...new Set([...unknown, ...opcodes.map((opcode) => `gateway opcode ${opcode}`)])];
      if (all.length > 0) throw new Error(`Not implemented by the emulated Discord: ${all.join(', ')}`);
    },
  };
}
