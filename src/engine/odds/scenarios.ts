import { DAYS_PER_MONTH } from '../defaults.js';
import { normalScore } from '../quality/normal.js';
import { type Distribution, drawAt, evenShares, streamOf } from './random.js';

/**
 * The scenarios over which every plan for a workload is costed: one joint simulation for the choice, the odds, the
 * value of a test and the flip points.
 *
 * A scenario fixes everything that is uncertain and common to all plans. Each named figure covers its distribution
 * evenly and has a stream of its own, so that leaving one out or asking in another order changes no other, and the
 * same seed gives the same scenarios.
 */

/** What is uncertain, and how. Factors multiply the central figure. */
export interface Spread {
  /** Factor on the queries of every day. */
  readonly volume: Distribution;
  /** Growth a month. */
  readonly growth: Distribution;
  /** Factor on the tokens of a call. */
  readonly tokens: Distribution;
  /** Fall of untuned prices a year, taking effect from month to month. */
  readonly decay: Distribution;
  /** Factor on people's time, upfront and in every retraining. */
  readonly people: Distribution;
  /** Factor on the people who look after a model. */
  readonly upkeep: Distribution;
  /** Months that a tuned model lives from go-live. */
  readonly lifeMonths: Distribution;
}

/** The volume and the time that scenarios are drawn for. */
export interface Demanded {
  readonly queriesPerDay: number;
  /** A backlog that is worked off in the first month, once. */
  readonly oneOff: boolean;
  readonly horizonMonths: number;
  /** Discount a year, 0.10 for 10 %; 0 for sums that are not discounted. */
  readonly discountRate: number;
}

/** Days from the decision: one and the same, or one for each scenario. */
export type Day = number | Float64Array;

/** What is added up from the decision to a day, by scenario. */
export type Sum = 'queries' | 'queries at falling prices' | 'months';

export interface Scenarios {
  /** How many there are. Every array below has so many entries. */
  readonly count: number;
  readonly demanded: Demanded;
  readonly tokens: Float64Array;
  readonly people: Float64Array;
  readonly upkeep: Float64Array;
  /** Days that a tuned model lives from go-live. */
  readonly lifeDays: Float64Array;
  /**
   * Discounted queries, the same at the share of today's price that untuned models have fallen to, or months, from
   * the decision to a day. Worked out once for each day that is asked for.
   */
  until(day: Day, sum: Sum): Float64Array;
  /** What a payment on a day counts for today. */
  weightOn(day: Day): Float64Array;
  /** Day on which a tuned model that goes live on one day ends: when its life is over, at the latest on another day. */
  lifeEnd(goLiveDay: number, latestDay: number): Float64Array;
  /** Standard normal scores of a named figure, such as a factor that accuracies hang on. */
  scores(name: string): Float64Array;
}

/** Lowest growth a month that is drawn: a volume never turns negative. */
const MIN_GROWTH = -0.95;

/** Remembers what was worked out for each day, be it a number or an array that stands for one. */
function rememberByDay(work: (day: Day) => Float64Array): (day: Day) => Float64Array {
  const known = new Map<Day, Float64Array>();
  return (day) => {
    const seen = known.get(day);
    if (seen !== undefined) return seen;
    const made = work(day);
    known.set(day, made);
    return made;
  };
}

/** Scores by sample and name: they hang on nothing else, and every decision asks for the same. */
const scoresBySample = new Map<string, Map<string, Float64Array>>();
/** Samples and names whose scores are kept; past them all are worked out again. */
const MAX_SAMPLES = 8;
const MAX_NAMES = 2_000;

function scoresOf(count: number, seed: number): (name: string) => Float64Array {
  const sample = `${count} ${seed}`;
  if (scoresBySample.size > MAX_SAMPLES) scoresBySample.clear();
  const byName = scoresBySample.get(sample) ?? new Map<string, Float64Array>();
  scoresBySample.set(sample, byName);
  return (name) => {
    if (byName.size > MAX_NAMES) byName.clear();
    const known = byName.get(name) ?? evenShares(count, streamOf(seed, name)).map(normalScore);
    byName.set(name, known);
    return known;
  };
}

