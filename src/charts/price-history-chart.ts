import { addDays, daysBetween } from '../engine/calendar.js';
import { formatAmount, formatDay } from '../engine/explain/wording.js';
import { isDrawable } from './savings/drawable.js';
import { type Titled, titleOn } from './title.js';

/** A price that holds from a day on. */
export interface PricePeriod {
  /** First day, `YYYY-MM-DD`. */
  readonly from: string;
  /** First day on which it no longer holds; absent when none is known. */
  readonly until?: string;
  /** Set where its first day is not sure: it held `or-earlier`, or the day is `remembered`. */
  readonly fromIs?: 'or-earlier' | 'remembered';
  /** USD per 1M tokens. */
  readonly usd: number;
  /** The same as published, without rounding: `2.50`. */
  readonly amount: string;
}

/** The price of one kind of token over time. */
export interface PriceLine {
  readonly name: 'Input' | 'Output';
  /** Ascending, none overlapping another; two that follow each other differ. */
  readonly periods: readonly PricePeriod[];
}

/** Input and output price of one model over time, as steps. Plain data. */
export interface PriceHistoryChart extends Titled {
  readonly type: 'price-history';
  /** The same story for people who do not see the picture; at most 1,900 characters. */
  readonly altText: string;
  /** Days at both ends of the time axis. */
  readonly from: string;
  readonly to: string;
  /** What comes after it is drawn dashed: what is announced, and what holds until something is. */
  readonly today: string;
  /** First day on which the model no longer answers, where it is on the axis. */
  readonly endsOn?: string;
  /** Output first, as the more expensive one. */
  readonly lines: readonly PriceLine[];
}

/** What is known of a model's prices. */
export interface PriceHistory {
  readonly modelName: string;
  readonly asOf: string;
  readonly input: readonly PricePeriod[];
  readonly output: readonly PricePeriod[];
  readonly endsOn?: string;
}

/** Days that are shown at the least, before today and after it. */
const LEAST_BEFORE = 45;
const LEAST_AFTER = 45;
/** An end is shown when it is at most so many days away. */
const END_IN_SIGHT = 400;
const MAX_ALT_TEXT_LENGTH = 1_900;

/** The chart of a history, or `undefined` when neither price was ever known. */
export function priceHistoryChart(history: PriceHistory): PriceHistoryChart | undefined {
  const { modelName, asOf, input, output, endsOn } = history;
  const periods = [...input, ...output];
  if (periods.length === 0) return undefined;
  const days = periods.flatMap(({ from, until }) => (until === undefined ? [from] : [from, until])).sort();
  const inSight = endsOn !== undefined && daysBetween(asOf, endsOn) <= END_IN_SIGHT ? endsOn : undefined;
  const first = [days[0] ?? asOf, addDays(asOf, -LEAST_BEFORE)].sort()[0] ?? asOf;
  const last = [days.at(-1) ?? asOf, inSight ?? asOf].sort().at(-1) ?? asOf;
  const margin = Math.max(LEAST_AFTER, Math.round(daysBetween(first, last) * 0.08));
  const name = isDrawable(modelName) ? modelName : 'This model';
  const titled = titleOn(name, findingOf(history));
  const isUnsure = periods.some(({ fromIs }) => fromIs !== undefined);
  const marks = isUnsure ? 'Dashed: ahead. Dotted: day not sure.' : 'Dashed: ahead, as far as announced.';
  const subtitle = `USD per 1M tokens, as known on ${formatDay(asOf)}. ${marks}`;
  const lines = [
    { name: 'Output' as const, periods: output },
    { name: 'Input' as const, periods: input },
  ].filter((line) => line.periods.length > 0);
  return {
    type: 'price-history',
    ...titled,
    subtitle,
    altText: `${titled.title}. ${subtitle} ${lines.map(sayLine).join(' ')}${
      inSight === undefined ? '' : ` It stops answering on ${formatDay(inSight)}.`
    }`.slice(0, MAX_ALT_TEXT_LENGTH),
    from: first,
    to: addDays([last, asOf].sort().at(-1) ?? asOf, margin),
    today: asOf,
    ...(inSight !== undefined && { endsOn: inSight }),
    lines,
  };
}

function sayLine({ name, periods }: PriceLine): string {
  const said = periods.map((period) => `${formatAmount(period.amount)} from ${dayWords(period)}`);
  return `${name}: ${said.join(', ')}.`;
}

/** A day as exactly as it is known: `13 Jan 2025`, `13 Jan 2025 or earlier`, `about Oct 2024`. */
export function dayWords({ from, fromIs }: Pick<PricePeriod, 'from' | 'fromIs'>): string {
  const day = formatDay(from);
  if (fromIs === undefined) return day;
  return fromIs === 'or-earlier' ? `${day} or earlier` : `about ${day.slice(day.indexOf(' ') + 1)}`;
}

/** The next change if one is announced, else the last one, else that there was none. */
function findingOf({ input, output, asOf }: PriceHistory): string {
  const changes = [...changesOf('output', output), ...changesOf('input', input)].sort((a, b) =>
    a.on.localeCompare(b.on),
  );
  const next = changes.find(({ on }) => on > asOf);
  const lastDay = changes.findLast(({ on }) => on <= asOf)?.on;
  // Output comes first where both moved on the same day.
  const last = changes.find(({ on }) => on === lastDay);
  if (next !== undefined)
    return `${next.name} goes from ${formatAmount(next.before)} to ${formatAmount(next.after)} on ${formatDay(next.on)}`;
  if (last !== undefined)
    return `${last.name} went from ${formatAmount(last.before)} to ${formatAmount(last.after)} ${last.fromIs === 'remembered' ? '' : 'on '}${dayWords({ ...last, from: last.on })}`;
  const [since] = [...input, ...output].sort((a, b) => a.from.localeCompare(b.from));
  return since === undefined || since.from > asOf
    ? 'no change known'
    : `no change known since ${dayWords(since)}`;
}

function changesOf(name: string, periods: readonly PricePeriod[]) {
  return periods.flatMap((period, index) => {
    const before = periods[index - 1];
    return before === undefined || before.until !== period.from
      ? []
      : [
          {
            name,
            on: period.from,
            ...(period.fromIs && { fromIs: period.fromIs }),
            before: before.amount,
            after: period.amount,
          },
        ];
  });
}
