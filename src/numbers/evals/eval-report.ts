import { formatCount, formatPoints, formatShare, formatUsd } from '../../engine/index.js';
import { counted, type Report, type Section } from '../report.js';
import type { EvalFindings, MeasuredAccuracy, PairedDifference, RoutingCurve } from './evaluate.js';

/** What an evaluation says, in words. */
export function evalReport(findings: EvalFindings): Report {
  const { items, models, pairs, routing } = findings;
  const [best] = models;
  return {
    title: `${counted(models.length, 'model')} on ${counted(items, 'item')}${best === undefined ? '' : `: ${best.model?.name ?? best.written} is right in ${formatShare(best.accuracy)}`}`,
    sections: [
      { lines: [], table: accuracyTable(models) },
      ...pairSection(pairs),
      ...routingSection(routing),
      { lines: ['Only these counts are kept. Nothing of questions or answers was stored, logged or sent.'] },
    ],
  };
}

function accuracyTable(models: readonly MeasuredAccuracy[]) {
  return {
    head: ['model', 'right', 'accuracy', '95% between', 'in', 'out', 'p95', 'an item', 'to know'],
    rows: models.map((one) => [
      one.model?.id ?? one.written,
      `${one.right} of ${one.n}`,
      formatShare(one.accuracy),
      `${formatShare(one.low)} and ${formatShare(one.high)}`,
      one.inputTokens === undefined ? '' : formatCount(Math.round(one.inputTokens)),
      one.outputTokens === undefined ? '' : formatCount(Math.round(one.outputTokens)),
      one.p95LatencyMs === undefined ? '' : `${(one.p95LatencyMs / 1_000).toFixed(1)} s`,
      one.costUsd === undefined ? '' : formatUsd(one.costUsd),
      [
        ...(one.model === undefined ? ['not in the price book'] : []),
        ...(one.failed > 0 ? [`${counted(one.failed, 'call')} failed, not counted`] : []),
        ...(one.repeated > 0 ? [`${counted(one.repeated, 'row')} of an item judged before, left out`] : []),
      ].join(', '),
    ]),
    numbers: [1, 2, 4, 5, 6, 7],
  };
}

/** Differences that are shown. */
const PAIRS_SHOWN = 6;
/** Chance below which a difference is not taken for luck. */
const CLEAR_P = 0.05;

function pairSection(pairs: readonly PairedDifference[]): Section[] {
  if (pairs.length === 0) return [];
  return [
    {
      heading: 'On the same items',
      lines: pairs.slice(0, PAIRS_SHOWN).map((pair) => {
        const { one, other, n, onlyOne, onlyOther, difference, low, high, p } = pair;
        const verdict = p < CLEAR_P ? 'a difference' : 'may well be luck';
        return `${one} is ${formatPoints(Math.abs(difference))} ${difference < 0 ? 'behind' : 'ahead of'} ${other} (95% between ${formatPoints(low)} and ${formatPoints(high)}) on ${counted(n, 'item')}: only it was right ${counted(onlyOne, 'time')}, only ${other} ${counted(onlyOther, 'time')}; ${verdict} (p = ${p < 0.001 ? 'below 0.001' : p.toFixed(3)}).`;
      }),
    },
  ];
}

function routingSection(routing: RoutingCurve | null): Section[] {
  if (routing === null) return [];
  const { first, second, points } = routing;
  const hasScores = points.some(({ byScore }) => byScore !== undefined);
  const shown = points.filter((_, at) => at % 2 === 0);
  return [
    {
      heading: `${first} first, ${second} for a share`,
      lines: [],
      table: {
        head: ['sent on', 'by chance', ...(hasScores ? ['by its scores'] : []), 'with a perfect check'],
        rows: shown.map(({ escalated, byChance, atBest, byScore }) => [
          formatShare(escalated),
          formatShare(byChance),
          ...(hasScores ? [byScore === undefined ? '' : formatShare(byScore)] : []),
          formatShare(atBest),
        ]),
        numbers: [0, 1, 2, 3],
      },
    },
  ];
}
