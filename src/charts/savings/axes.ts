/** A mark on an axis and what is written beside it. */
export interface Tick {
  readonly value: number;
  readonly label: string;
}

const UNITS = [
  { from: 1e9, size: 1e9, suffix: 'B' },
  { from: 1e6, size: 1e6, suffix: 'M' },
  { from: 1e4, size: 1e3, suffix: 'k' },
] as const;

/** The smallest round step that needs at most five of it. */
function niceStep(max: number): number {
  const power = 10 ** Math.floor(Math.log10(max / 5));
  const step = [1, 2, 2.5, 5, 10].find((nice) => Math.floor(max / (nice * power) + 1e-9) <= 5) ?? 10;
  return step * power;
}

function decimalsOf(step: number): number {
  for (let digits = 0; digits < 12; digits++) {
    const scaled = step * 10 ** digits;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return digits;
  }
  return 12;
}

/**
 * Round amounts from $0 up to `max`, all in the unit of the largest: `$0, $50k, $100k` or `$0, $0.5M, $1M`.
 * Below $10,000 whole dollars are written out, below $2 the cents.
 */
export function moneyTicks(max: number): Tick[] {
  if (!(max > 0)) return [{ value: 0, label: '$0' }];
  const step = niceStep(max);
  const count = Math.floor(max / step + 1e-9);
  const unit = UNITS.find(({ from }) => count * step >= from) ?? { size: 1, suffix: '' };
  const digits = decimalsOf(step / unit.size);
  return Array.from({ length: count + 1 }, (_, index) => {
    if (index === 0) return { value: 0, label: '$0' };
    const value = index * step;
    const shown = (value / unit.size).toLocaleString('en-US', {
      minimumFractionDigits: unit.suffix === '' ? Math.max(digits, digits > 0 ? 2 : 0) : 0,
      maximumFractionDigits: unit.suffix === '' ? Math.max(digits, digits > 0 ? 2 : 0) : digits,
    });
    return { value, label: `$${shown}${unit.suffix}` };
  });
}

const MONTH_STEPS = [
  { upTo: 7, step: 1 },
  { upTo: 14, step: 3 },
  { upTo: 30, step: 6 },
  { upTo: Number.POSITIVE_INFINITY, step: 12 },
] as const;

const DAY_STEPS = [
  { upTo: 7, step: 1 },
  { upTo: 20, step: 5 },
  { upTo: 45, step: 10 },
  { upTo: Number.POSITIVE_INFINITY, step: 15 },
] as const;

/**
 * Marks of the time axis from now to `months` of 30 days: `now, 3 mo, 6 mo`, or up to two months
 * `now, day 10, day 20`. The end is always marked.
 */
export function timeTicks(months: number): Tick[] {
  const inDays = months <= 2;
  const length = inDays ? Math.round(months * 30) : months;
  const steps = inDays ? DAY_STEPS : MONTH_STEPS;
  const step = steps.find(({ upTo }) => length <= upTo)?.step ?? 1;
  const values: number[] = [0];
  for (let value = step; value < length - 0.6 * step; value += step) values.push(value);
  values.push(length);
  return values.map((value) => {
    const shown = Number(value.toFixed(1));
    const label = value === 0 ? 'now' : inDays ? `day ${shown}` : `${shown} mo`;
    return { value: inDays ? value / 30 : value, label };
  });
}
