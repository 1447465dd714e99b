import type { TuningOffer } from '../../prices/price-book.js';
import type { Plan } from '../advice.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import { isOptimised, isSettingsOnly } from '../plans/index.js';
import { hasKnowledgeGap } from '../quality/knowledge-gap.js';
import { shareOf } from '../workload.js';
import { bestFineTune } from './among-plans.js';
import type { Caution } from './caution-words.js';
import type { Findings } from './findings.js';

/**
 * The classic mistakes of teams that tune, seen in a workload. The lines are those of public fine-tuning guides:
 * examples in the prompt first, 50 examples at the least, 3 epochs, 3 to 5 runs, the smallest base.
 */

/** A prompt with fewer fixed tokens has hardly been worked on (stated assumption). */
const SHORT_PROMPT_TOKENS = 200;
/** A gap to the bar that worked examples in the prompt often close. */
const SMALL_GAP = 0.05;
/** Examples below which a tune is hardly noticed; classes take more. */
const FEW_EXAMPLES = 50;
const FEW_LABELS_FOR_CLASSES = 200;
/** Fewest that any seller takes: below it a gate speaks. */
const FEWEST_EXAMPLES = 10;
/** Examples past which gains level off. */
const PLATEAU_EXAMPLES = 5_000;
const USUAL_EPOCHS = 3;
const MAX_EPOCHS = 5;
const USUAL_RUNS = 4;
/** More would bury the rest of the cautions. */
const MAX_SHOWN = 2;

/** What the mistakes are seen in. */
interface Matter {
  readonly findings: Findings;
  readonly keep: Plan;
  /** The tune that is recommended, else the one that people would ask about. */
  readonly tune: Plan | undefined;
  /** Whether that tune is recommended or at least open to the team. */
  readonly tuneIsOpen: boolean;
}

function offerOf(tune: Plan, { findings }: Matter): TuningOffer | undefined {
  return findings.context.book.tuningOffers.find(({ id }) => tune.id.endsWith(`:${id}`));
}

/** What all training runs of a tune cost; `null` where that is not known. */
function trainingUsd(tune: Plan | undefined): number | null {
  return tune?.upfront.lines.find(({ part }) => part === 'training')?.amountUsd ?? null;
}

function tuningForFacts({ findings }: Matter): Caution | null {
  const { winner, context } = findings;
  const { knowledge } = context.workload;
  if (
    !hasKnowledgeGap(context.workload) ||
    (winner !== null && winner.training !== undefined && winner.bringsFacts)
  )
    return null;
  return { code: 'tuning-for-facts', failureShare: knowledge.failureShare };
}

function tooLittleData({ findings }: Matter): Caution | null {
  const { data, task } = findings.context.workload;
  const { examples } = data;
  if (examples < FEWEST_EXAMPLES || findings.winner?.training?.on === 'teacher-answers') return null;
  if (task === 'classification' && examples < FEW_LABELS_FOR_CLASSES) return { code: 'few-labels', examples };
  return examples < FEW_EXAMPLES ? { code: 'few-examples', examples } : null;
}

function noPromptingFirst({ findings }: Matter): Caution | null {
  const { quality, tokens } = findings.context.workload;
  if (quality.target === undefined || quality.current === undefined || tokens.fewShot > 0) return null;
  const gap = quality.target - shareOf(quality.current);
  if (gap <= 0) return null;
  if (tokens.staticPrompt < SHORT_PROMPT_TOKENS)
    return { code: 'bare-prompt', tokens: tokens.staticPrompt, gap };
  return gap <= SMALL_GAP ? { code: 'small-gap', gap } : null;
}

function fixedCostsForgotten({ findings, keep, tune, tuneIsOpen }: Matter): Caution | null {
  const { volume } = findings.context.workload;
  if (!tuneIsOpen || tune?.monthly.totalUsd == null || volume.oneOffQueries !== undefined) return null;
  const savesUsd =
    ((keep.perQuery.totalUsd ?? 0) - (tune.perQuery.totalUsd ?? 0)) * volume.queriesPerDay * DAYS_PER_MONTH;
  const fixedUsd = tune.monthly.totalUsd;
  return savesUsd <= 0 || fixedUsd <= savesUsd ? null : { code: 'fixed-costs-forgotten', savesUsd, fixedUsd };
}

