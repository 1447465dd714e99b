import type { BillDiff } from './bills.js';

/** How much more all workloads together may cost: dollars a month, or a share of what they cost before. */
export type Limit =
  | { readonly kind: 'usd'; readonly usd: number }
  | { readonly kind: 'share'; readonly share: number };

/** Reads `10%` or `$500`; `undefined` when it is neither. */
export function readLimit(text: string): Limit | undefined {
  const [, dollar, number, percent] =
    /^(\$?)(\d+(?:\.\d+)?)(%?)$/.exec(text.trim().replaceAll(',', '')) ?? [];
  if (number === undefined || (dollar === '$') === (percent === '%')) return undefined;
  return percent === '%'
    ? { kind: 'share', share: Number(number) / 100 }
    : { kind: 'usd', usd: Number(number) };
}

/** Whether a change stays within a limit. One that is not known does not. */
export function isWithin({ beforeUsd, afterUsd }: BillDiff, limit: Limit): boolean {
  if (beforeUsd === null || afterUsd === null) return false;
  const increase = afterUsd - beforeUsd;
  if (increase <= 0) return true;
  return limit.kind === 'usd' ? increase <= limit.usd : increase <= limit.share * beforeUsd;
}
