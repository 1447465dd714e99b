import { formatShare, formatUsd } from '../engine/explain/wording.js';
import { isDrawable } from './savings/drawable.js';
import { shorten } from './savings/shorten.js';

/** One point of a curve: how right all answers are, for a share of the calls that the cheap model answers alone. */
export interface RoutingPointDrawn {
  /** Share of the calls that the cheap model answers alone, 0..1. */
  readonly kept: number;
  readonly accuracy: number;
}

/** A way of choosing which calls are sent on. */
export interface RoutingLine {
  readonly kind: 'chance' | 'scores' | 'perfect';
  /** What it is called beside its colour. */
  readonly name: string;
  readonly points: readonly RoutingPointDrawn[];
}

/** What sending a share of the calls on to the better model brings and costs. Plain data. */
export interface RoutingChart {
  readonly type: 'routing';
  /** The finding, in one line. */
  readonly title: string;
  readonly subtitle: string;
  /** The same story for people who do not see the picture; at most 1,900 characters. */
  readonly altText: string;
  readonly lines: readonly RoutingLine[];
  /** Marks of the axis: a share of calls, with what 1,000 calls cost there where the file says so. */
  readonly marks: readonly { readonly kept: number; readonly label: string; readonly cost: string }[];
  /** Ends of the axis of accuracy, shares 0..1. */
  readonly from: number;
  readonly to: number;
}

/** What is known of two models on the same items: a share is sent on, by chance, by scores, or by a check that always knows. */
export interface RoutingFacts {
  readonly first: string;
  readonly second: string;
  readonly points: readonly {
    readonly escalated: number;
    readonly byChance: number;
    readonly atBest: number;
    readonly byScore?: number;
  }[];
  /** USD for an item, where the file says so: a call that is sent on pays both. */
  readonly costUsd?: { readonly first: number; readonly second: number };
}

const MAX_ALT_TEXT_LENGTH = 1_900;
/** Points below the better model that count as right as it is. */
const AS_RIGHT = 0.005;
const STEP = 0.05;

/** The chart of a routing curve. */
export function routingChart(facts: RoutingFacts): RoutingChart {
  const { points, costUsd } = facts;
  const [first, second] = [nameOf(facts.first), nameOf(facts.second)];
  const line = (kind: RoutingLine['kind'], name: string, at: (index: number) => number | undefined) => ({
    kind,
    name,
    points: points.flatMap(({ escalated }, index) => {
      const accuracy = at(index);
      return accuracy === undefined ? [] : [{ kept: 1 - escalated, accuracy }];
    }),
  });
  const lines = [
    line('perfect', 'sent on by a perfect check', (at) => points[at]?.atBest),
    line('scores', 'sent on by its own scores', (at) => points[at]?.byScore),
    line('chance', 'sent on by chance', (at) => points[at]?.byChance),
  ].filter((one) => one.points.length > 0);
  const shown = lines.flatMap((one) => one.points.map(({ accuracy }) => accuracy));
  const perThousand = (escalated: number) =>
    costUsd === undefined ? '' : formatUsd((costUsd.first + escalated * costUsd.second) * 1_000);
  const title = titleOf(facts, first, second);
  const subtitle = `Right answers by the share of calls that ${first} answers alone${costUsd === undefined ? '' : '; below, what 1,000 calls cost'}`;
  const told = points
    .filter((_, at) => at % 2 === 0)
    .map(({ escalated, byChance, byScore, atBest }) => {
      const cost = costUsd === undefined ? '' : `, ${perThousand(escalated)} for 1,000 calls`;
      const scores = byScore === undefined ? '' : `${formatShare(byScore)} by its scores, `;
      return `${formatShare(1 - escalated)} alone: ${formatShare(byChance)} by chance, ${scores}${formatShare(atBest)} with a perfect check${cost}.`;
    });
  return {
    type: 'routing',
    title,
    subtitle,
    altText: `${title}. ${subtitle}. ${told.join(' ')}`.slice(0, MAX_ALT_TEXT_LENGTH),
    lines,
    marks: points
      .filter((_, at) => at % 2 === 0)
      .map(({ escalated }) => ({
        kept: 1 - escalated,
        label: formatShare(1 - escalated),
        cost: perThousand(escalated),
      })),
    from: Math.max(0, Math.floor((Math.min(...shown) - 0.01) / STEP) * STEP),
    to: Math.min(1, Math.ceil((Math.max(...shown) + 0.01) / STEP) * STEP),
  };
}

function nameOf(written: string): string {
  return isDrawable(written) ? shorten(written, 26) : 'one model';
}

/** The finding: from which share on the scores of the first reach the second, else what both come to. */
function titleOf({ points }: RoutingFacts, first: string, second: string): string {
  const [alone, all] = [points[0], points.at(-1)];
  if (alone === undefined || all === undefined) return `${first}, then ${second}`;
  const reached = points.find(
    ({ byScore, escalated }) => byScore !== undefined && byScore >= all.byChance - AS_RIGHT && escalated < 1,
  );
  return reached === undefined
    ? `${first} first, ${second} for a share: ${formatShare(alone.byChance)} to ${formatShare(all.byChance)} right`
    : `${first} first: as right as ${second} with ${formatShare(reached.escalated)} of the calls sent on`;
}
