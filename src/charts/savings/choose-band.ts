import type { Glance } from '../../engine/advice.js';
import type { SavingsBand, SavingsLine } from './savings.js';

const DAYS_PER_MONTH = 30;

/** Where the recommended plan lies in 8 of 10 scenarios; empty where nothing was simulated or it has no line. */
export function chooseBand({ uncertainty, curve }: Glance, lines: readonly SavingsLine[]): SavingsBand {
  if (!lines.some(({ role }) => role === 'winner')) return [];
  const band = uncertainty.band
    .filter(({ day }) => day <= curve.horizonDays)
    .map(({ day, p10, p90 }) => ({ x: day / DAYS_PER_MONTH, low: p10, high: p90 }));
  return band.length < 2 ? [] : band;
}
