import type { PriceFact } from '../../prices/price-book.js';
import type { Ledger } from './ledger.js';
import { ledger, pricedLine } from './ledger.js';

/** Share of the examples that is kept apart for validation, on top of those trained on (public guides keep 15 to 20 %). */
export const VALIDATION_SHARE = 0.2;

/** Passes over the data where neither the team nor the seller names a number. */
export const DEFAULT_EPOCHS = 3;

export interface Training {
  readonly examples: number;
  /** Prompt and answer together. */
  readonly tokensPerExample: number;
  readonly epochs: number;
  readonly runs: number;
  /** Examples kept apart that every run reads so many times, where the seller bills them, too. */
  readonly validation?: { readonly examples: number; readonly evaluations: number };
}

/**
 * What training costs: every epoch of every run is billed, and where the seller
 * bills it, every reading of the examples kept apart; each run costs at least the minimum fee.
 *
 * @returns unknown when the training price is not known.
 */
export function trainingBill(
  training: Training,
  price: PriceFact | undefined,
  minimumFee: PriceFact | undefined,
): Ledger {
  if (price?.unit !== 'usdPerMTok') {
    return ledger([], [price === undefined ? 'training price' : 'training price per token']);
  }
  const tokensPerRun = training.examples * training.tokensPerExample * training.epochs;
  const { examples = 0, evaluations = 0 } = training.validation ?? {};
  const validationTokensPerRun = examples * training.tokensPerExample * evaluations;
  const lines = [pricedLine('training', 'Training', tokensPerRun * training.runs, 'tokens', price)];
  if (validationTokensPerRun > 0)
    lines.push(
      pricedLine('validation', 'Validation', validationTokensPerRun * training.runs, 'tokens', price),
    );
  const billed = lines.reduce((usd, line) => usd + line.amountUsd, 0) / training.runs;
  if (minimumFee !== undefined && billed < minimumFee.usd) {
    return ledger([pricedLine('training', 'Training, minimum fee', training.runs, 'jobs', minimumFee)]);
  }
  return ledger(lines);
}
