import { advise, formatUsd, WorkloadSchema } from 'ftcost/engine';
import { loadCatalogue } from 'ftcost/prices';

const workload = WorkloadSchema.parse({
  task: 'classification',
  volume: { queriesPerDay: 500_000 },
  tokens: { staticPrompt: 2_000, user: 200, output: 100 },
  current: { model: 'gpt-4o' },
  data: { examples: 5_000, tokensPerExample: 500 },
});

const advice = advise(workload, loadCatalogue(), { asOf: '2026-11-22' });

console.log(advice.verdict.headline);
for (const plan of advice.plans.filter(({ feasible }) => feasible).slice(0, 3)) {
  const cost = plan.horizonCostUsd === null ? 'unknown' : formatUsd(plan.horizonCostUsd);
  console.log(`${plan.title}: ${cost} over 12 months`);
}
