import { advise, formatShare, formatUsd, WorkloadSchema } from 'ftcost/engine';
import { loadEvidence } from 'ftcost/evidence';
import { loadCatalogue } from 'ftcost/prices';

const workload = WorkloadSchema.parse({
  task: 'classification',
  volume: { queriesPerDay: 500_000 },
  tokens: { staticPrompt: 2_000, user: 200, output: 100 },
  current: { model: 'gpt-4o' },
  data: { examples: 5_000, tokensPerExample: 500 },
});

const advice = advise(workload, loadCatalogue(), { asOf: '2026-11-30', evidence: loadEvidence() });

console.log(advice.verdict.headline);
for (const { title, horizonCostUsd, accuracy } of advice.plans.slice(0, 3)) {
  const cost = horizonCostUsd === null ? 'unknown' : formatUsd(horizonCostUsd);
  console.log(
    `${title}: ${cost} over 12 months, ${formatShare(accuracy.p10)} to ${formatShare(accuracy.p90)} right`,
  );
}
