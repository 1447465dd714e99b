import { formatCount, formatShare } from '../../engine/explain/wording.js';
import { LIMITS } from '../../engine/limits.js';
import type { FlagPath, ListPath, NumberPath } from './paths.js';

/** The fields of the live sheet as people read them. Pure. */

/** How a number is said and read. */
type Unit = 'count' | 'usd' | 'usd-per-mtok' | 'share' | 'months' | 'days' | 'ms' | 'people';

/** A number with its slider. The slider spans what is usual; the field beside it takes whatever makes sense. */
export interface NumberField {
  readonly path: NumberPath;
  readonly label: string;
  readonly unit: Unit;
  /** Ends of the slider, in the unit. */
  readonly from: number;
  readonly to: number;
  /** Whether the slider multiplies rather than adds: most of its way is for what people mostly have. */
  readonly isLog: boolean;
  /** Largest value that the field takes. */
  readonly most: number;
  /** What holds where nothing is given. */
  readonly unset: string;
  /** Where the slider stands then. */
  readonly restsAt: number;
}

function field(
  path: NumberPath,
  label: string,
  unit: Unit,
  [from, to, scale]: readonly [from: number, to: number, scale: 'log' | 'linear'],
  most: number,
  [unset, restsAt]: readonly [unset: string, restsAt: number] = ['none', from],
): NumberField {
  return { path, label, unit, from, to, isLog: scale === 'log', most, unset, restsAt };
}

const TOKENS: readonly [number, number, 'log'] = [0, 100_000, 'log'];

/** What the calls are and what they are worth. */
export const WORKLOAD_FIELDS: readonly NumberField[] = [
  field('volume.queriesPerDay', 'Queries a day', 'count', [10, 10_000_000, 'log'], LIMITS.queriesPerDay),
  field('volume.oneOffQueries', 'Queries in all', 'count', [100, 100_000_000, 'log'], LIMITS.oneOffQueries),
  field('tokens.staticPrompt', 'Fixed prompt, tokens', 'count', TOKENS, LIMITS.tokensPerQuery),
  field('tokens.user', 'Varying input, tokens', 'count', TOKENS, LIMITS.tokensPerQuery),
  field('tokens.output', 'Answer, tokens', 'count', TOKENS, LIMITS.tokensPerQuery),
  field('quality.current', 'Right answers today', 'share', [0.5, 1, 'linear'], 1, ['not known', 0.9]),
  field('quality.lossPerErrorUsd', 'Loss per wrong answer', 'usd', [0, 1_000, 'log'], LIMITS.usd, [
    'not counted',
    0,
  ]),
];

/** What the model in use costs, and for how long things are counted. */
export const PRICE_FIELDS: readonly NumberField[] = [
  field(
    'current.price.inputUsdPerMTok',
    'Input, USD per million tokens',
    'usd-per-mtok',
    [0.01, 100, 'log'],
    LIMITS.usdPerMTok,
    ['as listed', 1],
  ),
  field(
    'current.price.outputUsdPerMTok',
    'Output, USD per million tokens',
    'usd-per-mtok',
    [0.01, 500, 'log'],
    LIMITS.usdPerMTok,
    ['as listed', 4],
  ),
  field('horizonMonths', 'Months counted', 'months', [1, 60, 'linear'], LIMITS.horizonMonths, [
    '12 months',
    12,
  ]),
  field('stability.requirementsChangeEveryMonths', 'Requirements hold for', 'months', [1, 60, 'log'], 240, [
    'not known',
    12,
  ]),
];

/** People and their time. */
export const TEAM_FIELDS: readonly NumberField[] = [
  field('people.engineerMonthlyUsd', 'An engineer, a month', 'usd', [2_000, 50_000, 'log'], LIMITS.usd, [
    '$15k',
    15_000,
  ]),
  field('people.setupDays', 'Days to build a tuned model', 'days', [0, 90, 'linear'], 1_000, ['10 days', 10]),
  field('people.evaluationDays', 'Days to judge a new plan', 'days', [0, 60, 'linear'], 1_000, ['3 days', 3]),
  field('people.upkeepFte', 'Engineers kept on a tuned model', 'people', [0, 5, 'linear'], 20, [
    '0.25',
    0.25,
  ]),
];

/** How soon answers are needed. */
export const LATENCY_FIELD: NumberField = field(
  'constraints.maxLatencyMs',
  'Slowest acceptable answer',
  'ms',
  [100, 60_000, 'log'],
  86_400_000,
  ['no limit', 60_000],
);

