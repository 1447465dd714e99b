import { formatUsd } from '../../../engine/index.js';
import { OWN_CURRENCY, withoutRate } from '../currencies.js';
import { writeNumber } from '../numbers.js';
import type { NumberItem } from './items.js';
import { type About, spanOf } from './lexicon.js';
import type { Matter } from './matter.js';
import { choice, LEAVE_OUT } from './reading.js';

/** Shares, money and lengths of time in a sentence. */

const LOSS = 'quality.lossPerErrorUsd';
const ENGINEER = 'people.engineerMonthlyUsd';
const LABEL = 'data.labelCostUsd';
const CURRENT = 'quality.current';
const TARGET = 'quality.target';

/** Hours and days that an engineer works in a month. */
const WORK_HOURS_PER_MONTH = 160;
const WORK_DAYS_PER_MONTH = 20;
/** What an engineer can cost a month, USD; anything else is asked back. */
const ENGINEER_USD = { from: 500, to: 60_000 };

const SHARE_PATHS: ReadonlyMap<About, string> = new Map<About, string>([
  ['growth', 'volume.growthPerMonth'],
  ['cache', 'current.cacheHitRate'],
  ['batch', 'current.batchShare'],
  ['retry', 'current.retryRate'],
  ['need', TARGET],
  ['good', CURRENT],
]);

/** Shares: `90% right`, `need 95%`, `growing 5% a month`, `half of it cached`. */
export function readShares(matter: Matter): void {
  for (const [index, number] of matter.numbers(true)) {
    const isHalf = number.isWord === true && number.value === 0.5;
    if (number.unit !== '%' && !isHalf) continue;
    const about = matter.about(
      index,
      isHalf ? ['cache', 'batch'] : ['growth', 'cache', 'batch', 'retry', 'need', 'good', 'loss', 'today'],
    );
    if (isHalf && about === undefined) continue;
    matter.use(index);
    const share = isHalf ? 0.5 : Number((number.value / 100).toPrecision(12));
    const said = number.said;
    if (about === undefined) askOfShare(matter, said, share);
    else if (about === 'loss') matter.set(CURRENT, Number((1 - share).toPrecision(12)), said);
    else {
      const isNeeded = about === 'good' && (matter.isBefore(index, 'need') || isDemanded(matter, index));
      matter.set(isNeeded ? TARGET : (SHARE_PATHS.get(about) ?? CURRENT), share, said);
    }
  }
}

/** `95% accuracy required`. */
function isDemanded(matter: Matter, index: number): boolean {
  const words = matter.right(index, 4);
  const good = words.findIndex(({ concept }) => concept?.kind === 'good');
  return words[good + 1]?.concept?.kind === 'need';
}

function askOfShare(matter: Matter, said: string, share: number): void {
  matter.questions.push({
    said,
    ask: `What are the ${said}?`,
    choices: [
      choice('Right answers today', CURRENT, share),
      choice('What is needed', TARGET, share),
      LEAVE_OUT,
    ],
  });
}

/** `182 of 200 were right`. */
export function readJudged(matter: Matter): void {
  for (const [index, number] of matter.numbers()) {
    const words = matter.right(index, 3);
    const joint = words.map(({ word }) => word).join(' ');
    const at = index + words.length + 1;
    const second = matter.items[at];
    if (!['of', 'out of', '/'].includes(joint) || second?.kind !== 'number') continue;
    if (number.unit !== undefined || second.unit !== undefined || number.value > second.value) continue;
    const isAboutRight = [matter.about(index, ['good']), matter.about(at, ['good'])].includes('good');
    const figure = { right: number.value, items: second.value };
    const said = `${number.said}/${second.said}`;
    matter.use(index, at, ...words.map((word) => word.index));
    if (isAboutRight) matter.set(CURRENT, figure, said);
    else {
      matter.questions.push({
        said,
        ask: `What are the ${number.said} of ${second.said}?`,
        choices: [choice('Right answers today', CURRENT, figure), LEAVE_OUT],
      });
    }
  }
}

