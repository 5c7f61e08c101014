/** `5 seconds ago`, `in 2 minutes`: Discord's format `R`. Times in milliseconds. */
export function relativeTime(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) return RELATIVE.format(Math.trunc(seconds / length), unit);
  }
  return RELATIVE.format(seconds, 'second');
}

/** Discord's other formats: `t T d D f F` (and `s S`, read like `f F`). */
export function timeInWords(at: number, format: string): string {
  return new Intl.DateTimeFormat('en-GB', FORMATS[format] ?? FORMATS['f']).format(at);
}

/** As above a message: today, yesterday, or the date. */
export function messageTime(at: number, now: number): string {
  const time = timeInWords(at, 't');
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
  if (days === 0) return time;
  if (days === 1) return `Yesterday at ${time}`;
  return `${timeInWords(at, 'd')} ${time}`;
}

const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

const date = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const time = { hour: '2-digit', minute: '2-digit' } as const;

const FORMATS: { readonly [format: string]: Intl.DateTimeFormatOptions } = {
  t: time,
  T: { ...time, second: '2-digit' },
  d: { day: '2-digit', month: '2-digit', year: 'numeric' },
  D: date,
  f: { ...date, ...time },
  F: { weekday: 'long', ...date, ...time },
  s: { ...date, ...time },
  S: { weekday: 'long', ...date, ...time },
};

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
