import { type Advice, type Driver, formatUsd, type PlanOdds } from '../../../engine/index.js';
import { FIELDS } from '../../grammar/fields.js';
import { type Block, bullets, type RichTextPart, words } from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { ofHundred, spreadWords } from './odds-words.js';

/** Drivers and plans that are listed; the rest moves little. */
const MOST_LINES = 12;
/** Lines in one block, so that it stays readable. */
const LINES_IN_A_BLOCK = 10;

/** What moves the saving most, ranked: each input at both ends of its range, all others as given. */
export function driverBlocks({ sensitivity }: Advice): Block[] {
  return inBlocks('Drivers: what moves the saving most', sensitivity.slice(0, MOST_LINES).map(driverParts));
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
    .slice(0, MOST_LINES)
    .map((one): RichTextPart[] => [
      words(`${cut(asOneLine(titles.get(one.planId) ?? one.planId), 120)}: `, { bold: true }),
      words(`${oddsWords(one)}.`),
    ]);
  const heading = `How sure: ${uncertainty.draws.toLocaleString('en-US')} simulated futures`;
  const drawn = uncertainty.distributions.map(({ statement }) => [words(cut(asOneLine(statement), 400))]);
  return [
    ...inBlocks(heading, [...odds, [words(informationWords(uncertainty.information))]]),
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
    `at most ${formatUsd(regretUsd)} dearer than the cheapest in 90 of 100`,
  ].join('; ');
}

function informationWords({ perfectUsd, pilot }: Advice['uncertainty']['information']): string {
  const perfect = `Knowing the future would be worth at most ${formatUsd(perfectUsd)}.`;
  if (pilot === null) return perfect;
  const { costUsd, worthUsd, netUsd } = pilot;
  if (worthUsd <= 0) return `${perfect} No outcome of a pilot would change the verdict.`;
  const net = netUsd >= 0 ? `${formatUsd(netUsd)} to the good` : `${formatUsd(-netUsd)} lost`;
  return `${perfect} A pilot costs ${formatUsd(costUsd)} and is worth ${formatUsd(worthUsd)}: ${net}.`;
}

function inBlocks(heading: string, lines: readonly (readonly RichTextPart[])[]): Block[] {
  const blocks: Block[] = [];
  for (let start = 0; start < lines.length; start += LINES_IN_A_BLOCK) {
    const title = start === 0 ? heading : `${heading}, continued`;
    blocks.push(bullets(title, lines.slice(start, start + LINES_IN_A_BLOCK)));
  }
  return blocks;
}
