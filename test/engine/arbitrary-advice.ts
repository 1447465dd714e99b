import fc from 'fast-check';
import type { Advice } from '../../src/engine/advice.js';
import type { Workload } from '../../src/engine/workload.js';
import { runs } from '../runs.js';
import { anyWorkload } from './arbitrary-workload.js';
import { askAll } from './ask.js';

/** Of the random workloads: that of the run, or any where the run has none, but one and the same for a file. */
export const SEED = fc.readConfigureGlobal().seed ?? Date.now() % 2 ** 31;

/** Checks a fact on many random advices: the same ones for every fact of a file. */
export function always(fact: (advice: Advice, workload: Workload) => void, numRuns = 150): void {
  fc.assert(
    fc.property(anyWorkload, (workload) => {
      fact(askAll(workload), workload);
    }),
    { numRuns: runs(numRuns), seed: SEED },
  );
}