/** `an engineer 150k a year`, `we pay 9k a month`: money without a sign, where nothing else is counted. */
export function markMoney(matter: Matter): void {
  for (const [index, number] of matter.numbers()) {
    if (number.unit !== undefined || spanBehind(matter, index) === undefined) continue;
    const about = matter
      .left(index, 4)
      .find(({ concept }) => concept?.kind === 'engineer' || concept?.kind === 'bill');
    const isPaid = matter.right(index, 1)[0]?.concept?.kind === 'per' || about?.concept?.kind === 'engineer';
    if (about !== undefined && isPaid) takeMoneyAt(matter, index, { ...number, unit: OWN_CURRENCY });
  }
}

/** Money: what a mistake, an engineer or a label costs, and today's bill. Other currencies by the rates that are known. */
export function readMoney(matter: Matter): void {
  for (const [index, number] of matter.numbers()) {
    const { unit } = number;
    if (unit === undefined || unit === '%' || unit === 'ms') continue;
    if (!isPricePerTokens(matter, index)) takeMoneyAt(matter, index, { ...number, unit });
  }
}

function takeMoneyAt(matter: Matter, index: number, number: NumberItem & { readonly unit: string }): void {
  const { unit } = number;
  matter.use(index);
  const rate = unit === OWN_CURRENCY ? 1 : matter.surroundings.vocabulary.usdPer?.get(unit);
  if (rate === undefined) askForRate(matter, number, unit, index);
  else takeMoney(matter, index, number, rate);
}

function takeMoney(matter: Matter, index: number, number: NumberItem, rate: number): void {
  const { said, other } = number;
  const usd = Number((number.value * rate).toPrecision(12));
  if (other !== undefined) {
    matter.questions.push({
      said,
      ask: `Is ${said} ${writeNumber(number.value)} or ${writeNumber(other)}? Write it without the point, with what it is for.`,
      choices: [LEAVE_OUT],
    });
    return;
  }
  const about = matter.about(index, ['loss', 'engineer', 'label', 'bill']);
  if (about === 'loss') matter.set(LOSS, usd, said);
  else if (about === 'engineer') takeEngineer(matter, said, usd * perMonth(matter, index, true));
  else if (about === 'label') matter.set(LABEL, usd, said);
  else if (about === 'bill' || spanBehind(matter, index) !== undefined) {
    matter.billUsdPerMonth = usd * perMonth(matter, index, false);
  } else askOfMoney(matter, said, usd);
}

function askOfMoney(matter: Matter, said: string, usd: number): void {
  matter.questions.push({
    said,
    ask: `What costs ${said}?`,
    choices: [
      choice('A wrong answer', LOSS, usd),
      choice('An engineer a month', ENGINEER, usd),
      choice('A label', LABEL, usd),
      { ...LEAVE_OUT, label: "Today's bill" },
    ],
  });
}

function takeEngineer(matter: Matter, said: string, monthlyUsd: number): void {
  const { from, to } = ENGINEER_USD;
  if (monthlyUsd === 0 || (monthlyUsd >= from && monthlyUsd <= to)) {
    matter.set(ENGINEER, monthlyUsd, said);
    return;
  }
  const others = [monthlyUsd * 1_000, monthlyUsd * WORK_HOURS_PER_MONTH, monthlyUsd / 12].filter(
    (usd) => usd >= from && usd <= to,
  );
  matter.questions.push({
    path: ENGINEER,
    said: `an engineer costs ${said}`,
    ask: `An engineer at ${formatUsd(monthlyUsd)} a month? That is out of all proportion.`,
    choices: [...others.map((usd) => choice(`${formatUsd(usd)} a month`, ENGINEER, usd)), LEAVE_OUT],
  });
}

/** How often what is paid is paid a month, by the span behind it; once where there is none. */
function perMonth(matter: Matter, index: number, isWork: boolean): number {
  const perDay = spanBehind(matter, index);
  if (perDay === undefined) return 1;
  if (isWork && perDay === 24) return WORK_HOURS_PER_MONTH;
  if (isWork && perDay === 1) return WORK_DAYS_PER_MONTH;
  return perDay * 30 > 0.99 && perDay * 30 < 1.01 ? 1 : perDay < 1 / 300 ? 1 / 12 : perDay * 30;
}

