import type { Plan } from '../advice.js';
import { pFastEnough } from '../plans/shared.js';
import type { Findings } from './findings.js';
import { formatDuration, formatOdds, listed } from './wording.js';

/** What bounds the verdict from outside: the end of its own plan, and the limits that the person gave. */

/** Chance from which on a limit of latency counts as held. */
const SURELY_FAST = 0.9;

/** What ends the plan itself, where an end is announced. */
function ownEnd({ lifetime, training }: Plan): string[] {
  const { months, because } = lifetime;
  if (months === null) return [];
  const again = training !== undefined ? ' Then it has to be built again on another base.' : '';
  if (months === 0) return [`It may end any day: ${because}.${again}`];
  return [`It runs for ${formatDuration(months * 30)}: ${because}.${again}`];
}

/** What is known of the speed of the plan's model against the limit; said of a limit that is held, too. */
function latencyLimit(winner: Plan, { decision, context }: Findings): string[] {
  const limitMs = context.workload.constraints.maxLatencyMs;
  const draft = decision.contenders.find(({ id }) => id === winner.id)?.proposal.draft;
  if (limitMs === undefined || draft === undefined) return [];
  const limit = `${limitMs.toLocaleString('en-US')} ms`;
  const answers = { modelId: draft.productId, ...(draft.effort !== undefined && { effort: draft.effort }) };
  const fast = pFastEnough(context, answers, context.workload.tokens.output);
  if (fast === null) {
    return [
      `Nobody has published how fast ${winner.modelName} answers: measure whether 95 of 100 answers come within ${limit} first.`,
    ];
  }
  const typical = Number(fast.p95Ms.toPrecision(2)).toLocaleString('en-US');
  const expected = `95 of 100 answers of ${winner.modelName} are expected within about ${typical} ms`;
  return fast.p >= SURELY_FAST
    ? [`Your limit of ${limit} is likely kept: ${expected}.`]
    : [`${expected}; the limit of ${limit} holds in ${formatOdds(fast.p)} cases: measure it first.`];
}

/** What was asked for data, and what that means for the plan. */
function dataLimits(winner: Plan, { context }: Findings): string[] {
  const { noTrainingOnData, dataStaysInHouse } = context.workload.constraints;
  return [
    ...(dataStaysInHouse && winner.inHouse ? ['Data stays in house, as you ask: you run the model.'] : []),
    ...(noTrainingOnData ? [`Check ${winner.platform}'s terms: the data may not be used for training.`] : []),
  ];
}

/** Sellers that were allowed; what others sell was not weighed. */
function sellerLimit({ context }: Findings): string[] {
  const { providers } = context.workload.constraints;
  return providers === undefined || providers.length === 0
    ? []
    : [
        `Only what ${listed(providers)} ${providers.length === 1 ? 'sells' : 'sell'} may be used, as you ask.`,
      ];
}

/** What bounds the plan, gravest first: its own end, then each limit that was given and how the plan stands to it. */
export function conditionsOn(findings: Findings): readonly string[] {
  const { winner } = findings;
  if (winner === null) return [];
  return [
    ...ownEnd(winner),
    ...latencyLimit(winner, findings),
    ...dataLimits(winner, findings),
    ...sellerLimit(findings),
  ];
}
