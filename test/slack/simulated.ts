import type { Advice } from '../../src/engine/index.js';

/** What the flip points of these have in common; what is said of each stands beside it. */
const FLIP = {
  current: 1,
  threshold: 2,
  direction: 'above',
  fact: { code: 'beyond', side: 'above', at: { code: 'tokens', value: 2 }, title: undefined },
} as const;

/** The advice as if a simulation had given these odds: the recommended plan is cheapest in 87 of 100. */
export function simulated(
  advice: Advice,
  statement = 'Below 10k queries a day, keeping GPT-4o wins.',
): Advice {
  const feasible = advice.plans.filter((plan) => plan.feasible);
  return {
    ...advice,
    uncertainty: {
      draws: 2_000,
      seed: 1,
      distributions: [{ field: 'volume', statement }],
      odds: feasible.map(({ id, kind }) => ({
        planId: id,
        pBest: id === advice.verdict.planId ? 0.87 : 0.001,
        pBestOrTied: id === advice.verdict.planId ? 0.91 : 0.002,
        pGoodEnough: 0.6,
        pPaysBack: kind === 'keep' ? null : 0.95,
        savingUsd: { p10: 1_200, p50: 5_000, p90: 91_000 },
        regretUsd: 300,
      })),
      approachOdds: [
        { approach: 'prompting', pBest: 0.93 },
        { approach: 'fine-tuning', pBest: 0.07 },
      ],
      band: [],
    },
    sensitivity: [
      {
        input: 'volume.queriesPerDay',
        low: '250k queries a day',
        high: '1M queries a day',
        savingAtLowUsd: -500,
        savingAtHighUsd: 90_000,
        swingUsd: 90_500,
      },
    ],
    flipPoints: [
      { ...FLIP, input: 'a', threshold: null, statement: 'No cache hit rate changes it.' },
      { ...FLIP, input: 'b', direction: 'below', winsPlanId: 'keep', statement },
      { ...FLIP, input: 'c', winsPlanId: 'keep', statement: 'Third.' },
      { ...FLIP, input: 'd', winsPlanId: 'keep', statement: 'Fourth.' },
    ],
  };
}
