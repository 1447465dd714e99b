import { type Comparison, compareModels, type Workload } from '../engine/index.js';
import type { WorkspaceBasis } from './advise-for.js';
import { applySettings } from './apply-settings.js';

/** Settings of a workspace that a comparison depends on; the others are about tuning. */
const BILL_SETTINGS: readonly string[] = [
  'constraints.providers',
  'horizonMonths',
  'people.engineerMonthlyUsd',
];

/** A comparison for a workspace. */
export interface ComparedFor {
  /** The workload in it is the one that was asked about, without the settings. */
  readonly comparison: Comparison;
  /** What the settings of the workspace contributed, a sentence each. */
  readonly fromSettings: readonly string[];
}

/**
 * One workload on several models, with the settings and prices of a workspace.
 *
 * @throws UnknownModelError when a model is not in the price book
 */
export function compareFor(
  { settings, book }: WorkspaceBasis,
  workload: Workload,
  models: readonly string[],
  asOf: string,
  evidence: Parameters<typeof compareModels>[4],
): ComparedFor {
  const applied = applySettings(workload, settings);
  const compared = compareModels(applied.workload, book, models, asOf, evidence);
  return {
    comparison: { ...compared, workload },
    fromSettings: applied.assumptions
      .filter(({ field }) => BILL_SETTINGS.includes(field))
      .map(({ statement }) => statement),
  };
}
