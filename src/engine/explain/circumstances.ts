import type { Plan } from '../advice.js';
import type { Task } from '../workload.js';
import type { Findings } from './findings.js';
import { formatDuration, formatMonths, formatUsd } from './wording.js';

/** What a plan asks of a team beside its price: retraining, missing capabilities, another seller, where data goes. */

/** Tasks whose answers have a form that a schema enforces. */
const FORMED_TASKS: readonly Task[] = ['classification', 'extraction', 'structured-output'];

/** How often it is trained again, and whether that keeps up with the requirements. */
function retraining(winner: Plan, findings: Findings): string[] {
  const { recurring } = winner;
  if (recurring === undefined || recurring.ledger.totalUsd === null) return [];
  const { everyMonths, ledger } = recurring;
  const each = formatUsd(ledger.totalUsd ?? 0);
  const change = findings.context.workload.stability.requirementsChangeEveryMonths;
  if (change !== undefined && change < everyMonths) {
    return [
      `The requirements change every ${formatMonths(change)}, the tune is trained again every ${formatMonths(everyMonths)}: it follows old ones for up to ${formatDuration((everyMonths - change) * 30)}, or is trained more often at ${each} a time.`,
    ];
  }
  return findings.context.workload.horizonMonths > everyMonths
    ? [`It is trained again every ${formatMonths(everyMonths)}, at ${each} a time with the evaluation.`]
    : [];
}

/** What tuned and rented endpoints do not always have, of what this workload uses. */
function capabilities(winner: Plan, findings: Findings): string[] {
  const { task, constraints } = findings.context.workload;
  if (winner.training === undefined && !winner.inHouse) return [];
  const used = [
    ...(task === 'agent' ? ['tool calls'] : []),
    ...(FORMED_TASKS.includes(task) ? ['structured outputs'] : []),
    ...(constraints.batchable ? ['batching'] : []),
  ];
  return used.length === 0
    ? []
    : [`Tuned and rented endpoints do not always offer ${used.join(' or ')}: check before you build.`];
}

/** Cautions about what a plan asks of the team, gravest first. */
export function circumstanceCautions(winner: Plan, findings: Findings): string[] {
  return [...retraining(winner, findings), ...capabilities(winner, findings)];
}
