export const periods = ['day', 'week', 'month'] as const;
export type Period = (typeof periods)[number];

/** One stretch of time for which amounts are added up, all in UTC: `2026-11-21`, `2026-W47` (ISO), `2026-11`. */
export type PeriodKey = string;

const dayMs = 86_400_000;

/** The stretch that `now` (milliseconds since 1970) lies in. */
export function periodKey(period: Period, now: number): PeriodKey {
  const date = new Date(now);
  switch (period) {
    case 'day':
      return date.toISOString().slice(0, 10);
    case 'week':
      return isoWeek(now);
    case 'month':
      return date.toISOString().slice(0, 7);
    default:
      return period satisfies never;
  }
}

/** When that stretch ends and its amounts return, in milliseconds since 1970. */
export function periodEnd(period: Period, now: number): number {
  const date = new Date(now);
  const today = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  switch (period) {
    case 'day':
      return today + dayMs;
    case 'week':
      return today + (8 - isoWeekday(date)) * dayMs;
    case 'month':
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
    default:
      return period satisfies never;
  }
}

/** Weeks begin on Monday, and belong to the year of their Thursday (ISO 8601). */
function isoWeek(now: number): PeriodKey {
  const date = new Date(now);
  const thursday = new Date(now + (4 - isoWeekday(date)) * dayMs);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / dayMs / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** Monday 1 to Sunday 7. */
const isoWeekday = (date: Date) => date.getUTCDay() || 7;
