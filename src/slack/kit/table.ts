import type { types } from '@slack/bolt';
import { asOneLine, cut } from './safe-text.js';

/** Slack tables. Cells are `raw_text`: nothing in them is interpreted. A message may hold one table. */

export type Cell = types.RawTextElement;

/** A cell in one line of at most `length` UTF-16 units; an empty one holds a space, as Slack asks. */
export function cell(text: string, length = 80): Cell {
  return { type: 'raw_text', text: cut(asOneLine(text), length) || ' ' };
}

/** A table with a heading for each column. Text is wrapped, numbers stand on the right. */
export function tableOf(
  columns: readonly ('text' | 'number')[],
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
): types.TableBlock {
  return {
    type: 'table',
    column_settings: columns.map((kind) => (kind === 'text' ? { is_wrapped: true } : { align: 'right' })),
    rows: [head.map((text) => cell(text)), ...rows.map((row) => [...row])],
  };
}
