export interface ReadLine {
  readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';
  readonly message: string;
  /** What else the line says, short. */
  readonly rest: string;
}

/** One line of the bot's log: JSON as it writes it, or whatever else a process may print. */
export function readLogLine(text: string): ReadLine {
  const parsed = parse(text);
  if (parsed === null) return { level: 'info', message: text, rest: '' };
  const { level, msg, time: _time, pid: _pid, hostname: _hostname, ...rest } = parsed;
  return {
    level: levelOf(level),
    message: typeof msg === 'string' ? msg : '',
    rest: Object.keys(rest).length === 0 ? '' : JSON.stringify(rest),
  };
}

function parse(text: string): { readonly [key: string]: unknown } | null {
  if (!text.startsWith('{')) return null;
  try {
    return JSON.parse(text) as { readonly [key: string]: unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Pino's numbers, or names. */
function levelOf(level: unknown): ReadLine['level'] {
  const names = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
  if (typeof level === 'number') return names[Math.min(5, Math.max(0, Math.floor(level / 10) - 1))] ?? 'info';
  return names.find((name) => name === level) ?? 'info';
}
