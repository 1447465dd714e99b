/** The fields of a workload that the live sheet changes, by their path. */

/** Fields of a workload that are numbers, by their path. */
export const NUMBER_PATHS = [
  'volume.queriesPerDay',
  'volume.oneOffQueries',
  'tokens.staticPrompt',
  'tokens.user',
  'tokens.output',
  'quality.current',
  'quality.lossPerErrorUsd',
  'current.price.inputUsdPerMTok',
  'current.price.outputUsdPerMTok',
  'horizonMonths',
  'stability.requirementsChangeEveryMonths',
  'people.engineerMonthlyUsd',
  'people.setupDays',
  'people.evaluationDays',
  'people.upkeepFte',
  'constraints.maxLatencyMs',
] as const;

/** Fields that hold or do not. */
export const FLAG_PATHS = [
  'constraints.batchable',
  'constraints.dataStaysInHouse',
  'constraints.noTrainingOnData',
] as const;

/** Fields that are lists of sellers. */
export const LIST_PATHS = ['constraints.providers', 'constraints.existingFineTuningAccounts'] as const;

export const EFFORT_PATH = 'current.effort';

export type NumberPath = (typeof NUMBER_PATHS)[number];
export type FlagPath = (typeof FLAG_PATHS)[number];
export type ListPath = (typeof LIST_PATHS)[number];
export type Path = NumberPath | FlagPath | ListPath | typeof EFFORT_PATH;

/** Plain data with names. */
export type Tree = Readonly<Record<string, unknown>>;

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path, where there is one. */
export function valueAt(tree: Tree, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (isTree(at) ? at[key] : undefined), tree);
}