/**
 * Draws scenarios.
 *
 * @param count how many, 1 or more.
 */
export function scenariosOf(
  demanded: Demanded,
  spread: Spread,
  { draws: count, seed }: { readonly draws: number; readonly seed: number },
): Scenarios {
  const { queriesPerDay, oneOff, horizonMonths, discountRate } = demanded;
  const sharesByName = new Map<string, Float64Array>();
  function shares(name: string): Float64Array {
    const known = sharesByName.get(name) ?? evenShares(count, streamOf(seed, name));
    sharesByName.set(name, known);
    return known;
  }
  const drawn = (name: keyof Spread) => drawAt(spread[name], shares(name));

  const weights = Float64Array.from(
    { length: horizonMonths + 1 },
    (_, month) => (1 + discountRate) ** (-month / 12),
  );
  const monthSums = new Float64Array(horizonMonths + 1);
  for (let month = 1; month <= horizonMonths; month++)
    monthSums[month] = (monthSums[month - 1] ?? 0) + (weights[month] ?? 0);

  // Row n of a table holds the sums of scenario n at the end of each month; between two months they run straight.
  const width = horizonMonths + 1;
  const queries = new Float64Array(count * width);
  const falling = new Float64Array(count * width);
  const volume = drawn('volume');
  const growth = drawn('growth');
  const decay = drawn('decay');
  for (let n = 0; n < count; n++) {
    const growing = oneOff ? 0 : 1 + Math.max(MIN_GROWTH, growth[n] ?? 0);
    const fall = (1 - (decay[n] ?? 0)) ** (1 / 12);
    let monthly = queriesPerDay * DAYS_PER_MONTH * (volume[n] ?? 1);
    let price = 1;
    for (let at = n * width; at < (n + 1) * width - 1; at++) {
      const discounted = monthly * (weights[at - n * width + 1] ?? 0);
      queries[at + 1] = (queries[at] ?? 0) + discounted;
      falling[at + 1] = (falling[at] ?? 0) + discounted * price;
      monthly *= growing;
      price *= fall;
    }
  }

  function sumUntil(table: Float64Array, rows: number): (day: Day) => Float64Array {
    return rememberByDay((day) => {
      const sums = new Float64Array(count);
      for (let n = 0; n < count; n++) {
        const months = Math.min(
          horizonMonths,
          Math.max(0, (typeof day === 'number' ? day : (day[n] ?? 0)) / DAYS_PER_MONTH),
        );
        const whole = Math.floor(months);
        const at = n * rows + whole;
        const before = table[at] ?? 0;
        const part = months - whole;
        sums[n] = part === 0 ? before : before + part * ((table[at + 1] ?? before) - before);
      }
      return sums;
    });
  }
  const untilDay: Readonly<Record<Sum, (day: Day) => Float64Array>> = {
    queries: sumUntil(queries, width),
    'queries at falling prices': sumUntil(falling, width),
    months: sumUntil(monthSums, 0),
  };

  const weightOn = rememberByDay((day) =>
    Float64Array.from({ length: count }, (_, n) => {
      const month = Math.ceil((typeof day === 'number' ? day : (day[n] ?? 0)) / DAYS_PER_MONTH);
      return weights[month] ?? 0;
    }),
  );

  const lifeDays = drawn('lifeMonths').map((months) => months * DAYS_PER_MONTH);
  const ends = new Map<string, Float64Array>();
  function lifeEnd(goLiveDay: number, latestDay: number): Float64Array {
    const key = `${goLiveDay} ${latestDay}`;
    const known = ends.get(key) ?? lifeDays.map((days) => Math.min(goLiveDay + days, latestDay));
    ends.set(key, known);
    return known;
  }

  const scores = scoresOf(count, seed);

  return {
    count,
    demanded,
    tokens: drawn('tokens'),
    people: drawn('people'),
    upkeep: drawn('upkeep'),
    lifeDays,
    until: (day, sum) => untilDay[sum](day),
    weightOn,
    lifeEnd,
    scores,
  };
}
