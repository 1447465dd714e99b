import { demandOf } from '../cost/demand.js';
import type { Ledger } from '../cost/ledger.js';
import { joinLedgers, ledger, NOTHING, pricedLine } from '../cost/ledger.js';
import { upkeep } from '../cost/people.js';
import type { Assumption, CompleteWorkload } from '../defaults.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import { formatCount, formatShare, formatUsdExactly } from '../explain/wording.js';
import type { PlanContext } from './plan-kind.js';

/** The parts of retrieval that are paid beside the model. */

/** Retrieved tokens that are added to a prompt (stated assumption). */
export const RETRIEVED_TOKENS = 2_000;
/** Tokens of a search text (stated assumption). */
const SEARCH_TOKENS = 50;
/** Working days to build retrieval, evaluation apart. */
export const RETRIEVAL_DAYS = 8;

/** Tokens of a passage as it is embedded, without overlap (stated assumption). */
const PASSAGE_TOKENS = 500;
/** Bytes that a passage takes in the store: 1,536 dimensions of 4 bytes, half as much again for the index, and its text (stated assumption). */
const BYTES_PER_PASSAGE = 1_536 * 4 * 1.5 + PASSAGE_TOKENS * 4;
/** What one unit of the store holds and answers at its busiest (stated assumptions). */
const GB_PER_UNIT = 5;
const SEARCHES_PER_SECOND = 10;
/** How much busier the busiest minutes are than the mean (stated assumption). */
const PEAK = 3;
/** Share of the facts that each change touches, where nobody says (stated assumption). */
const CHANGED_SHARE = 0.1;
/** Share of an engineer that keeps retrieval going: sources, permissions, what is not found (stated assumptions). */
const UPKEEP_FTE = { static: 0.05, changing: 0.1 } as const;
/** Passages that are found first where the best of them are chosen by a re-ranker (stated assumption). */
const RERANKED_PASSAGES = 20;

/** Embedding and storing the facts: once, per query and per month. */
export interface Retrieval {
  readonly index: Ledger;
  readonly search: Ledger;
  readonly monthly: Ledger;
  assumptions(): readonly Assumption[];
}

/** Units of the store: the facts are parted among some, and each part is there as often as searches need it. */
function storeUnits({ knowledge, volume, horizonMonths }: CompleteWorkload): number {
  const gigabytes = ((knowledge.corpusTokens / PASSAGE_TOKENS) * BYTES_PER_PASSAGE) / 1e9;
  const demand = demandOf(volume);
  const busiest = Math.max(demand.perDayInMonth(0), demand.perDayInMonth(horizonMonths - 1));
  const parts = Math.max(1, Math.ceil(gigabytes / GB_PER_UNIT));
  return parts * Math.max(1, Math.ceil((busiest * PEAK) / 86_400 / SEARCHES_PER_SECOND));
}

/** What choosing the best passages costs a query, where the team has a re-ranker; unknown without its price. */
function reranking({ workload, book, asOf }: PlanContext): Ledger {
  if (!workload.knowledge.rerank) return NOTHING;
  const reranker = book.components.find((one) => one.kind === 'rerank' && one.isDefault);
  const price = reranker && book.componentPrice(reranker.id, asOf);
  if (price?.unit !== 'usdPerMTok') return ledger([], ['price of the re-ranker']);
  const tokens = RERANKED_PASSAGES * (PASSAGE_TOKENS + SEARCH_TOKENS);
  return ledger([pricedLine('rerank', 'Choosing the best passages', tokens, 'tokens', price)]);
}

/** What embedding, storing and keeping the workload's facts costs; unknown without prices of the default components. */
export function retrieval(context: PlanContext): Retrieval {
  const { workload, book, asOf } = context;
  const { corpusTokens, changesEveryDays, changedShare, kind, rerank } = workload.knowledge;
  const { engineerMonthlyUsd } = workload.people;
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
  const changing = kind === 'changing';
  const changeDays = changesEveryDays ?? DAYS_PER_MONTH;
  const changed = changedShare ?? CHANGED_SHARE;
  const reindexed = changing ? (corpusTokens * changed * DAYS_PER_MONTH) / changeDays : 0;
  const units = storeUnits(workload);
  const fte = workload.knowledge.upkeepFte ?? UPKEEP_FTE[changing ? 'changing' : 'static'];
  return {
    index: ledger([pricedLine('embedding', 'Embedding the facts', corpusTokens, 'tokens', embeddingPrice)]),
    search: joinLedgers(
      ledger([pricedLine('embedding', 'Embedding the search text', SEARCH_TOKENS, 'tokens', embeddingPrice)]),
      reranking(context),
    ),
    monthly: joinLedgers(
      ledger([
        pricedLine('vector-store', `Vector store, ${store.name}`, units, 'units', storePrice),
        pricedLine('embedding', 'Embedding changed facts again', reindexed, 'tokens', embeddingPrice),
      ]),
      upkeep('Keeping retrieval going', fte, engineerMonthlyUsd),
    ),
    assumptions: () => [
      {
        field: 'retrieved',
        statement: `${formatCount(RETRIEVED_TOKENS)} retrieved tokens are added to each prompt.`,
      },
      {
        field: 'store',
        statement: `Facts are embedded with ${embedding.name} in passages of ${PASSAGE_TOKENS} tokens and kept in ${formatCount(units)} unit${units === 1 ? '' : 's'} of ${store.name} at ${formatUsdExactly(storePrice.usd)} a month; a unit holds ${GB_PER_UNIT} GB and answers ${SEARCHES_PER_SECOND} searches a second, at a peak of ${PEAK} times the mean.`,
      },
      {
        field: 'knowledge.upkeepFte',
        statement: `Keeping retrieval going takes ${formatCount(fte)} of an engineer.`,
      },
      ...(changing
        ? [
            {
              field: 'knowledge.changesEveryDays',
              statement: `${changeDays === 1 ? 'Every day' : `Every ${formatCount(changeDays)} days`} ${formatShare(changed)} of the facts change, and only these are embedded again.`,
            },
          ]
        : []),
      ...(rerank
        ? [
            {
              field: 'knowledge.rerank',
              statement: `A re-ranker reads ${RERANKED_PASSAGES} passages a query and keeps the best.`,
            },
          ]
        : []),
    ],
  };
}
