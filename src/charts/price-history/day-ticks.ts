import { daysBetween } from '../../engine/calendar.js';
import type { Tick } from '../savings/axes.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Steps between marks, in months; the smallest that needs at most `MAX_TICKS` is taken. */
const STEPS = [1, 2, 3, 6, 12, 24, 60] as const;
const MAX_TICKS = 6;

/** Firsts of months between two days, in days from the first one: `Dec 2025`, `Mar 2026`. */
export function dayTicks(from: string, to: string): Tick[] {
  const [year = 0, month = 1] = from.split('-').map(Number);
  const length = daysBetween(from, to);
  for (const step of STEPS) {
    const ticks: Tick[] = [];
    const start = Math.ceil((month - 1) / step) * step;
    for (let at = start; ticks.length <= MAX_TICKS; at += step) {
      const name = MONTHS[at % 12] ?? 'Jan';
      const inYear = year + Math.floor(at / 12);
      const first = `${inYear}-${String((at % 12) + 1).padStart(2, '0')}-01`;
      const value = daysBetween(from, first);
      if (value > length * 0.97) break;
      if (value >= 0) ticks.push({ value, label: `${name} ${inYear}` });
    }
    if (ticks.length <= MAX_TICKS) return ticks;
  }
  return [];
}
