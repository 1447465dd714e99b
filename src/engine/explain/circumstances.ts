import type { Plan } from '../advice.js';
import type { Task } from '../workload.js';
import type { Capability, Caution } from './caution-words.js';
import type { Findings } from './findings.js';

/** What a plan asks of a team beside its price: retraining, missing capabilities, another seller, where data goes. */

/** Tasks whose answers have a form that a schema enforces. */
const FORMED_TASKS: readonly Task[] = ['classification', 'extraction', 'structured-output'];

/** How often it is trained again, and whether that keeps up with the requirements. */
function retraining(winner: Plan, findings: Findings): Caution[] {
  const { recurring } = winner;
  if (recurring === undefined || recurring.ledger.totalUsd === null) return [];
  const { everyMonths: months } = recurring;
  const usd = recurring.ledger.totalUsd;
  const { stability, horizonMonths } = findings.context.workload;
  const changeMonths = stability.requirementsChangeEveryMonths;
  if (changeMonths !== undefined && changeMonths < months)
    return [{ code: 'follows-old-requirements', changeMonths, retrainMonths: months, usd }];
  return horizonMonths > months ? [{ code: 'trained-again', months, usd }] : [];
}

/** What tuned and rented endpoints do not always have, of what this workload uses. */
function capabilities(winner: Plan, findings: Findings): Caution[] {
  const { task, constraints } = findings.context.workload;
  if (winner.training === undefined && !winner.inHouse) return [];
  const used: Capability[] = [];
  if (task === 'agent') used.push('tool-calls');
  if (FORMED_TASKS.includes(task)) used.push('structured-outputs');
  if (constraints.batchable) used.push('batching');
  return used.length === 0 ? [] : [{ code: 'may-lack', capabilities: used }];
}

/** Cautions about what a plan asks of the team, gravest first. */
export function circumstanceCautions(winner: Plan, findings: Findings): Caution[] {
  return [...retraining(winner, findings), ...capabilities(winner, findings)];
}
