import { formatCount, formatDay, formatShare, formatUsd } from '../../engine/index.js';
import { counted, type Report, type Section } from '../report.js';
import type { UsageFacts } from './read-usage.js';
import type { ModelUse, Reconciled, UsageFindings } from './usage-models.js';

/**
 * What usage exports say, in words.
 *
 * @param saidFor id of the model whose queries the person has given
 */
export function usageReport(facts: UsageFacts, findings: UsageFindings, saidFor?: string): Report {
  const { days, models, reconciled, totalUsd, unassignedUsd } = findings;
  const window =
    facts.from === ''
      ? 'no days named'
      : `${formatDay(facts.from)} to ${formatDay(facts.to)}, ${counted(days, 'day')}`;
  const total = totalUsd > 0 ? `${formatUsd(totalUsd)} on ` : '';
  return {
    title: `${total}${counted(models.length, 'model')} in ${counted(days, 'day')}`,
    sections: [
      { lines: [`${facts.sourceNames.join(' and ')}: ${window}, ${counted(facts.rows, 'row')}.`] },
      { lines: [], table: modelTable(models) },
      { lines: [...reconciledLines(reconciled), ...unassignedLines(unassignedUsd)] },
      ...asked(facts, models, saidFor),
      { lines: ['Only these sums are kept. Nothing else of the files was stored, logged or sent.'] },
    ].filter(({ lines, table }: Section) => lines.length > 0 || table !== undefined),
  };
}

/** Models that are shown. */
const MODELS_SHOWN = 15;

function modelTable(models: readonly ModelUse[]) {
  return {
    head: ['model', 'money', 'share', 'a day', 'in', 'out', 'cached', 'batch', 'growth', 'to know'],
    rows: models
      .slice(0, MODELS_SHOWN)
      .map((use) => [
        use.model === undefined ? use.written : `${use.isTuned ? 'tuned ' : ''}${use.model.id}`,
        use.spendUsd === null ? 'unknown' : formatUsd(use.spendUsd),
        use.moneyShare === null ? '' : formatShare(use.moneyShare),
        use.queriesPerDay === null ? '?' : formatCount(Math.round(use.queriesPerDay)),
        perRequest(use.inputTokens, use.requests),
        perRequest(use.outputTokens, use.requests),
        use.inputTokens === 0 ? '' : formatShare(use.cachedTokens / use.inputTokens),
        formatShare(use.batchShare),
        use.growthPerMonth === undefined
          ? ''
          : use.growthPerMonth === 0
            ? 'none clear'
            : `${use.growthPerMonth > 0 ? '+' : ''}${formatShare(use.growthPerMonth)}`,
        notes(use).join(', '),
      ]),
    numbers: [1, 2, 3, 4, 5, 6, 7, 8],
  };
}

/** Tokens of a request, or of all where requests are not counted. */
function perRequest(tokens: number, requests: number | null): string {
  return requests === null || requests === 0
    ? `${formatCount(tokens)} in all`
    : formatCount(Math.round(tokens / requests));
}

function notes(use: ModelUse): string[] {
  return [
    ...(use.model === undefined ? ['not in the price book'] : []),
    ...(use.spendBy === 'list prices' ? ['at list prices'] : []),
    ...(use.reasoningTokens > 0
      ? [`${formatShare(use.reasoningTokens / use.outputTokens)} of the answers is reasoning`]
      : []),
  ];
}

function reconciledLines(reconciled: Reconciled | null): string[] {
  if (reconciled === null) return ['The files do not say what it cost: money is at list prices.'];
  const { fileUsd, listUsd, difference, isWithinOnePercent } = reconciled;
  if (isWithinOnePercent) {
    return [
      `The tokens at list prices come to ${formatUsd(listUsd)}, the files say ${formatUsd(fileUsd)}: they agree within 1%.`,
    ];
  }
  const times = fileUsd / listUsd;
  const slip =
    times > 300 || times < 1 / 300
      ? ' That is a slip of units: tokens counted by the thousand or by the million.'
      : '';
  return [
    `The tokens at list prices come to ${formatUsd(listUsd)}, the files say ${formatUsd(fileUsd)}: ${formatShare(Math.abs(difference))} ${difference > 0 ? 'less' : 'more'} than list.${slip || ' A discount, a service tier, another region or a price that changed in the window can be why.'}`,
  ];
}

function unassignedLines(usd: number): string[] {
  return usd > 0.005
    ? [
        `${formatUsd(usd)} in the files belongs to no model with tokens: tools, storage, training or models of another file.`,
      ]
    : [];
}

/** What the files cannot know, and how to say it. */
function asked({ lacks }: UsageFacts, models: readonly ModelUse[], saidFor: string | undefined): Section[] {
  const [uncounted] = models.filter(
    ({ requests, model }) => requests === null && model !== undefined && model.id !== saidFor,
  );
  const lines = [
    ...(saidFor === undefined ? lacks : []),
    ...(uncounted?.model === undefined
      ? []
      : [`Say the model and its queries with the file, for example: ${uncounted.model.id} 20k/day`]),
  ];
  return lines.length === 0 ? [] : [{ lines }];
}
