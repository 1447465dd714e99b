import type { ComparedModel, Comparison } from '../engine/cost/compare-models.js';
import { formatCount, formatDay, formatShare, formatUsd } from '../engine/explain/wording.js';
import { isDrawable } from './savings/drawable.js';
import { type Title, type Titled, titleOn } from './title.js';

/** The bill of one model. */
export interface ComparisonBar {
  readonly name: string;
  /** Written at the end of the bar: `$67.80`, `unknown`. */
  readonly amount: string;
  /** Written after it: `-95%`, and what stands in the way: `ends 14 Jan 2027`. */
  readonly note: string;
  /** USD; `null` when a price is not known. */
  readonly usd: number | null;
  /** `blocked`: something stands in the way of using it. */
  readonly role: 'cheapest' | 'blocked' | 'other';
  /** True for the model that the others are measured against. */
  readonly isFirst: boolean;
}

/** What several models cost for the same workload, as bars. Plain data. */
export interface ComparisonChart extends Titled {
  readonly type: 'comparison';
  /** The same story for people who do not see the picture; at most 1,900 characters. */
  readonly altText: string;
  /** The cheapest first; what is unknown last. */
  readonly bars: readonly ComparisonBar[];
}

const MAX_ALT_TEXT_LENGTH = 1_900;

/** Stands beside the model that the others are measured against. */
const REFERENCE = 'reference';

/** The chart of a comparison. */
export function comparisonChart(comparison: Comparison): ComparisonChart {
  const bars = [...comparison.models].sort(byBill).map((one) => barOf(one, comparison));
  const titled = titleOf(comparison);
  const subtitle = subtitleOf(comparison);
  const said = bars.map(({ name, amount, note }) => `${name}: ${amount}${note === '' ? '' : `, ${note}`}.`);
  return {
    type: 'comparison',
    ...titled,
    subtitle,
    altText: `${titled.title}. ${subtitle}. ${said.join(' ')}`.slice(0, MAX_ALT_TEXT_LENGTH),
    bars,
  };
}

function byBill(a: ComparedModel, b: ComparedModel): number {
  const usd = (one: ComparedModel): number => one.firstMonthUsd ?? Number.POSITIVE_INFINITY;
  return usd(a) === usd(b) ? 0 : usd(a) - usd(b);
}

/** A finding in one line: the cheapest model that can be used, and what it saves against the first. */
export function titleOf({ models, cheapest, workload }: Comparison): Title {
  const winner = models.find(({ model }) => model.id === cheapest);
  const [first] = models;
  if (winner === undefined || first === undefined)
    return { title: 'None of these models can be recommended' };
  const { name } = winner.model;
  const bill = `${formatUsd(winner.firstMonthUsd ?? 0)} ${span(workload)}`;
  const { againstFirst } = winner;
  if (winner === first) return titleOn(name, `the cheapest, ${bill}`);
  if (againstFirst === null) return titleOn(name, `the cheapest that is known, ${bill}`);
  if (againstFirst.usd > 0) {
    return titleOn(name, `${bill}, the cheapest that nothing stands in the way of`);
  }
  const less = againstFirst.share === null ? '' : ` (-${formatShare(-againstFirst.share)})`;
  return titleOn(name, `${bill}, ${formatUsd(-againstFirst.usd)} less than ${first.model.name}${less}`);
}

/** How the period of a bill is said. */
function span({ volume }: Comparison['workload']): string {
  return volume.oneOffQueries === undefined ? 'a month' : 'in all';
}

function subtitleOf({ workload, asOf }: Comparison): string {
  const { volume, tokens, name } = workload;
  const queries =
    volume.oneOffQueries === undefined
      ? `${formatCount(volume.queriesPerDay ?? 0)} queries a day`
      : `${formatCount(volume.oneOffQueries)} queries in all`;
  const prompt = (tokens.staticPrompt ?? 0) + (tokens.fewShot ?? 0) + tokens.user + (tokens.retrieved ?? 0);
  const answer = tokens.output + (tokens.reasoning ?? 0);
  const said = name !== undefined && isDrawable(name) ? `${[...name].slice(0, 26).join('').trim()}: ` : '';
  return `${said}${queries}, ${formatCount(prompt)} tokens in, ${formatCount(answer)} out; prices of ${formatDay(asOf)}`;
}

function barOf(one: ComparedModel, { cheapest, models, asOf }: Comparison): ComparisonBar {
  const { model, firstMonthUsd, blockers } = one;
  const isFirst = models[0] === one;
  return {
    name: isDrawable(model.name) ? model.name : model.id,
    amount: firstMonthUsd === null ? 'unknown' : formatUsd(firstMonthUsd),
    note: [isFirst ? REFERENCE : changeOf(one), ...(blockers.length === 0 ? [] : [obstacleOf(one, asOf)])]
      .filter((part) => part !== '')
      .join(', '),
    usd: firstMonthUsd,
    role: model.id === cheapest ? 'cheapest' : blockers.length > 0 ? 'blocked' : 'other',
    isFirst,
  };
}

function changeOf({ againstFirst }: ComparedModel): string {
  const share = againstFirst?.share ?? null;
  if (share === null) return '';
  return `${share > 0 ? '+' : share < 0 ? '-' : '±'}${formatShare(Math.abs(share))}`;
}

/** What stands in the way of a model, in a few words. */
export function obstacleOf({ blockers, model, thrifty }: ComparedModel, asOf: string): string {
  const [blocker] = blockers;
  if (blocker === undefined) return '';
  switch (blocker.code) {
    case 'model-ends': {
      const day = model.endsOn?.date ?? asOf;
      return `${day <= asOf ? 'ended' : 'ends'} ${formatDay(day)}`;
    }
    case 'unknown-cost':
      return `no ${thrifty.unknown.join(', no ') || 'later price'} known`;
    case 'unverified':
      return 'unverified price';
    case 'prompt-too-long':
      return 'prompt too long';
    case 'provider-not-allowed':
      return 'provider not allowed';
    case 'in-house-only':
      return 'not in house';
    default:
      return blocker.message;
  }
}
