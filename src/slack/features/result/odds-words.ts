import { type Advice, formatDuration, formatUsd, type Percentiles } from '../../../engine/index.js';

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
