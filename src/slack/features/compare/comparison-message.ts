import { obstacleOf, titleOf } from '../../../charts/comparison-chart.js';
import {
  type ComparedModel,
  type Comparison,
  formatAmount,
  formatCount,
  formatDay,
  formatOdds,
  formatPayback,
  formatShare,
  formatUsd,
  type Workload,
} from '../../../engine/index.js';
import { ADJUST } from '../../kit/action-ids.js';
import {
  type Block,
  button,
  type Cell,
  cell,
  chartBlocks,
  type HowMany,
  linesWithRest,
  type Message,
  paragraph,
  plain,
  type ResultChart,
  type RichTextPart,
  shrunkToFit,
  small,
  tableOf,
  words,
} from '../../kit/blocks.js';
import { asOneLine, asSafeMrkdwn, cut } from '../../kit/safe-text.js';
import { encodeResult } from '../../kit/workload-code.js';
import { confidenceWords, suretyWords } from '../prices/price-words.js';
import { basisWords, spreadOfAccuracy } from '../result/accuracy-words.js';
import { money, volumeWords } from '../result/headline-numbers.js';

/** What is shown of a comparison. */
export interface ComparisonContent {
  readonly comparison: Comparison;
  /** What was not given and is typical: `volume`, `prompt`, `answer`. */
  readonly typical: readonly string[];
  /** What the settings of the workspace contributed, a sentence each. */
  readonly fromSettings: readonly string[];
  readonly chart: ResultChart;
  readonly notes?: readonly string[];
}

/** The same workload on several models: the bill of each, and what stands in the way of using it. */
export function comparisonMessage(content: ComparisonContent): Message {
  return {
    text: comparisonText(content),
    blocks: shrunkToFit((howMany) => comparisonBlocks(content, howMany)),
  };
}

function comparisonBlocks(content: ComparisonContent, howMany: HowMany): Block[] {
  const { comparison, typical, fromSettings, chart, notes = [] } = content;
  const { workload } = comparison;
  const value = encodeResult({ workload });
  return [
    ...(notes.length === 0 ? [] : [paragraph(words(cut(notes.join(' '), 600), { bold: true }))]),
    { type: 'header', text: plain(cut(asOneLine(titleOf(comparison).title), 150)) },
    small(cut(workloadWords(workload), 300)),
    ...(typical.length === 0 ? [] : [paragraph(words(typicalWords(typical)))]),
    ...chartBlocks(chart),
    comparisonTable(comparison),
    ...linesWithRest('But', butLines(comparison, howMany(240, 40)), howMany(10, 0), 'remarks'),
    small(assumptionsLine(comparison), cut(pricesLine(comparison), 400)),
    ...(fromSettings.length === 0 ? [] : [small(cut(asOneLine(fromSettings.join(' ')), 500))]),
    ...(value === undefined
      ? []
      : [{ type: 'actions' as const, elements: [button(ADJUST, 'Ask for the whole advice', value)] }]),
  ];
}

/** The workload in one line; the name is the person's own text. */
function workloadWords({ name, volume, tokens }: Workload): string {
  const { staticPrompt = 0, fewShot = 0, user, retrieved = 0, output, reasoning = 0 } = tokens;
  const fixed = staticPrompt + fewShot;
  const parts = [
    ...(name === undefined ? [] : [name]),
    volumeWords(volume),
    `${formatCount(fixed + user + retrieved)} tokens in${fixed > 0 ? `, ${formatCount(fixed)} of them fixed` : ''}`,
    `${formatCount(output + reasoning)} out`,
  ];
  return asOneLine(parts.join(' · '));
}

function typicalWords(parts: readonly string[]): string {
  return `Not given, so taken as typical: ${parts.join(', ')}. Add your own words, such as 500k/day 2000+200in 100out.`;
}

function comparisonTable(comparison: Comparison) {
  const { models, workload, asOf } = comparison;
  const [first] = models;
  const span = workload.volume.oneOffQueries === undefined ? 'A month' : 'In all';
  const hasAccuracy = models.some(({ accuracy }) => accuracy !== null);
  const against = `Against ${cut(asOneLine(first?.model.name ?? 'the first'), 40)}`;
  return tableOf(
    [
      'text',
      'number',
      'number',
      'number',
      'number',
      'number',
      'text',
      ...(hasAccuracy ? ['text' as const] : []),
      'text',
    ],
    [
      'Model (✓: cheapest)',
      '1,000 calls',
      'At its cheapest',
      'In a batch',
      span,
      against,
      'Payback',
      ...(hasAccuracy ? ['Right answers, 8 of 10 times'] : []),
      'What stands in the way',
    ],
    models.map((one): Cell[] => [
      cell(`${one.model.id === comparison.cheapest ? '✓ ' : ''}${one.model.name}`),
      cell(perThousand(one.plain.totalUsd)),
      cell(`${perThousand(one.thrifty.totalUsd)}${waysOf(one)}`),
      cell(one.batched === null ? '–' : perThousand(one.batched.totalUsd)),
      cell(money(one.firstMonthUsd)),
      cell(one === first ? '–' : differenceWords(one)),
      cell(one === first ? '–' : paybackOf(one)),
      ...(hasAccuracy ? [cell(accuracyWords(one, one === first), 90)] : []),
      cell(obstacleOf(one, asOf) || '–', 60),
    ]),
  );
}

