import { formatShare, type Outcome, tokenPriceWords, type Workload } from '../engine/index.js';
import { agreedOn, PLATFORM_PREFIX } from '../prices/negotiated-prices.js';
import type { PriceBook } from '../prices/price-book.js';
import { applySettings, originOf } from './apply-settings.js';
import type { NegotiatedPrice, SettingsVersion } from './settings.js';

/** What the advices of a workspace rest on. */
export interface WorkspaceBasis {
  /** The settings in force; `undefined` while nobody has set anything. */
  readonly settings: SettingsVersion | undefined;
  /** The price book with the workspace's own prices in it. */
  readonly book: PriceBook;
}

/** A question about a workload, without the prices, which are the workspace's. */
interface Asked {
  readonly workload: Workload;
}

/**
 * The advice for a workspace: its settings and prices go in, and its assumptions name them. Every advice that people
 * of a workspace read comes through here, so that a command, a form, a saved estimate and a digest agree.
 *
 * The workload in the advice is the one that was asked about, without the settings: they may be others next week.
 *
 * @param advise works out an advice, or only what the question comes to; its failures go through
 */
export async function adviseFor<Question extends Asked, Answer extends Outcome>(
  advise: (question: Question & { readonly book: PriceBook }) => Promise<Answer>,
  { settings, book }: WorkspaceBasis,
  question: Question,
): Promise<Answer> {
  const applied = applySettings(question.workload, settings);
  const advice = await advise({ ...question, workload: applied.workload, book });
  const negotiated = settings === undefined ? [] : negotiatedAssumptions(advice, settings);
  return {
    ...advice,
    workload: question.workload,
    assumptions: [...applied.assumptions, ...negotiated, ...advice.assumptions],
  };
}

/** One assumption for each negotiated price that is in a ledger of the advice. */
function negotiatedAssumptions(advice: Outcome, version: SettingsVersion): Outcome['assumptions'] {
  const { negotiated } = version.settings;
  const used = new Set(advice.prices.facts.flatMap((fact) => agreedOn(fact, negotiated) ?? []));
  return negotiated
    .filter((one) => used.has(one))
    .map((one) => ({
      field: 'negotiated',
      statement: `${statementOf(one)}: ${originOf(version)}.`,
      setBy: 'workspace',
    }));
}

function statementOf(one: NegotiatedPrice): string {
  const { product, note } = one;
  const what = product.startsWith(PLATFORM_PREFIX)
    ? `everything that ${product.slice(PLATFORM_PREFIX.length)} sells by the token`
    : product;
  const why = note === undefined ? '' : ` (${note})`;
  if ('price' in one) return `Your own price of ${what}: ${tokenPriceWords(one.price)}${why}`;
  const { discount } = one;
  return `Negotiated prices: ${formatShare(discount)} off the list price of ${what}${why}`;
}
