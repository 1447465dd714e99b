import type { Changes } from '../changes.js';
import type { Posted, Sheet } from '../exchange.js';
import type { BreakevenMap } from './breakeven-map.js';
import type { SheetView } from './view.js';

/** What the page and its worker say to each other. */

export type ToWorker =
  /** Opens the sheet of a link. First, and once. */
  | { readonly kind: 'open'; readonly secret: string; readonly base: string }
  /** Something was changed: what is worked out is for the newest changes. */
  | { readonly kind: 'changed'; readonly turn: number; readonly changes: Changes }
  | { readonly kind: 'post'; readonly changes: Changes };

export type FromWorker =
  | { readonly kind: 'sheet'; readonly sheet: Sheet }
  /** The link opens nothing. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly why: string }
  /** The answer to the changes of a turn; what would change it follows when nothing moves. */
  | { readonly kind: 'view'; readonly turn: number; readonly view: SheetView }
  | { readonly kind: 'flips'; readonly turn: number; readonly flips: readonly string[] }
  /** As far as it is worked out. */
  | { readonly kind: 'map'; readonly turn: number; readonly map: BreakevenMap }
  /** What was changed makes no workload. */
  | { readonly kind: 'invalid'; readonly turn: number; readonly problem: string }
  | { readonly kind: 'posted'; readonly posted: Posted };
