import { formatCount, type Workload } from '../engine/index.js';
import { ESTIMATE_NAME_LENGTH } from './estimate.js';

/** The name of an estimate that nobody has named: `GPT-4o, 500k/day, classification`. */
export function defaultEstimateName(workload: Workload, modelName: string): string {
  const { volume, task } = workload;
  const { oneOffQueries, queriesPerDay = 0 } = volume;
  const load =
    oneOffQueries === undefined ? `${formatCount(queriesPerDay)}/day` : `${formatCount(oneOffQueries)} once`;
  const rest = [load, ...(task === undefined ? [] : [task])].join(', ');
  return `${modelName.slice(0, ESTIMATE_NAME_LENGTH - rest.length - 2).trim()}, ${rest}`;
}
