import { EFFORTS, splitEffort } from '../../engine/index.js';
import type { EvidenceBook } from '../../evidence/index.js';
import type { PriceBook } from '../../prices/price-book.js';
import type { LiveLink } from '../../store/live-links.js';
import type { WorkspaceBasis } from '../../workspace/advise-for.js';
import type { Books, Sheet } from './exchange.js';

/** What somebody with a link is shown. Pure. */
export function sheetOf(link: LiveLink, { settings, book }: WorkspaceBasis, evidence: EvidenceBook): Sheet {
  const { workload, asOf, expiresAt } = link;
  const { modelId } = splitEffort(workload.current.model);
  const model = book.findModel(modelId);
  const rates = book.ratesOf(model?.id ?? modelId, asOf);
  const stated = new Set<string>(evidence.effortsOf(model?.id ?? modelId));
  const { engineerMonthlyUsd, providers, existingFineTuningAccounts, horizonMonths } =
    settings?.settings ?? {};
  return {
    workload,
    settings: { engineerMonthlyUsd, providers, existingFineTuningAccounts, horizonMonths },
    asOf,
    endsOn: expiresAt.toISOString().slice(0, 10),
    modelName: model?.name ?? workload.current.model,
    listPrice: {
      ...(rates.input !== undefined && { inputUsdPerMTok: rates.input.usd }),
      ...(rates.output !== undefined && { outputUsdPerMTok: rates.output.usd }),
    },
    efforts: EFFORTS.filter((effort) => stated.has(effort) || effort === workload.current.effort),
    sellers: sellersIn(book),
  };
}

/** Everybody who makes or sells models or tunes. */
function sellersIn({ models, tuningOffers }: PriceBook): readonly string[] {
  const names = [...models, ...tuningOffers].flatMap(({ provider, platform }) => [provider, platform]);
  // A maker that sells by itself is both; whoever compares names passes over their case.
  const unique = new Map(names.map((name) => [name.toLowerCase(), name]));
  return [...unique.values()].sort((a, b) => a.localeCompare(b, 'en'));
}

/** The books to decide by. What a workspace has noted beside its own prices stays with it. */
export function booksOf(book: PriceBook, evidence: EvidenceBook): Books {
  const { facts, models, tuningOffers, components } = book;
  const { sources, benchmarks, results, speeds, tunes } = evidence;
  return {
    prices: { facts: facts.map(withoutNotes), models, tuningOffers, components },
    priceVersion: book.version,
    evidence: { sources, benchmarks, results, speeds, tunes },
    evidenceVersion: evidence.version,
  };
}

const OWN = new Set(['own', 'overridden']);

function withoutNotes(fact: PriceBook['facts'][number]): PriceBook['facts'][number] {
  if (!fact.marks.some((mark) => OWN.has(mark))) return fact;
  const { note: _, source, ...rest } = fact;
  return { ...rest, source: fact.marks.includes('own') ? { ...source, title: 'An own price' } : source };
}
