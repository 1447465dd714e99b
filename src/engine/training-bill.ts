import type { PriceFact } from '../prices/price-book.js';
import type { Ledger } from './advice.js';
import { ledger, pricedLine } from './ledger.js';

/** Passes over the data where neither the team nor the seller names a number. */
export const DEFAULT_EPOCHS = 3;

export interface Training {
  readonly examples: number;
  /** Prompt and answer together. */
  readonly tokensPerExample: number;
  readonly epochs: number;
  readonly runs: number;
}

/**
 * What training costs (calc F2): every epoch of every run is billed, and each run costs at least the minimum fee.
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
  const run = pricedLine('Training', tokensPerRun * training.runs, 'tokens', price);
  const billed = run.amountUsd / training.runs;
  if (minimumFee !== undefined && billed < minimumFee.usd) {
    return ledger([pricedLine('Training, minimum fee', training.runs, 'jobs', minimumFee)]);
  }
  return ledger([run]);
}
