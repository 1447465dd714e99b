// @ts-check
import { loadCatalogue } from '../dist/prices/catalogue.js';

/** The question that every measurement asks. */
/** @type {import('../dist/engine/index.js').Workload} */
export const WORKLOAD = {
  task: 'classification',
  volume: { queriesPerDay: 500_000 },
  tokens: { user: 200, output: 100 },
  current: { model: 'gpt-4o' },
  data: { examples: 5000, tokensPerExample: 500 },
};

/** The command line of the same question. */
export const COMMAND = '/ftcost gpt-4o 500k/day 200in 100out examples=5000x500 task=classification';

/** The day of the decision. */
export const AS_OF = '2026-11-22';

export const BOOK = loadCatalogue();
