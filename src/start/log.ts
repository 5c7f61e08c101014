import { type DestinationStream, type LoggerOptions, pino } from 'pino';
import type { Log } from '../ports/log.ts';

/**
 * JSON lines on stdout. Whatever reaches it, these never do: the secrets that it is told of, any address (they may be
 * signed, or carry a token), and the fields of a thrown error beyond its name, code, status, message and stack.
 */
export function createLog({
  level,
  secrets,
  to,
}: {
  readonly level: string;
  readonly secrets: readonly string[];
  /** By default stdout. */
  readonly to?: DestinationStream;
}): Log {
  const scrub = createScrubber(secrets);
  const serializers = { error: (error: unknown) => describe(error, scrub, 3) };
  const formatters = { log: scrubFields(scrub) };
  const options = { level, base: null, serializers, formatters, hooks: { logMethod: scrubMessages(scrub) } };
  return to === undefined ? pino(options) : pino(options, to);
}

type Scrub = (text: string) => string;

function createScrubber(secrets: readonly string[]): Scrub {
  const known = secrets.filter((secret) => secret.length >= 4);
  return (text) => {
    let clean = text.replace(/\b(?:https?|wss?):\/\/[^\s"')]+/g, '[address]');
    for (const secret of known) clean = clean.replaceAll(secret, '[secret]');
    return clean;
  };
}

function describe(error: unknown, scrub: Scrub, depth: number): unknown {
  if (!(error instanceof Error)) return { name: typeof error };
  const code: unknown = 'code' in error ? error.code : undefined;
  const status: unknown = 'status' in error ? error.status : undefined;
  return {
    name: error.name,
    message: scrub(error.message),
    stack: scrub(error.stack ?? ''),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    ...(error.cause !== undefined && depth > 0 ? { cause: describe(error.cause, scrub, depth - 1) } : {}),
  };
}

/** Fields are ids, codes and counts; a vendor's own code is what the vendor likes. */
const scrubFields = (scrub: Scrub) => (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? scrub(value) : value]),
  );

type LogMethod = NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']>;

function scrubMessages(scrub: Scrub): LogMethod {
  return function logMethod(input, method) {
    const clean = input.map((part: unknown) => (typeof part === 'string' ? scrub(part) : part));
    method.apply(this, clean as typeof input);
  };
}
