import type { Model } from '../../prices/price-book.js';
import type { Assumption, Ledger } from '../advice.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import { joinLedgers, ledger, pricedLine } from '../ledger.js';
import { dayRateUsd, labour } from '../people.js';
import { formatCount, formatUsdExactly } from '../wording.js';
import type { PlanContext, PlanDraft, PlanKindModule } from './plan-kind.js';
import {
  commonBlockers,
  datedCallCost,
  endOf,
  endsInHorizon,
  presentCall,
  retrievalQuality,
  thriftyCall,
  workStatement,
} from './shared.js';

/** Retrieved tokens that are added to a prompt, and tokens of a search text (calc F22, stated assumptions). */
const RETRIEVED_TOKENS = 2_000;
const SEARCH_TOKENS = 50;
/** Working days to build retrieval, evaluation apart. */
const BUILD_DAYS = 8;

/** Embedding and storing the facts: once, per query and per month. */
interface Retrieval {
  readonly index: Ledger;
  readonly search: Ledger;
  readonly monthly: Ledger;
  readonly assumptions: readonly Assumption[];
}

function retrieval(context: PlanContext): Retrieval {
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
    storePrice === undefined
  ) {
    const missing = ledger([], ['price of the embedding model or vector store']);
    return { index: missing, search: missing, monthly: missing, assumptions: [] };
  }
  const changeDays = kind === 'changing' ? (changesEveryDays ?? DAYS_PER_MONTH) : undefined;
  const reindexed = changeDays === undefined ? 0 : (corpusTokens * DAYS_PER_MONTH) / changeDays;
  return {
    index: ledger([pricedLine('Embedding the facts', corpusTokens, 'tokens', embeddingPrice)]),
    search: ledger([pricedLine('Embedding the search text', SEARCH_TOKENS, 'tokens', embeddingPrice)]),
    monthly: ledger([
      pricedLine(`Vector store, ${store.name}`, 1, 'months', storePrice),
      pricedLine('Embedding changed facts again', reindexed, 'tokens', embeddingPrice),
    ]),
    assumptions: [
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
              statement: `All facts are embedded again every ${formatCount(changeDays)} days.`,
            },
          ]),
    ],
  };
}

/** The prompt with retrieved passages added, on one model. */
function proposeModel(context: PlanContext, model: Model, parts: Retrieval): PlanDraft {
  const { workload, book, asOf, current } = context;
  const isCurrent = model.id === current.id;
  const present = presentCall(workload);
  const base = isCurrent ? present : { ...present, cacheHitRate: 0, batchShare: 0 };
  const withPassages = { ...base, retrieved: RETRIEVED_TOKENS };
  const { call, assumptions } = thriftyCall(withPassages, workload, book.ratesOf(model.id, asOf), model);
  const { engineerMonthlyUsd, evaluationDays } = workload.people;
  const quality = retrievalQuality(context, model);
  const end = endOf(model, 'stops answering');
  const noGap = workload.knowledge.kind === 'none';
  return {
    id: `rag:${model.id}`,
    kind: 'rag',
    approach: 'rag',
    title: isCurrent ? `Add retrieval to ${model.name}` : `Switch to ${model.name} with retrieval`,
    modelName: model.name,
    provider: model.provider,
    platform: model.platform,
    blockers: [
      ...(noGap
        ? [
            {
              code: 'no-knowledge-gap' as const,
              message: 'No missing facts are stated: retrieval would add tokens and mend nothing.',
            },
          ]
        : []),
      ...endsInHorizon(context, end),
      ...commonBlockers(context, model, { retrieves: true, call, quality }),
    ],
    upfront: joinLedgers(
      labour('Building retrieval', BUILD_DAYS, engineerMonthlyUsd),
      labour('Evaluating it', evaluationDays, engineerMonthlyUsd),
      parts.index,
    ),
    perQuery: datedCallCost(context, model.id, call, model.cacheFloorTokens, quality, (day) =>
      book.ratesOf(model.id, day),
    ).map(({ from, ledger: perCall }) => ({ from, ledger: joinLedgers(perCall, parts.search) })),
    monthly: parts.monthly,
    ...(end !== undefined && { end }),
    quality,
    workingDays: BUILD_DAYS + evaluationDays,
    assumptions: [
      ...parts.assumptions,
      ...assumptions,
      workStatement(
        BUILD_DAYS + evaluationDays,
        'Building and evaluating retrieval',
        dayRateUsd(engineerMonthlyUsd),
      ),
    ],
  };
}

/** Retrieval on the present model and, where facts are missing, on every candidate. Not proposed to those who retrieve already. */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { workload, current, candidates } = context;
  if (workload.tokens.retrieved > 0) return [];
  const models = workload.knowledge.kind === 'none' ? [current] : [current, ...candidates];
  const parts = retrieval(context);
  return models.map((model) => proposeModel(context, model, parts));
}

export const rag: PlanKindModule = { kind: 'rag', untuned: true, propose };
