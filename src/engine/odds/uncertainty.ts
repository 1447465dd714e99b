import type { PlanOdds, Uncertainty } from '../advice.js';
import type { Contender } from '../choose/competing-plans.js';
import type { Decision } from '../choose/decide.js';
import type { Assumption } from '../defaults.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import { formatShare } from '../explain/wording.js';
import { isPresent } from '../plans/index.js';
import { coefficientsOf } from './coefficients.js';
import { percentilesOf } from './percentiles.js';
import { costsOf, type PlanCosts, totalUsd } from './plan-costs.js';
import { GROWTH_ABOVE, GROWTH_BELOW, TOKENS_SD, VOLUME_SD } from './spread.js';

/** How sure an advice is: every plan over the scenarios that the decision was made on. */

function percent(growth: number): string {
  return `${growth < 0 ? '-' : '+'}${formatShare(Math.abs(growth))}`;
}

/** What was drawn, in words. */
function distributionsOf({ context, contenders }: Decision): Assumption[] {
  const { oneOffQueries, growthPerMonth } = context.workload.volume;
  const stated: Assumption[] = [];
  if (oneOffQueries === undefined) {
    stated.push(
      {
        field: 'volume.queriesPerDay',
        statement: `The volume is off by a factor: lognormal, sd ${VOLUME_SD}, so between 0.60 and 1.47 times the given one in 8 of 10 scenarios.`,
      },
      {
        field: 'volume.growthPerMonth',
        statement: `It grows by ${percent(growthPerMonth - GROWTH_BELOW)} to ${percent(growthPerMonth + GROWTH_ABOVE)} a month, most likely by ${percent(growthPerMonth)}: triangular.`,
      },
      {
        field: 'price decay',
        statement:
          'Prices of untuned models fall by 20% to 90% a year, most likely by 60%, month by month: triangular. A tuned model keeps its price.',
      },
    );
  }
  stated.push(
    {
      field: 'tokens',
      statement: `Calls are longer or shorter by a factor: lognormal, sd ${TOKENS_SD}, so between 0.70 and 1.34 times in 8 of 10 scenarios.`,
    },
    {
      field: "people's time",
      statement:
        "People's time is 0.5 to 2.4 times the stated one, most likely as stated: triangular, drawn once for the building and once for the upkeep. The day of going live stays as stated.",
    },
    {
      field: 'accuracy',
      statement:
        "Every plan's share of right answers is drawn with the rest: today's from what is known of it, another model's from published results of both, a tune's from published gains. Plans on one model, and all tunes, err together.",
    },
  );
  if (contenders.some(({ trains, feasible }) => trains && feasible)) {
    stated.push({
      field: 'life of a tune',
      statement:
        'A tuned model is overtaken after 4 to 18 months, most likely 9, never later than its announced end: triangular. Then the best untuned plan follows.',
    });
  }
  return stated;
}

/** Share of the scenarios in which a plan's invoice and people come to no more than the present plan's by the end. */
function pPaysBack(costs: PlanCosts, present: PlanCosts): number {
  const own = totalUsd(costs, 0);
  const other = totalUsd(present, 0);
  let paid = 0;
  for (let n = 0; n < own.length; n++) if ((own[n] ?? 0) <= (other[n] ?? 0)) paid++;
  return own.length === 0 ? 0 : paid / own.length;
}

function oddsOf({ contenders, course, keep }: Decision): PlanOdds[] {
  const present = contenders.find(({ proposal }) => proposal === keep)?.costs;
  if (present === null || present === undefined) return [];
  const presentUsd = totalUsd(present, 0);
  const odds = contenders.flatMap(({ id, costs, feasible }: Contender): PlanOdds[] => {
    const standing = course.standings.get(id);
    if (standing === undefined || costs === null || !feasible) return [];
    const usd = totalUsd(costs, 0);
    return [
      {
        planId: id,
        pBest: standing.pBest,
        pBestOrTied: standing.pBestOrTied,
        pGoodEnough: standing.pGoodEnough,
        pPaysBack: isPresent({ id }) ? null : pPaysBack(costs, present),
        savingUsd: percentilesOf(usd.map((own, n) => (presentUsd[n] ?? 0) - own)),
        regretUsd: standing.regretUsd,
      },
    ];
  });
  return odds.sort(
    (a, b) => b.pBest - a.pBest || b.savingUsd.p50 - a.savingUsd.p50 || a.planId.localeCompare(b.planId),
  );
}

function approachOddsOf({ contenders }: Decision, odds: readonly PlanOdds[]): Uncertainty['approachOdds'] {
  const sums = new Map<Uncertainty['approachOdds'][number]['approach'], number>();
  for (const { planId, pBest } of odds) {
    const approach = contenders.find(({ id }) => id === planId)?.proposal.draft.approach;
    if (approach !== undefined) sums.set(approach, (sums.get(approach) ?? 0) + pBest);
  }
  return [...sums]
    .map(([approach, pBest]) => ({ approach, pBest }))
    .sort((a, b) => b.pBest - a.pBest || a.approach.localeCompare(b.approach));
}

/** Invoice and people of the plan aimed at, month by month. */
function bandOf({ winner, keep, bestUntuned, scale, joint, context }: Decision): Uncertainty['band'] {
  const followed = winner?.proposal ?? keep;
  const inScenarios = (proposal: typeof followed) => {
    const plan = coefficientsOf(proposal, scale);
    return plan && { plan, accuracy: joint.rightIn(proposal.draft) };
  };
  const one = inScenarios(followed);
  const present = inScenarios(keep);
  if (one === null || present === null) return [];
  const around = { keep: present, successor: bestUntuned && inScenarios(bestUntuned) };
  return Array.from({ length: context.workload.horizonMonths + 1 }, (_, month) => {
    const day = month * DAYS_PER_MONTH;
    const { p10, p90 } = percentilesOf(totalUsd(costsOf(one, around, joint.scenarios, day), 0));
    return { day, p10, p90 };
  });
}

/** Reads the scenarios of a decision. Where no plan is feasible there are no odds, and the band is that of the present plan. */
export function uncertaintyOf(decision: Decision): Uncertainty {
  const odds = oddsOf(decision);
  return {
    ...decision.joint.sample,
    distributions: distributionsOf(decision),
    odds,
    approachOdds: approachOddsOf(decision, odds),
    band: bandOf(decision),
  };
}