/** What holds or does not. */
export const FLAG_FIELDS: readonly { readonly path: FlagPath; readonly label: string }[] = [
  { path: 'constraints.dataStaysInHouse', label: 'Data stays in house: own GPUs only' },
  { path: 'constraints.noTrainingOnData', label: 'Nobody may train on our data' },
  { path: 'constraints.batchable', label: 'Answers may take a day' },
];

/** Sellers that may be used, and those where the team is a customer already. */
export const LIST_FIELDS: readonly {
  readonly path: ListPath;
  readonly label: string;
  readonly none: string;
}[] = [
  { path: 'constraints.providers', label: 'Allowed sellers', none: 'None chosen: all are allowed.' },
  {
    path: 'constraints.existingFineTuningAccounts',
    label: 'Tuning accounts that exist',
    none: 'Some sellers let only earlier customers tune.',
  },
];

/** Every number of the sheet. */
export const NUMBER_FIELDS: readonly NumberField[] = [
  ...WORKLOAD_FIELDS,
  ...PRICE_FIELDS,
  ...TEAM_FIELDS,
  LATENCY_FIELD,
];

/** Steps of a slider from end to end. */
export const SLIDER_STEPS = 400;

/** Where a value stands on its slider, 0 to `SLIDER_STEPS`. A logarithmic one that begins at nothing has it at its start. */
export function stepOf({ from, to, isLog }: NumberField, value: number): number {
  const inside = Math.min(to, Math.max(from, value));
  const share = isLog
    ? Math.log(shifted(from, inside)) / Math.log(shifted(from, to))
    : (inside - from) / (to - from);
  return Math.round(share * SLIDER_STEPS);
}

/** A value as a multiple of where the slider begins; counted from one where it begins at nothing. */
function shifted(from: number, value: number): number {
  return from === 0 ? value + 1 : value / from;
}

/** The value at a step of a slider, as round as its steps allow. */
export function valueAtStep(field: NumberField, step: number): number {
  const { from, to, isLog, unit } = field;
  const share = step / SLIDER_STEPS;
  if (!isLog) return roundFor(unit, from + share * (to - from));
  const multiple = shifted(from, to) ** share;
  return roundFor(unit, Number((from === 0 ? multiple - 1 : multiple * from).toPrecision(2)));
}

function roundFor(unit: Unit, value: number): number {
  switch (unit) {
    case 'share':
      return Number(value.toFixed(3));
    case 'people':
      return Number(value.toFixed(2));
    case 'usd':
    case 'usd-per-mtok':
      return Number(value.toFixed(2));
    default:
      return Math.round(value);
  }
}

/** A value as its field shows it, which `readNumber` reads again: `500k`, `92.5%`, `0.14`. */
export function writeNumber({ unit }: NumberField, value: number): string {
  if (unit === 'share') return `${Number((value * 100).toFixed(2))}%`;
  if (unit === 'count')
    return Number.isInteger(value) && value >= 1_000 ? value.toLocaleString('en-US') : `${value}`;
  return unit === 'ms' || value >= 1_000 ? value.toLocaleString('en-US') : `${Number(value.toPrecision(6))}`;
}

const FACTORS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['k', 1e3],
  ['m', 1e6],
  ['b', 1e9],
]);

/** What was typed in a field; `undefined` where it is no number that the field takes. */
export function readNumber({ unit, most, path }: NumberField, typed: string): number | undefined {
  const match = /^\$?(\d{1,15}(?:\.\d{0,9})?|\.\d{1,9})([kmb]?)(%?)$/i.exec(typed.replace(/[,\s]/g, ''));
  if (match === null) return undefined;
  const [, digits, factor = '', percent] = match;
  const plain = Number(digits) * (FACTORS.get(factor.toLowerCase()) ?? 1);
  // A share of more than one is meant in percent.
  const value = unit === 'share' && (percent === '%' || plain > 1) ? plain / 100 : plain;
  if (percent === '%' && unit !== 'share') return undefined;
  const isWhole = unit === 'count' && path !== 'volume.queriesPerDay';
  if (value > most || (isWhole && !Number.isInteger(value))) return undefined;
  return value;
}

/** A value with its unit, for people and screen readers: `500k a day` has its unit in the label already. */
export function sayNumber({ unit }: NumberField, value: number): string {
  switch (unit) {
    case 'share':
      return formatShare(value);
    case 'usd':
    case 'usd-per-mtok':
      return `$${value.toLocaleString('en-US', { maximumFractionDigits: 2 })}`;
    case 'months':
      return value === 1 ? '1 month' : `${formatCount(value)} months`;
    case 'days':
      return value === 1 ? '1 day' : `${formatCount(value)} days`;
    case 'ms':
      return value >= 1_000 ? `${formatCount(value / 1_000)} s` : `${formatCount(value)} ms`;
    case 'people':
    case 'count':
      return formatCount(value);
  }
}