/** How often a model is right, on what ground, and whether that is good enough beside the first. */
function accuracyWords({ accuracy }: ComparedModel, isFirst: boolean): string {
  if (accuracy === null) return 'nothing known';
  const known = `${spreadOfAccuracy(accuracy)} (${basisWords(accuracy)})`;
  return isFirst ? known : `${known}, good enough in ${formatOdds(accuracy.pGoodEnough)}`;
}

/** What 1,000 calls cost: below a dollar to three digits, for readers multiply it by thousands. */
function perThousand(usd: number | null): string {
  if (usd === null || usd * 1_000 >= 1) return money(usd === null ? null : usd * 1_000);
  return formatAmount(String(Number((usd * 1_000).toPrecision(3))));
}

function waysOf({ usesCache, usesBatch }: ComparedModel): string {
  const ways = [...(usesCache ? ['cached'] : []), ...(usesBatch ? ['batched'] : [])];
  return ways.length === 0 ? '' : ` (${ways.join(', ')})`;
}

/** The difference to the first model: `-$1,824 (-96.3%)`; `unknown` when a bill is not known. */
function differenceWords({ againstFirst }: ComparedModel): string {
  if (againstFirst === null) return 'unknown';
  const { usd, share } = againstFirst;
  const plus = usd > 0 ? '+' : '';
  const percent =
    share === null ? '' : ` (${share > 0 ? '+' : ''}${share < 0 ? '-' : ''}${formatShare(Math.abs(share))})`;
  return `${plus}${formatUsd(usd)}${percent}`;
}

/** When moving to it has paid back: `31 days`, `never`. */
function paybackOf({ againstFirst, paybackDays }: ComparedModel): string {
  return againstFirst === null ? 'unknown' : formatPayback(paybackDays);
}

/** What stands in the way of each model, and what its calls will cost. */
function butLines({ models }: Comparison, length: number): readonly RichTextPart[][] {
  return models.flatMap(({ model, blockers, later }) => [
    ...blockers.map((blocker) => [
      // What is said of an end names the model that ends.
      ...(blocker.code === 'model-ends' && blocker.end.name === model.name
        ? []
        : [words(`${cut(asOneLine(model.name), 60)}: `, { bold: true })]),
      words(cut(asOneLine(blocker.message), length)),
    ]),
    ...later.map(({ from, ledger }) => [
      words(`${cut(asOneLine(model.name), 60)}: `, { bold: true }),
      words(`from ${formatDay(from)} 1,000 calls cost ${perThousand(ledger.totalUsd)}.`),
    ]),
  ]);
}

function assumptionsLine({ models, workload }: Comparison): string {
  const waits = workload.constraints?.batchable === true;
  const parts = [
    'Only the bill is compared: people and wrong answers are not in it. Payback counts the work of moving, too.',
    'Every model is taken to count and write as many tokens.',
    ...(workload.volume.oneOffQueries === undefined ? ['A month is 30 days.'] : []),
    ...(models.some(({ usesCache }) => usesCache)
      ? ['Cached: 90% of calls find the fixed prompt in the cache.']
      : []),
    waits
      ? 'Batched where that costs less: answers may take a day.'
      : 'Batches count only where answers may wait a day: add batchable.',
  ];
  return parts.join(' ');
}

function pricesLine({ asOf, bookVersion, models }: Comparison): string {
  const facts = models.flatMap(({ thrifty }) => thrifty.lines.flatMap(({ price }) => price ?? []));
  const weakest = models.some(({ weakestConfidence }) => weakestConfidence === 'C')
    ? `Some are ${confidenceWords('C')}.`
    : `Weakest source: ${suretyWords(facts)}.`;
  return `Prices of ${formatDay(asOf)}, price book ${bookVersion}. ${weakest}`;
}

/** The whole story in one text, for notifications, search and screen readers. */
function comparisonText({ comparison, typical, chart, notes = [] }: ComparisonContent): string {
  const { models, workload, asOf } = comparison;
  const bills = models.map((one) => {
    const obstacle = obstacleOf(one, asOf);
    const against = one.againstFirst === null ? '' : `, ${differenceWords(one)}, payback ${paybackOf(one)}`;
    const right = one.accuracy === null ? '' : `, right in ${accuracyWords(one, one === models[0])}`;
    return `${one.model.name}: ${money(one.firstMonthUsd)}${against}${right}${obstacle === '' ? '' : `, ${obstacle}`}.`;
  });
  const parts = [
    ...notes,
    `${titleOf(comparison).title}.`,
    `${workloadWords(workload)}.`,
    ...(typical.length === 0 ? [] : [typicalWords(typical)]),
    ...bills,
    pricesLine(comparison),
    ...(chart.kind === 'none' && chart.note !== undefined ? [chart.note] : []),
  ];
  return parts.map((part) => asSafeMrkdwn(cut(part, 500))).join('\n');
}