function premiumForgotten(matter: Matter): Caution | null {
  const { findings, tune, tuneIsOpen } = matter;
  const { book, asOf, current } = findings.context;
  const offer = tuneIsOpen && tune !== undefined ? offerOf(tune, matter) : undefined;
  if (offer === undefined || offer.baseModel !== current.id) return null;
  const tuned = book.tuningPricesOf(offer.id, asOf).rates.input?.usd;
  const plain = book.ratesOf(current.id, asOf).input?.usd;
  if (tuned === undefined || plain === undefined || plain === 0 || tuned <= plain) return null;
  return { code: 'premium-forgotten', modelName: current.name, times: tuned / plain };
}

function uncachedBaseline({ findings, keep }: Matter): Caution | null {
  const { winner, plans, context } = findings;
  if (context.workload.current.cacheHitRate > 0 || (winner !== null && isOptimised(winner))) return null;
  if (keep.blockers.some(({ code }) => code === 'model-ends')) return null;
  const cached = plans.find(isSettingsOnly);
  if (!cached?.perQuery.lines.some(({ part }) => part === 'cache-read')) return null;
  return {
    code: 'baseline-uncached',
    usd: keep.perQuery.totalUsd ?? 0,
    cachedUsd: cached.perQuery.totalUsd ?? 0,
  };
}

function noIterationBudget({ findings, tune }: Matter): Caution | null {
  if (findings.context.workload.data.runs !== 1) return null;
  return { code: 'one-run', usualRuns: USUAL_RUNS, runUsd: trainingUsd(tune) };
}

function wrongBase(matter: Matter): Caution | null {
  const { findings, tune, tuneIsOpen } = matter;
  const { book, asOf } = findings.context;
  const offer = tuneIsOpen && tune !== undefined ? offerOf(tune, matter) : undefined;
  if (offer === undefined || offer.tier === 'small') return null;
  const usdOf = ({ id }: TuningOffer) => book.tuningPricesOf(id, asOf).training?.usd;
  const weighed = findings.plans.flatMap((plan) => offerOf(plan, matter) ?? []);
  const [smallestUsd] = weighed
    .filter(({ tier }) => tier === 'small')
    .flatMap((small) => usdOf(small) ?? [])
    .sort((a, b) => a - b);
  return { code: 'large-base', name: offer.name, tier: offer.tier, usd: usdOf(offer), smallestUsd };
}

function tooManyEpochs({ findings, tune }: Matter): Caution | null {
  const { epochs } = findings.context.workload.data;
  if (epochs === undefined || epochs <= MAX_EPOCHS) return null;
  return { code: 'many-epochs', epochs, usualEpochs: USUAL_EPOCHS, usd: trainingUsd(tune) };
}

function tooManyExamples({ findings }: Matter): Caution | null {
  const { examples, labelCostUsd } = findings.context.workload.data;
  if (examples <= PLATEAU_EXAMPLES || labelCostUsd === 0) return null;
  return {
    code: 'many-examples',
    examples,
    enough: PLATEAU_EXAMPLES,
    labelsUsd: examples * labelCostUsd,
  };
}

/** Gravest first. */
const CHECKS: readonly ((matter: Matter) => Caution | null)[] = [
  tuningForFacts,
  tooLittleData,
  noPromptingFirst,
  fixedCostsForgotten,
  premiumForgotten,
  uncachedBaseline,
  noIterationBudget,
  wrongBase,
  tooManyEpochs,
  tooManyExamples,
];

/**
 * The gravest two mistakes of a team that weighs a tune: it has examples, knows how good a tune is, or is advised to
 * train.
 *
 * @returns gravest first.
 */
export function mistakesIn(findings: Findings, keep: Plan): readonly Caution[] {
  const { winner, plans, context } = findings;
  const { data, quality } = context.workload;
  const recommended = winner !== null && winner.training !== undefined;
  if (data.examples === 0 && quality.fineTuned === undefined && !recommended) return [];
  const tune = recommended ? winner : bestFineTune(plans);
  const matter = { findings, keep, tune, tuneIsOpen: recommended || tune?.feasible === true };
  return CHECKS.flatMap((check) => check(matter) ?? []).slice(0, MAX_SHOWN);
}
