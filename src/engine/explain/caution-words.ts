import type { IsoDate, ModelTier } from '../../prices/price-book.js';
import { type OwnCaution, ownWords, saysOwn } from '../plans/index.js';
import { type FactOf, sentenceIn } from './facts.js';
import {
  formatCount,
  formatDay,
  formatDuration,
  formatMonths,
  formatOdds,
  formatPoints,
  formatShare,
  formatUsd,
} from './wording.js';

/** What could make a verdict wrong, as facts, and what is said of each. A kind of plan says what is of its own. */

/** How much worked examples in a prompt do, by public guides. */
const EXAMPLES_FIRST = '3 to 5 worked examples often get to 90% of what a tune does';

/** What is known of a price beside its amount. */
interface NotedPrice {
  product: string;
  note: string | undefined;
}

/** What is left of a saving where prices of untuned models fall by a share a year. */
interface Fall {
  fallShare: number;
  savingUsd: number;
  leftUsd: number;
}

/** A note at the end of a sentence. */
function noted(note: string | undefined): string {
  return note === undefined ? '.' : `: ${note}`;
}

const CAUTIONS = {
  'not-measured': ({ answerer }: { answerer: string }) =>
    `Nobody has measured whether ${answerer} answers this workload well enough.`,
  'no-loss': () => 'No loss per wrong answer is given, so this compares bills, not the cost of mistakes.',
  'no-accuracy-of-today': () =>
    "A loss per wrong answer is given, but not how often today's model is right: mistakes are priced by what is usual for this kind of task.",
  'gap-before-ready': ({ modelName, ends, days }: { modelName: string; ends: IsoDate; days: number }) =>
    `${modelName} ends on ${formatDay(ends)}, ${formatDuration(days)} before this plan is ready: bridge the gap with an untuned model.`,
  'prompt-of-a-tune': ({ tokens, usdPer1000Tokens }: { tokens: number; usdPer1000Tokens: number }) =>
    `It is costed with the fixed prompt of the tuned model, ${formatCount(tokens)} tokens. What was tuned in may have to go back: every 1,000 tokens add ${formatUsd(usdPer1000Tokens)} a call (untunedstatic=2000).`,
  'payback-unsure': ({ trains, share, p10Usd }: { trains: boolean; share: number; p10Usd: number }) => {
    const worst =
      p10Usd < 0
        ? `costs ${formatUsd(-p10Usd)} more than today or worse`
        : `saves ${formatUsd(p10Usd)} or less`;
    return `It earns itself back within ${trains ? 'its life' : 'the horizon'} in ${formatOdds(share)} scenarios; in the worst 10 of 100 it ${worst}.`;
  },
  'prices-fall': ({ trains, fallShare, savingUsd, leftUsd }: Fall & { trains: boolean }) => {
    const fall = `If the prices of untuned models fall by ${formatShare(fallShare)} a year${trains ? ' and the tuned model keeps its price' : ''}`;
    return leftUsd > 0
      ? `${fall}, it saves ${formatUsd(leftUsd)} over the horizon, not ${formatUsd(savingUsd)}.`
      : `${fall}, nothing is left of the ${formatUsd(savingUsd)} that it saves over the horizon.`;
  },
  'may-be-overtaken': ({
    days,
    chance,
    chanceAMonth,
    waitMonths,
    fallShare,
    savingUsd,
    leftUsd,
  }: Fall & { days: number; chance: number; chanceAMonth: number; waitMonths: number }) => {
    const left =
      leftUsd > 0
        ? `saves ${formatUsd(leftUsd)} instead of ${formatUsd(savingUsd)}`
        : 'saves nothing any more';
    return `A better base may overtake it within ${formatDuration(days)}: a chance of ${formatShare(chance)}, at ${formatShare(chanceAMonth)} a month. Begun ${waitMonths} months later, with untuned prices falling by ${formatShare(fallShare)} a year, it ${left}.`;
  },
  'follows-old-requirements': ({
    changeMonths,
    retrainMonths,
    usd,
  }: {
    changeMonths: number;
    retrainMonths: number;
    usd: number;
  }) =>
    `The requirements change every ${formatMonths(changeMonths)}, the tune is trained again every ${formatMonths(retrainMonths)}: it follows old ones for up to ${formatDuration((retrainMonths - changeMonths) * 30)}, or is trained more often at ${formatUsd(usd)} a time.`,
  'trained-again': ({ months, usd }: { months: number; usd: number }) =>
    `It is trained again every ${formatMonths(months)}, at ${formatUsd(usd)} a time with the evaluation.`,
  'may-lack': ({ capabilities }: { capabilities: readonly Capability[] }) =>
    `Tuned and rented endpoints do not always offer ${capabilities.map((one) => CAPABILITIES[one]).join(' or ')}: check before you build.`,
  'old-evidence': () =>
    'Nearly all published gains of tuning are over models of 2022 to 2024: current untuned ones are a harder match.',
  'price-announced': ({
    modelName,
    usd,
    laterUsd,
    from,
  }: {
    modelName: string;
    usd: number;
    laterUsd: number;
    from: IsoDate;
  }) =>
    `Announced: a call on ${modelName} goes from ${formatUsd(usd)} to ${formatUsd(laterUsd)} on ${formatDay(from)}; the horizon is costed with it.`,
  'price-disputed': ({ product, note }: NotedPrice) =>
    `Sources disagree on a price of ${product}${noted(note)}`,
  'price-assumed': ({ product, note }: NotedPrice) => `A price of ${product} is assumed${noted(note)}`,
  'prices-stale': ({ checkedOn }: { checkedOn: IsoDate }) =>
    `Some prices are stale: last checked on ${formatDay(checkedOn)}.`,
  'facts-not-brought': ({ failureShare }: { failureShare: number }) =>
    `${formatShare(failureShare)} of the failures come from missing facts, which this plan does not bring.`,

  // The classic mistakes of teams that tune.
  'tuning-for-facts': ({ failureShare }: { failureShare: number }) => {
    const why =
      failureShare >= 0.5
        ? `${formatShare(failureShare)} of the failures come from missing facts`
        : 'Answers have to name their sources';
    return `${why}: a tune learns facts slowly and then makes more of them up, so keep examples for form and tone.`;
  },
  'few-labels': ({ examples }: { examples: number }) =>
    `${examples} labels are few for telling classes apart: 200 to 500 clean ones are what helps.`,
  'few-examples': ({ examples }: { examples: number }) =>
    `${examples} examples are few: a tune is noticed from 50 to 100 on, and 500 to 1,000 are usual in production.`,
  'bare-prompt': ({ tokens, gap }: { tokens: number; gap: number }) =>
    `The fixed prompt of ${formatCount(tokens)} tokens holds no examples: ${EXAMPLES_FIRST}, so try them before tuning for ${formatPoints(gap)}.`,
  'small-gap': ({ gap }: { gap: number }) =>
    `Only ${formatPoints(gap)} are missing to the bar, and the prompt holds no examples: ${EXAMPLES_FIRST}, so try them first.`,
  'fixed-costs-forgotten': ({ savesUsd, fixedUsd }: { savesUsd: number; fixedUsd: number }) =>
    `In tokens a tune saves ${formatUsd(savesUsd)} a month, but keeping it up and hosted costs ${formatUsd(fixedUsd)} a month.`,
  'premium-forgotten': ({ modelName, times }: { modelName: string; times: number }) =>
    `Once tuned, ${modelName} bills ${formatCount(times)} times its price for every prompt token, the user's too, not only for those of a shorter prompt.`,
  'baseline-uncached': ({ usd, cachedUsd }: { usd: number; cachedUsd: number }) =>
    `A call costs ${formatUsd(usd)} today without caching and ${formatUsd(cachedUsd)} with it: compare a tune with the second figure.`,
  'one-run': ({ usualRuns, runUsd }: { usualRuns: number; runUsd: number | null }) => {
    const more = runUsd === null ? '' : `; ${usualRuns} runs add ${formatUsd(runUsd * (usualRuns - 1))}`;
    return `One training run is planned, and a good tune usually takes 3 to 5${more}.`;
  },
  'large-base': ({
    name,
    tier,
    usd,
    smallestUsd,
  }: {
    name: string;
    tier: ModelTier;
    usd: number | undefined;
    smallestUsd: number | undefined;
  }) => {
    const prices =
      usd !== undefined && smallestUsd !== undefined && smallestUsd < usd
        ? `, at ${formatUsd(smallestUsd)} instead of ${formatUsd(usd)} for 1M training tokens`
        : '';
    return `${name} is a ${tier} base: start from a small one${prices}, and go up only if it misses the bar.`;
  },
  'many-epochs': ({
    epochs,
    usualEpochs,
    usd,
  }: {
    epochs: number;
    usualEpochs: number;
    usd: number | null;
  }) => {
    const bill =
      usd === null
        ? `${formatCount(epochs / usualEpochs)} times the training of ${usualEpochs}`
        : `${formatUsd(usd)} of training instead of ${formatUsd((usd * usualEpochs) / epochs)} for ${usualEpochs}`;
    return `${epochs} epochs bill ${bill} and tend to overfit: 4 or 5 are for a model that has learned too little.`;
  },
  'many-examples': ({
    examples,
    enough,
    labelsUsd,
  }: {
    examples: number;
    enough: number;
    labelsUsd: number;
  }) =>
    `Gains level off past ${formatCount(enough)} examples: labels for ${formatCount(examples)} cost ${formatUsd(labelsUsd)}, and 500 clean ones beat 5,000 noisy ones.`,
};

/** What an endpoint may not offer. */
const CAPABILITIES = {
  'tool-calls': 'tool calls',
  'structured-outputs': 'structured outputs',
  batching: 'batching',
} as const;

export type Capability = keyof typeof CAPABILITIES;

/** What could make a verdict wrong. */
export type Caution = FactOf<typeof CAUTIONS> | OwnCaution;

/** A caution in words. */
export function cautionWords(caution: Caution): string {
  return saysOwn(caution) ? ownWords(caution) : sentenceIn(CAUTIONS, caution);
}
