import type { Plan } from '../advice.js';
import type { Task } from '../workload.js';
import { isTrained } from './plan-traits.js';
import type { Findings } from './verdict.js';
import { formatCount, formatDuration, formatUsd } from './wording.js';

/** What a plan asks of a team beside its price: retraining, missing capabilities, another seller, where data goes. */

/** Tasks whose answers have a form that a schema enforces. */
const FORMED_TASKS: readonly Task[] = ['classification', 'extraction', 'structured-output'];

function months(count: number): string {
  return count === 1 ? 'month' : `${formatCount(count)} months`;
}

/** How often it is trained again, and whether that keeps up with the requirements. */
function retraining(winner: Plan, findings: Findings): string[] {
  const { recurring } = winner;
  if (recurring === undefined || recurring.ledger.totalUsd === null) return [];
  const { everyMonths, ledger } = recurring;
  const each = formatUsd(ledger.totalUsd ?? 0);
  const change = findings.context.workload.stability.requirementsChangeEveryMonths;
  if (change !== undefined && change < everyMonths) {
    return [
      `The requirements change every ${months(change)}, the tune is trained again every ${months(everyMonths)}: it follows old ones for up to ${formatDuration((everyMonths - change) * 30)}, or is trained more often at ${each} a time.`,
    ];
  }
  return findings.context.workload.horizonMonths > everyMonths
    ? [`It is trained again every ${months(everyMonths)}, at ${each} a time with the evaluation.`]
    : [];
}

/** What tuned and rented endpoints do not always have, of what this workload uses. */
function capabilities(winner: Plan, findings: Findings): string[] {
  const { task, constraints } = findings.context.workload;
  if (!isTrained(winner) && winner.kind !== 'self-host') return [];
  const used = [
    ...(task === 'agent' ? ['tool calls'] : []),
    ...(FORMED_TASKS.includes(task) ? ['structured outputs'] : []),
    ...(constraints.batchable ? ['batching'] : []),
  ];
  return used.length === 0
    ? []
    : [`Tuned and rented endpoints do not always offer ${used.join(' or ')}: check before you build.`];
}

/** Another seller is another contract. */
function newSeller(winner: Plan, keep: Plan): string[] {
  if (winner.kind !== 'switch-model' && winner.kind !== 'rag') return [];
  if (winner.provider === keep.provider) return [];
  return [
    `This moves you from ${keep.provider} to ${winner.provider}: another contract, other data terms, and a prompt to adapt.`,
  ];
}

/** Where the data goes. */
function residency(winner: Plan, findings: Findings): string[] {
  if (!findings.context.workload.constraints.dataStaysInHouse || winner.kind !== 'self-host') return [];
  return ['Data has to stay in house: check in which country and in whose building the rented GPUs stand.'];
}

/** Cautions about what a plan asks of the team, gravest first. */
export function circumstanceCautions(winner: Plan, keep: Plan, findings: Findings): string[] {
  return [
    ...residency(winner, findings),
    ...retraining(winner, findings),
    ...capabilities(winner, findings),
    ...newSeller(winner, keep),
  ];
}