/** The span that a sum is paid in: `$9k a month`, `the $40k monthly bill`. */
function spanBehind(matter: Matter, index: number): number | undefined {
  const words = matter.right(index, 3);
  for (const [at, { concept, word }] of words.entries()) {
    if (concept?.kind === 'span' && concept.isRate === true) return concept.perDay;
    const span = concept?.kind === 'per' ? spanOf(words[at + 1]?.word ?? '') : undefined;
    if (span !== undefined) return span.perDay;
    if (word === '') break;
  }
  return undefined;
}

/** `$2.50 per 1M tokens` is a price, and prices are known. */
function isPricePerTokens(matter: Matter, index: number): boolean {
  const [next] = matter.right(index, 2);
  const number = matter.items[index + 2];
  if (next?.concept?.kind !== 'per' || number?.kind !== 'number') return false;
  if (matter.right(index + 2, 2)[0]?.concept?.kind !== 'token') return false;
  matter.use(index, index + 2);
  const item = matter.items[index];
  matter.asides.push(`${item?.kind === 'number' ? item.said : ''} per ${number.said} tokens`);
  return true;
}

function askForRate(matter: Matter, { said, value }: NumberItem, unit: string, index: number): void {
  const about = matter.about(index, ['loss', 'engineer', 'label', 'bill']);
  if (about === 'bill' || (about === undefined && spanBehind(matter, index) !== undefined)) {
    matter.asides.push(said);
    return;
  }
  const path = about === 'loss' ? LOSS : about === 'engineer' ? ENGINEER : LABEL;
  const what = about === undefined ? '' : `${ABOUT_WORDS.get(about) ?? ''} `;
  matter.questions.push({
    said: `${what}${said}`,
    ask: `${said}: ${withoutRate(unit)}`,
    choices: [...(about === undefined ? [] : [choice(`It is $${value}`, path, value)]), LEAVE_OUT],
  });
}

const ABOUT_WORDS: ReadonlyMap<About, string> = new Map<About, string>([
  ['loss', 'loss'],
  ['engineer', 'engineer'],
  ['label', 'label'],
]);

/** Lengths of time: `p95 under 2 s`, `within 300 ms`, `over 18 months`. */
export function readTimes(matter: Matter): void {
  for (const [index, number] of matter.numbers()) {
    const [next] = matter.right(index, 1);
    const isMs = number.unit === 'ms';
    const span = isMs || next?.concept?.kind !== 'span' || next.concept.isRate ? undefined : next.concept;
    if (!isMs && span === undefined) continue;
    if (span?.isOne === true && span.perDay !== 86_400 && number.value >= 100) continue;
    matter.use(index, ...(isMs || next === undefined ? [] : [next.index]));
    const said = isMs || next === undefined ? number.said : `${number.said} ${next.word}`;
    if (isMs || span?.perDay === 86_400) takeWait(matter, index, number.value * (isMs ? 1 : 1_000), said);
    else takePeriod(matter, index, number.value / ((span?.perDay ?? 1) * 30), said);
  }
}

function takeWait(matter: Matter, index: number, ms: number, said: string): void {
  const around = [...matter.left(index), ...matter.right(index)];
  const isLimit = around.some(({ concept }) => concept?.kind === 'limit' || concept?.kind === 'need');
  const latency = around.find(({ concept }) => concept?.kind === 'latency');
  if (isLimit || latency?.word === 'latency') matter.set('constraints.maxLatencyMs', ms, said);
  else if (latency?.word === 'p95') matter.set('current.p95LatencyMs', ms, said);
  else matter.asides.push(said);
}

function takePeriod(matter: Matter, index: number, months: number, said: string): void {
  const before = matter.left(index, 4).map(({ word }) => word);
  const whole = Math.max(1, Math.round(months));
  if (before.some((word) => ['horizon', 'over', 'next', 'within'].includes(word))) {
    matter.set('horizonMonths', whole, said);
  } else if (before.some((word) => ['retrain', 'retrained', 'life', 'lives', 'lasts'].includes(word))) {
    matter.set('stability.retrainEveryMonths', Number(months.toPrecision(6)), said);
  } else matter.asides.push(said);
}
