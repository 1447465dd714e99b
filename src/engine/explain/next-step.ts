import type { Plan } from '../advice.js';
import { billUsd } from '../cost/ledger.js';
import { planKind } from '../plans/index.js';
import { evaluationSize } from '../quality/evaluation-size.js';
import { bestFineTune } from './among-plans.js';
import type { Findings } from './findings.js';
import { formatCount, formatShare, formatUsd } from './wording.js';

/** Accuracy that is taken where none is given, and the drop that an evaluation should be able to show. */
const USUAL_ACCURACY = 0.9;
const DROP_TO_SEE = 0.05;

/** The cheapest test that would settle the verdict. */
export function nextStepFor(findings: Findings, keep: Plan): string {
  const { winner, context } = findings;
  if (winner === null) return 'Decide which of the conditions can be relaxed, and ask again.';
  const { pilot } = findings.uncertainty.information;
  if (pilot !== null && pilot.netUsd > 0) {
    const tune = bestFineTune(findings.plans.filter((plan) => plan.feasible));
    return `Run a pilot before deciding: tune ${tune?.training?.base ?? 'a model'} once on 200 to 500 examples and judge held-out queries. It costs about ${formatUsd(pilot.costUsd)} and is worth ${formatUsd(pilot.worthUsd)} on average over the simulated futures.`;
  }
  const accuracy = Math.max(DROP_TO_SEE, context.workload.quality.current ?? USUAL_ACCURACY);
  const size = evaluationSize(accuracy, accuracy - DROP_TO_SEE);
  const items = formatCount(size);
  const purpose = `enough to see a drop of 5 points from ${formatShare(accuracy)}`;
  const test = planKind(winner.kind).test(winner, keep);
  switch (test.code) {
    case 'none':
      return 'Nothing to test now. Ask again when the volume grows or a price moves.';
    case 'turn-on':
      return test.watch === 'bill'
        ? 'Turn it on for a day and compare the bill.'
        : 'Turn it on for a day and count the calls that are sent again.';
    case 'train-once':
      return `Tune once on 200 to 500 ${test.on} and judge ${items} held-out queries: ${purpose}.`;
    case 'rent-gpu':
      return `Rent one GPU for a day, about ${formatUsd(24 * test.hourUsd)}, judge ${items} real queries beside ${keep.modelName}, ${purpose}, and measure how many it answers in a second.`;
    case 'judge': {
      const usd = formatUsd(size * (billUsd(winner.perQuery) + billUsd(keep.perQuery)));
      return `Judge ${items} real queries ${test.how}: ${purpose}. It costs about ${usd} in tokens.`;
    }
  }
}
