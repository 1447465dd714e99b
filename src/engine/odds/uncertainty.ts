import type { PlanOdds, Uncertainty } from '../advice.js';
import { rank } from '../choose/choose.js';
import type { Decision } from '../choose/decide.js';
import type { Assumption } from '../defaults.js';
import { type CompleteWorkload, DAYS_PER_MONTH } from '../defaults.js';
import { formatShare, formatUsd } from '../explain/wording.js';
import { isPresent, KEEP_ID } from '../plans/index.js';
import { chanceOfSuccess } from '../quality/success.js';
import { ASSUMED_ACCURACY_SD, MEASURED_ACCURACY_SD, worldOf } from './coefficients.js';
import { perfectInformation, requiredChance, type Stake, USUAL_PILOT, valueOfPilot } from './information.js';
import { bestOf, percentileOf, percentilesOf, regretsOf, stakeOf } from './odds.js';
import { type SimulatedWorld, type Simulation, simulate } from './simulate.js';
import { GROWTH_ABOVE, GROWTH_BELOW, spreadOf, TOKENS_SD, VOLUME_SD } from './spread.js';

/** How sure an advice is: every plan in many simulated futures. */

function percent(growth: number): string {
  return `${growth < 0 ? '-' : '+'}${formatShare(Math.abs(growth))}`;
}

/** What was drawn, in words; `isTaught` where a plan is trained on the answers of another model. */
function distributionsOf(
  workload: CompleteWorkload,
  world: SimulatedWorld,
  stake: Stake | null,
  isTaught: boolean,
): Assumption[] {
  const { oneOffQueries, growthPerMonth } = workload.volume;
  const stated: Assumption[] = [];
  if (oneOffQueries === undefined) {
    stated.push(
      {
        field: 'volume.queriesPerDay',
        statement: `The volume is off by a factor: lognormal, sd ${VOLUME_SD}, so between 0.60 and 1.47 times the given one in 8 of 10 futures.`,
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
      statement: `Calls are longer or shorter by a factor: lognormal, sd ${TOKENS_SD}, so between 0.70 and 1.34 times in 8 of 10 futures.`,
    },
    {
      field: "people's time",
      statement:
        "People's time is 0.5 to 2.4 times the stated one, most likely as stated: triangular, drawn once for the building and once for the upkeep. The day of going live stays as stated.",
    },
  );
  const plans = [world.keep, ...world.plans];
  if (plans.some((plan) => plan.accuracy !== undefined)) {
    stated.push({
      field: 'quality',
      statement: `Accuracies err: normal, sd ${100 * MEASURED_ACCURACY_SD} points where measured and ${100 * ASSUMED_ACCURACY_SD} points where assumed, each model on its own. The bar is applied to the stated ones.`,
    });
  }
  if (stake !== null) {
    const { chance, why } = chanceOfSuccess(workload);
    const distilled = chanceOfSuccess(workload, 'teacher-answers').chance;
    const otherwise =
      isTaught && distilled !== chance
        ? `, a distilled one in ${formatShare(distilled)}: it has its teacher's examples`
        : '';
    const needed = requiredChance(stake.gainUsd, stake.lossUsd);
    stated.push(
      {
        field: 'chance of a tune',
        statement: `A tune succeeds in ${formatShare(chance)} of the futures (${why})${otherwise}; where it fails, what was paid upfront is lost and the best untuned plan follows. ${needed === null ? 'Even where it succeeds, the best untuned plan is cheaper on average.' : `Tuning pays on average from a chance of ${formatShare(needed)} on.`}`,
      },
      {
        field: 'life of a tune',
        statement:
          'A tuned model is overtaken after 4 to 18 months, most likely 9, never later than its announced end: triangular. Then the best untuned plan follows.',
      },
      {
        field: 'pilot',
        statement: `A pilot costs ${formatUsd(USUAL_PILOT.costUsd)}, finds ${formatShare(USUAL_PILOT.hit)} of the tunes that succeed and turns down ${formatShare(USUAL_PILOT.correctReject)} of those that fail.`,
      },
    );
  }
  return stated;
}

function oddsOf(world: SimulatedWorld, simulation: Simulation): PlanOdds[] {
  const { draws, costUsd, paidBack, keepUsd } = simulation;
  const best = bestOf(costUsd, draws);
  const regrets = regretsOf(costUsd, draws);
  const odds = world.plans.map(({ id }, p): PlanOdds => {
    const row = costUsd.subarray(p * draws, (p + 1) * draws);
    const paid = paidBack.subarray(p * draws, (p + 1) * draws).reduce((sum, one) => sum + one, 0);
    return {
      planId: id,
      pBest: (best[p] ?? 0) / draws,
      pPaysBack: isPresent({ id }) ? null : paid / draws,
      savingUsd: percentilesOf(row.map((usd, n) => (keepUsd[n] ?? 0) - usd)),
      regretUsd: percentileOf(regrets.subarray(p * draws, (p + 1) * draws), 0.9),
    };
  });
  return odds.sort(
    (a, b) => b.pBest - a.pBest || b.savingUsd.p50 - a.savingUsd.p50 || a.planId.localeCompare(b.planId),
  );
}

function bandOf(simulation: Simulation): Uncertainty['band'] {
  const { followed, draws } = simulation;
  if (followed === null) return [];
  return Array.from({ length: followed.length / draws }, (_, month) => {
    const { p10, p90 } = percentilesOf(followed.slice(month * draws, (month + 1) * draws));
    return { day: month * DAYS_PER_MONTH, p10, p90 };
  });
}

/**
 * Simulates every feasible plan of known cost. Where no plan is feasible there are no odds, and the band is that
 * of the present plan.
 */
export function uncertaintyOf(
  decision: Decision,
  options: { readonly draws: number; readonly seed: number },
): Uncertainty {
  const { workload } = decision.context;
  const feasible = rank(decision.contenders).filter((one) => one.feasible && one.horizonCostUsd !== null);
  // Among plans of equal cost the recommended one counts as the cheapest.
  feasible.sort((a, b) => Number(b.id === decision.winner?.id) - Number(a.id === decision.winner?.id));
  const competing = feasible.map(({ proposal }) => proposal);
  const world = worldOf(decision, competing.length > 0 ? competing : [decision.keep]);
  if (world === null) {
    return { ...options, distributions: [], odds: [], band: [], information: { perfectUsd: 0, pilot: null } };
  }
  const simulation = simulate(world, spreadOf(workload), {
    ...options,
    followed: decision.winner?.id ?? KEEP_ID,
  });
  const stake = stakeOf(world, simulation);
  const isTaught = competing.some(({ draft }) => draft.training?.on === 'teacher-answers');
  const pilot = stake && valueOfPilot(stake, USUAL_PILOT);
  return {
    ...options,
    distributions: distributionsOf(workload, world, stake, isTaught),
    odds: competing.length > 0 ? oddsOf(world, simulation) : [],
    band: bandOf(simulation),
    information: {
      perfectUsd: perfectInformation(simulation.costUsd, simulation.draws),
      pilot: pilot && { costUsd: USUAL_PILOT.costUsd, worthUsd: pilot.worthUsd, netUsd: pilot.netUsd },
    },
  };
}
