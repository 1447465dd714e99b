import {
  type Advice,
  type Driver,
  formatDuration,
  formatUsd,
  type Percentiles,
  type PlanOdds,
} from '../../../engine/index.js';
import { FIELDS } from '../../grammar/fields.js';
import { type Block, bullets, type RichTextPart, words } from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';

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
  const ends = `${low}: saving ${formatUsd(savingAtLowUsd)}; ${high}: saving ${formatUsd(savingAtHighUsd)}`;
  return [
    words(`${index + 1}. ${cut(asOneLine(inputName(input)), 80)}. `, { bold: true }),
    words(`${cut(asOneLine(ends), 300)}; a swing of ${formatUsd(swingUsd)}.`),
  ];
}

/** What people call an input: the name of a field instead of its path. */
function inputName(input: string): string {
  const name = FIELDS.find(({ path }) => path === input)?.label.replace(/^the /, '') ?? input;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** How sure the verdict is: the odds of every plan, what knowing more is worth, and what was drawn. */
export function howSureBlocks(advice: Advice): Block[] {
  const { uncertainty } = advice;
  if (uncertainty.odds.length === 0) return [];
  const titles = new Map(advice.plans.map(({ id, title }) => [id, title]));
  const odds = uncertainty.odds
    .slice(0, MAX_LINES)
    .map((one): RichTextPart[] => [
      words(`${cut(asOneLine(titles.get(one.planId) ?? one.planId), 120)}: `, { bold: true }),
      words(`${oddsWords(one)}.`),
    ]);
  const heading = `How sure: ${uncertainty.draws.toLocaleString('en-US')} scenarios`;
  const drawn = uncertainty.distributions.map(({ statement }) => [words(cut(asOneLine(statement), 400))]);
  return [
    ...inBlocks(heading, odds),
    ...inBlocks(`What was drawn, always with seed ${uncertainty.seed}`, drawn),
  ];
}

function oddsWords({ pBest, pPaysBack, savingUsd, regretUsd }: PlanOdds): string {
  return [
    `cheapest in ${ofHundred(pBest)}`,
    ...(pPaysBack === null
      ? []
      : [
          `pays back in ${ofHundred(pPaysBack)}`,
          `${spreadWords(savingUsd)} in 80 of 100, ${formatUsd(savingUsd.p50)} in the middle`,
        ]),
    `at most ${formatUsd(regretUsd)} more expensive than the cheapest in 90 of 100`,
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

/** A probability as a count people can picture: `87 of 100`; never a false `100 of 100` or `0 of 100`. */
export function ofHundred(probability: number): string {
  if (probability > 0.995 && probability < 1) return 'more than 99 of 100';
  if (probability < 0.005 && probability > 0) return 'fewer than 1 of 100';
  return `${Math.round(probability * 100)} of 100`;
}

/** What eight of ten simulated futures save: `saving between $1k and $5k`, `between a loss of $2k and a saving of $5k`. */
export function spreadWords({ p10, p90 }: Percentiles): string {
  if (p10 >= 0) return `saving between ${formatUsd(p10)} and ${formatUsd(p90)}`;
  if (p90 <= 0) return `costing between ${formatUsd(-p90)} and ${formatUsd(-p10)} more`;
  return `between a loss of ${formatUsd(-p10)} and a saving of ${formatUsd(p90)}`;
}

/** How sure the verdict is, in one line; `undefined` where nothing was simulated. */
export function oddsLine(advice: Advice): string | undefined {
  const { odds } = advice.uncertainty;
  const own = odds.find(({ planId }) => planId === advice.verdict.planId);
  if (own === undefined || advice.verdict.unresolved) return undefined;
  const cheapest = `Cheapest in ${ofHundred(own.pBest)} simulated futures`;
  // Today's plan is what savings are counted from.
  if (own.pPaysBack === null) return `${cheapest}.`;
  const span = formatDuration(advice.curve.horizonDays);
  return `${cheapest}; ${spreadWords(own.savingUsd)} over ${span} in 80 of 100.`;
}

/** What would change the verdict, real flips before statements that nothing does. */
export function flipSentences(advice: Advice): readonly string[] {
  const flips = advice.flipPoints.filter(({ winsPlanId }) => winsPlanId !== undefined);
  const firm = advice.flipPoints.filter(({ winsPlanId }) => winsPlanId === undefined);
  return [...flips, ...firm].map(({ statement }) => statement);
}
