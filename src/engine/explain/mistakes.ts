import type { TuningOffer } from '../../prices/price-book.js';
import type { Plan } from '../advice.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import { isOptimised, isSettingsOnly } from '../plans/index.js';
import { hasKnowledgeGap } from '../quality/knowledge-gap.js';
import { shareOf } from '../workload.js';
import { bestFineTune } from './among-plans.js';
import type { Findings } from './findings.js';
import { formatCount, formatPoints, formatShare, formatUsd } from './wording.js';

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

function tuningForFacts({ findings }: Matter): string | null {
  const { winner, context } = findings;
  const { knowledge } = context.workload;
  if (
    !hasKnowledgeGap(context.workload) ||
    (winner !== null && winner.training !== undefined && winner.bringsFacts)
  )
    return null;
  const why =
    knowledge.failureShare >= 0.5
      ? `${formatShare(knowledge.failureShare)} of the failures come from missing facts`
      : 'Answers have to name their sources';
  return `${why}: a tune learns facts slowly and then makes more of them up, so keep examples for form and tone.`;
}

function tooLittleData({ findings }: Matter): string | null {
  const { data, task } = findings.context.workload;
  const { examples } = data;
  if (examples < FEWEST_EXAMPLES || findings.winner?.training?.on === 'teacher-answers') return null;
  if (task === 'classification' && examples < FEW_LABELS_FOR_CLASSES)
    return `${examples} labels are few for telling classes apart: 200 to 500 clean ones are what helps.`;
  return examples < FEW_EXAMPLES
    ? `${examples} examples are few: a tune is noticed from 50 to 100 on, and 500 to 1,000 are usual in production.`
    : null;
}

function noPromptingFirst({ findings }: Matter): string | null {
  const { quality, tokens } = findings.context.workload;
  if (quality.target === undefined || quality.current === undefined || tokens.fewShot > 0) return null;
  const gap = quality.target - shareOf(quality.current);
  if (gap <= 0) return null;
  const cure = '3 to 5 worked examples often get to 90% of what a tune does';
  if (tokens.staticPrompt < SHORT_PROMPT_TOKENS)
    return `The fixed prompt of ${formatCount(tokens.staticPrompt)} tokens holds no examples: ${cure}, so try them before tuning for ${formatPoints(gap)}.`;
  return gap <= SMALL_GAP
    ? `Only ${formatPoints(gap)} are missing to the bar, and the prompt holds no examples: ${cure}, so try them first.`
    : null;
}

function fixedCostsForgotten({ findings, keep, tune, tuneIsOpen }: Matter): string | null {
  const { volume } = findings.context.workload;
  if (!tuneIsOpen || tune?.monthly.totalUsd == null || volume.oneOffQueries !== undefined) return null;
  const saving =
    ((keep.perQuery.totalUsd ?? 0) - (tune.perQuery.totalUsd ?? 0)) * volume.queriesPerDay * DAYS_PER_MONTH;
  if (saving <= 0 || tune.monthly.totalUsd <= saving) return null;
  return `In tokens a tune saves ${formatUsd(saving)} a month, but keeping it up and hosted costs ${formatUsd(tune.monthly.totalUsd)} a month.`;
}

function premiumForgotten(matter: Matter): string | null {
  const { findings, tune, tuneIsOpen } = matter;
  const { book, asOf, current } = findings.context;
  const offer = tuneIsOpen && tune !== undefined ? offerOf(tune, matter) : undefined;
  if (offer === undefined || offer.baseModel !== current.id) return null;
  const tuned = book.tuningPricesOf(offer.id, asOf).rates.input?.usd;
  const plain = book.ratesOf(current.id, asOf).input?.usd;
  if (tuned === undefined || plain === undefined || plain === 0 || tuned <= plain) return null;
  return `Once tuned, ${current.name} bills ${formatCount(tuned / plain)} times its price for every prompt token, the user's too, not only for those of a shorter prompt.`;
}

