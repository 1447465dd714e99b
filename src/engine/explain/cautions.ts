import type { Plan } from '../advice.js';
import { daysBetween } from '../calendar.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import {
  chanceOvertaken,
  OVERTAKEN_A_MONTH,
  USUAL_DECAY,
  USUAL_WAIT_MONTHS,
} from '../odds/falling-prices.js';
import { isPresent, planKind, saysOwn } from '../plans/index.js';
import type { About } from '../plans/plan-kind.js';
import type { Caution } from './caution-words.js';
import { circumstanceCautions } from './circumstances.js';
import { agedEvidenceCautions } from './evidence.js';
import type { Findings } from './findings.js';
import { mistakesIn } from './mistakes.js';
import { tunedPromptCautions } from './tune-in-use.js';

/** What could make the verdict wrong, beside what bounds it (`conditions.ts`), gravest first. */

/** Share of the scenarios from which on a payback is not worth a caution. */
const NEARLY_CERTAIN = 0.95;

function qualityCautions(winner: Plan, findings: Findings): Caution[] {
  const { quality } = findings.context.workload;
  const cautions: Caution[] = [];
  const { basis } = winner.accuracy;
  if (!winner.answersAsToday && basis !== 'measured' && basis !== 'stated')
    cautions.push({ code: 'not-measured', answerer: winner.names.answerer });
  if (quality.lossPerErrorUsd === undefined) cautions.push({ code: 'no-loss' });
  else if (quality.current === undefined) cautions.push({ code: 'no-accuracy-of-today' });
  return cautions;
}

function priceCautions(winner: Plan, findings: Findings): Caution[] {
  const cautions: Caution[] = [];
  const { modelName, perQuery, upfront, monthly } = winner;
  const usd = perQuery.totalUsd;
  for (const { from, ledger } of winner.perQueryLater) {
    const laterUsd = ledger.totalUsd;
    if (laterUsd !== null && usd !== null && laterUsd !== usd)
      cautions.push({ code: 'price-announced', modelName, usd, laterUsd, from });
  }
  const facts = [upfront, perQuery, monthly].flatMap(({ lines }) =>
    lines.flatMap(({ price }) => price ?? []),
  );
  const disputed = facts.find(({ marks }) => marks.includes('disputed'));
  if (disputed !== undefined)
    cautions.push({ code: 'price-disputed', product: disputed.product, note: disputed.note });
  const assumed = facts.find(({ marks }) => marks.includes('assumed'));
  if (assumed !== undefined)
    cautions.push({ code: 'price-assumed', product: assumed.product, note: assumed.note });
  const { stale, oldestCheckedOn } = findings.prices;
  if (stale && oldestCheckedOn !== null) cautions.push({ code: 'prices-stale', checkedOn: oldestCheckedOn });
  return cautions;
}

/** Share of a saving that falling prices must cost before it is mentioned. */
const WORTH_MENTIONING = 0.1;

/** A frozen price list overstates what is saved on it: prices of untuned models have been falling. */
function decayCautions(winner: Plan, keep: Plan, findings: Findings): Caution[] {
  const { savingIfPricesFallUsd: leftUsd } = findings;
  if (isPresent(winner) || leftUsd === null) return [];
  if (winner.horizonCostUsd === null || keep.horizonCostUsd === null) return [];
  const savingUsd = keep.horizonCostUsd - winner.horizonCostUsd;
  if (savingUsd <= 0 || leftUsd >= savingUsd * (1 - WORTH_MENTIONING)) return [];
  const trains = winner.training !== undefined;
  return [{ code: 'prices-fall', trains, fallShare: USUAL_DECAY, savingUsd, leftUsd }];
}

/** What is lost by waiting for a better base, and how likely one is, for a plan that trains a model. */
function waitingCautions(winner: Plan, findings: Findings): Caution[] {
  const { savingIfPricesFallUsd: savingUsd, savingIfBegunLaterUsd: leftUsd } = findings;
  const { stability, horizonMonths } = findings.context.workload;
  // A training in between starts from the newest base.
  const months = Math.min(stability.retrainEveryMonths, horizonMonths);
  if (winner.training === undefined || savingUsd === null || leftUsd === null || savingUsd <= 0) return [];
  return [
    {
      code: 'may-be-overtaken',
      days: months * DAYS_PER_MONTH,
      chance: chanceOvertaken(months),
      chanceAMonth: OVERTAKEN_A_MONTH,
      waitMonths: USUAL_WAIT_MONTHS,
      fallShare: USUAL_DECAY,
      savingUsd,
      leftUsd,
    },
  ];
}

/** How often a plan earns itself back, where that is not nearly certain. */
function paybackCautions(winner: Plan, findings: Findings): Caution[] {
  const own = findings.uncertainty.odds.find((one) => one.planId === winner.id);
  if (own === undefined || own.pPaysBack === null || own.pPaysBack >= NEARLY_CERTAIN) return [];
  const trains = winner.training !== undefined;
  return [{ code: 'payback-unsure', trains, share: own.pPaysBack, p10Usd: own.savingUsd.p10 }];
}

/** Days on which the present model is gone and the plan does not serve yet. */
function gapCaution(winner: Plan, keep: Plan, asOf: string): Caution[] {
  const { until, orLater } = keep.lifetime;
  if (isPresent(winner) || until === undefined || orLater === true) return [];
  const days = winner.timeToDeployDays - daysBetween(asOf, until);
  if (days <= 0 || until <= asOf) return [];
  return [{ code: 'gap-before-ready', modelName: keep.modelName, ends: until, days }];
}

/** What the winner's own kind has to say about one thing. */
function ownCautions(winner: Plan, keep: Plan, findings: Findings, about: About['about']): Caution[] {
  return planKind(winner.kind)
    .cautions(winner, keep, findings.context.workload)
    .filter(saysOwn)
    .filter((caution) => caution.about === about);
}

/** Cautions about the verdict. */
export function cautionsAbout(findings: Findings, keep: Plan): readonly Caution[] {
  const { winner, context } = findings;
  const { knowledge, tokens } = context.workload;
  const cautions: Caution[] = [];
  if (winner === null) return [...qualityCautions(keep, findings), ...mistakesIn(findings, keep)];
  cautions.push(
    ...qualityCautions(winner, findings),
    ...gapCaution(winner, keep, context.asOf),
    ...tunedPromptCautions(winner, findings),
    ...mistakesIn(findings, keep),
    ...ownCautions(winner, keep, findings, 'outcome'),
    ...paybackCautions(winner, findings),
    ...decayCautions(winner, keep, findings),
    ...waitingCautions(winner, findings),
    ...ownCautions(winner, keep, findings, 'effort'),
    ...circumstanceCautions(winner, findings),
    ...agedEvidenceCautions(winner),
    ...priceCautions(winner, findings),
    ...ownCautions(winner, keep, findings, 'price'),
  );
  if (knowledge.kind !== 'none' && tokens.retrieved === 0 && !winner.bringsFacts)
    cautions.push({ code: 'facts-not-brought', failureShare: knowledge.failureShare });
  return cautions;
}
