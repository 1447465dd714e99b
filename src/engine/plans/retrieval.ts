import type { Ledger } from '../cost/ledger.js';
import { ledger, pricedLine } from '../cost/ledger.js';
import type { Assumption } from '../defaults.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import { formatCount, formatUsdExactly } from '../explain/wording.js';
import type { PlanContext } from './plan-kind.js';

/** The parts of retrieval that are paid beside the model. */

/** Retrieved tokens that are added to a prompt (stated assumption). */
export const RETRIEVED_TOKENS = 2_000;
/** Tokens of a search text (stated assumption). */
const SEARCH_TOKENS = 50;
/** Working days to build retrieval, evaluation apart. */
export const RETRIEVAL_DAYS = 8;

/** Embedding and storing the facts: once, per query and per month. */
export interface Retrieval {
  readonly index: Ledger;
  readonly search: Ledger;
  readonly monthly: Ledger;
  assumptions(): readonly Assumption[];
}

/** What embedding and storing the workload's facts costs; unknown without prices of the default components. */
export function retrieval(context: PlanContext): Retrieval {
  const { workload, book, asOf } = context;
  const { corpusTokens, changesEveryDays, kind } = workload.knowledge;
  const embedding = book.components.find((one) => one.kind === 'embedding' && one.isDefault);
  const store = book.components.find((one) => one.kind === 'vector-store' && one.isDefault);
  const embeddingPrice = embedding && book.componentPrice(embedding.id, asOf);
  const storePrice = store && book.componentPrice(store.id, asOf);
  if (
    embedding === undefined ||
    embeddingPrice === undefined ||
    store === undefined ||
    storePrice?.unit !== 'usdPerMonth'
  ) {
    const missing = ledger([], ['price of the embedding model or vector store']);
    return { index: missing, search: missing, monthly: missing, assumptions: () => [] };
  }
  const changeDays = kind === 'changing' ? (changesEveryDays ?? DAYS_PER_MONTH) : undefined;
  const reindexed = changeDays === undefined ? 0 : (corpusTokens * DAYS_PER_MONTH) / changeDays;
  return {
    index: ledger([pricedLine('embedding', 'Embedding the facts', corpusTokens, 'tokens', embeddingPrice)]),
    search: ledger([
      pricedLine('embedding', 'Embedding the search text', SEARCH_TOKENS, 'tokens', embeddingPrice),
    ]),
    monthly: ledger([
      pricedLine('vector-store', `Vector store, ${store.name}`, 1, 'months', storePrice),
      pricedLine('embedding', 'Embedding changed facts again', reindexed, 'tokens', embeddingPrice),
    ]),
    assumptions: () => [
      {
        field: 'retrieved',
        statement: `${formatCount(RETRIEVED_TOKENS)} retrieved tokens are added to each prompt.`,
      },
      {
        field: 'store',
        statement: `Facts are embedded with ${embedding.name} and kept in ${store.name} at ${formatUsdExactly(storePrice.usd)} a month.`,
      },
      ...(changeDays === undefined
        ? []
        : [
            {
              field: 'knowledge.changesEveryDays',
              statement: `All facts are embedded again every ${changeDays === 1 ? 'day' : `${formatCount(changeDays)} days`}.`,
            },
          ]),
    ],
  };
}