function uncachedBaseline({ findings, keep }: Matter): string | null {
  const { winner, plans, context } = findings;
  if (context.workload.current.cacheHitRate > 0 || (winner !== null && isOptimised(winner))) return null;
  if (keep.blockers.some(({ code }) => code === 'model-ends')) return null;
  const cached = plans.find(isSettingsOnly);
  if (!cached?.perQuery.lines.some(({ part }) => part === 'cache-read')) return null;
  return `A call costs ${formatUsd(keep.perQuery.totalUsd ?? 0)} today without caching and ${formatUsd(cached.perQuery.totalUsd ?? 0)} with it: compare a tune with the second figure.`;
}

function noIterationBudget({ findings, tune }: Matter): string | null {
  if (findings.context.workload.data.runs !== 1) return null;
  const once = trainingUsd(tune);
  const more = once === null ? '' : `; ${USUAL_RUNS} runs add ${formatUsd(once * (USUAL_RUNS - 1))}`;
  return `One training run is planned, and a good tune usually takes 3 to 5${more}.`;
}

function wrongBase(matter: Matter): string | null {
  const { findings, tune, tuneIsOpen } = matter;
  const { book, asOf } = findings.context;
  const offer = tuneIsOpen && tune !== undefined ? offerOf(tune, matter) : undefined;
  if (offer === undefined || offer.tier === 'small') return null;
  const usdOf = ({ id }: TuningOffer) => book.tuningPricesOf(id, asOf).training?.usd;
  const own = usdOf(offer);
  const weighed = findings.plans.flatMap((plan) => offerOf(plan, matter) ?? []);
  const smallest = weighed
    .filter(({ tier }) => tier === 'small')
    .flatMap((small) => usdOf(small) ?? [])
    .sort((a, b) => a - b)[0];
  const prices =
    own !== undefined && smallest !== undefined && smallest < own
      ? `, at ${formatUsd(smallest)} instead of ${formatUsd(own)} for 1M training tokens`
      : '';
  return `${offer.name} is a ${offer.tier} base: start from a small one${prices}, and go up only if it misses the bar.`;
}

function tooManyEpochs({ findings, tune }: Matter): string | null {
  const { epochs } = findings.context.workload.data;
  if (epochs === undefined || epochs <= MAX_EPOCHS) return null;
  const usd = trainingUsd(tune);
  const bill =
    usd === null
      ? `${formatCount(epochs / USUAL_EPOCHS)} times the training of ${USUAL_EPOCHS}`
      : `${formatUsd(usd)} of training instead of ${formatUsd((usd * USUAL_EPOCHS) / epochs)} for ${USUAL_EPOCHS}`;
  return `${epochs} epochs bill ${bill} and tend to overfit: 4 or 5 are for a model that has learned too little.`;
}

function tooManyExamples({ findings }: Matter): string | null {
  const { examples, labelCostUsd } = findings.context.workload.data;
  if (examples <= PLATEAU_EXAMPLES || labelCostUsd === 0) return null;
  return `Gains level off past ${formatCount(PLATEAU_EXAMPLES)} examples: labels for ${formatCount(examples)} cost ${formatUsd(examples * labelCostUsd)}, and 500 clean ones beat 5,000 noisy ones.`;
}

/** Gravest first. */
const CHECKS: readonly ((matter: Matter) => string | null)[] = [
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
 * @returns one sentence each, gravest first.
 */
export function mistakesIn(findings: Findings, keep: Plan): readonly string[] {
  const { winner, plans, context } = findings;
  const { data, quality } = context.workload;
  const recommended = winner !== null && winner.training !== undefined;
  if (data.examples === 0 && quality.fineTuned === undefined && !recommended) return [];
  const tune = recommended ? winner : bestFineTune(plans);
  const matter = { findings, keep, tune, tuneIsOpen: recommended || tune?.feasible === true };
  return CHECKS.flatMap((check) => check(matter) ?? []).slice(0, MAX_SHOWN);
}
