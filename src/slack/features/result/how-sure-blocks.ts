import {
  type Advice,
  type Driver,
  formatOdds,
  formatUsd,
  type PlanOdds,
  upperFirst,
} from '../../../engine/index.js';
import { FIELDS } from '../../grammar/fields.js';
import { type Block, bullets, type RichTextPart, words } from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { APPROACHES } from './approaches.js';
import { spreadWords } from './grade-words.js';

/** Drivers and plans that are listed; the rest moves little. */
const MAX_LINES = 12;
/** Lines in one block, so that it stays readable. */
const LINES_IN_A_BLOCK = 10;

/** What moves the saving most, ranked: each input at both ends of its range, all others as given. */
export function driverBlocks({ sensitivity }: Advice): Block[] {
  return inBlocks('Drivers: what moves the saving most', sensitivity.slice(0, MAX_LINES).map(driverParts));
}

function driverParts(driver: Driver, index: number): RichTextPart[] {
  const { input, low, high, savingAtLowUsd, savingAtHighUsd, swingUsd } = driver;
  const ends = `${low}: ${savingWords(savingAtLowUsd)}; ${high}: ${savingWords(savingAtHighUsd)}`;
  return [
    words(`${index + 1}. ${cut(asOneLine(inputName(input)), 80)}. `, { bold: true }),
    words(`${cut(asOneLine(ends), 300)}; a swing of ${formatUsd(swingUsd)}.`),
  ];
}

/** `saving $3k`, `costing $3k more`. */
function savingWords(usd: number): string {
  return usd < 0 ? `costing ${formatUsd(-usd)} more` : `saving ${formatUsd(usd)}`;
}

/** What people call an input: the name of a field instead of its path. */
function inputName(input: string): string {
  const name = FIELDS.find(({ path }) => path === input)?.label.replace(/^the /, '') ?? input;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** How sure the verdict is: the odds by approach, then by plan, and what was drawn. */
export function howSureBlocks(advice: Advice): Block[] {
  const { uncertainty } = advice;
  if (uncertainty.odds.length === 0) return [];
  const approaches = uncertainty.approachOdds
    .slice(0, MAX_LINES)
    .map(({ approach, pBest }) => [
      words(`${upperFirst(APPROACHES[approach])}: `, { bold: true }),
      words(`best in ${formatOdds(pBest)}.`),
    ]);
  const plans = decisionOdds(advice)
    .slice(0, MAX_LINES)
    .map((one): RichTextPart[] => [
      words(`${cut(asOneLine(one.title), 120)}: `, { bold: true }),
      words(`${oddsWords(one, advice)}.`),
    ]);
  const heading = `How sure: ${uncertainty.draws.toLocaleString('en-US')} scenarios`;
  const drawn = uncertainty.distributions.map(({ statement }) => [words(cut(asOneLine(statement), 400))]);
  return [
    ...inBlocks(`${heading}, by approach`, approaches),
    ...inBlocks('By plan; settings of one model are one plan', plans),
    ...inBlocks(`What was drawn, always with seed ${uncertainty.seed}`, drawn),
  ];
}

/** The odds of all plans that come to one decision: chances of being best are added, the rest is of the likeliest one. */
interface DecisionOdds extends PlanOdds {
  readonly title: string;
}

function decisionOdds({ uncertainty, plans }: Advice): readonly DecisionOdds[] {
  const known = new Map(plans.map((plan) => [plan.id, plan]));
  const grouped = new Map<string, DecisionOdds>();
  for (const one of uncertainty.odds) {
    const plan = known.get(one.planId);
    const decision = plan?.decision ?? one.planId;
    const first = grouped.get(decision) ?? { ...one, title: plan?.title ?? one.planId, pBest: 0 };
    grouped.set(decision, {
      ...first,
      pBest: first.pBest + one.pBest,
      pBestOrTied: Math.max(first.pBestOrTied, one.pBestOrTied),
    });
  }
  return [...grouped.values()].sort((a, b) => b.pBest - a.pBest);
}

/** What is said of a plan's money leaves mistakes out: where a loss per error is given, they are in its spread, and it is not told. */
function oddsWords(
  { pBest, pBestOrTied, pGoodEnough, pPaysBack, savingUsd }: PlanOdds,
  { workload }: Advice,
): string {
  return [
    `best in ${formatOdds(pBest)}, best or as good in ${formatOdds(Math.max(pBest, pBestOrTied))}`,
    `good enough in ${formatOdds(pGoodEnough)}`,
    ...(pPaysBack === null ? [] : [`pays back in ${formatOdds(pPaysBack)}`]),
    ...(pPaysBack === null || workload.quality?.lossPerErrorUsd !== undefined
      ? []
      : [`${spreadWords(savingUsd)} in 80 of 100, ${formatUsd(savingUsd.p50)} in the middle`]),
  ].join('; ');
}

function inBlocks(heading: string, lines: readonly (readonly RichTextPart[])[]): Block[] {
  const blocks: Block[] = [];
  for (let start = 0; start < lines.length; start += LINES_IN_A_BLOCK) {
    const title = start === 0 ? heading : `${heading}, continued`;
    blocks.push(bullets(title, lines.slice(start, start + LINES_IN_A_BLOCK)));
  }
  return blocks;
}
