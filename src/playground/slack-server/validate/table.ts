import { z } from 'zod';
import { objectsIn } from '../json.js';
import { Identifier } from './objects.js';
import { RichText } from './rich-text.js';

const MAX_CHARACTERS = 10_000;

const Cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  RichText,
]);

const Column = z.strictObject({
  align: z.enum(['left', 'center', 'right']).optional(),
  is_wrapped: z.boolean().optional(),
});

/** A table: up to 100 equally long rows of up to 20 cells, 10,000 characters in all. */
export const Table = z
  .strictObject({
    type: z.literal('table'),
    block_id: Identifier.optional(),
    rows: z.array(z.array(Cell).min(1).max(20)).min(1).max(100),
    column_settings: z.array(Column).max(20).optional(),
  })
  .superRefine(({ rows }, context) => {
    const width = rows[0]?.length;
    for (const [index, row] of rows.entries()) {
      if (row.length === width) continue;
      context.addIssue({
        code: 'custom',
        message: 'all rows must be of equal length',
        path: ['rows', index],
      });
    }
    if (charactersIn(rows) > MAX_CHARACTERS) {
      const message = `no more than ${MAX_CHARACTERS} characters allowed over all cells`;
      context.addIssue({ code: 'custom', message, path: ['rows'] });
    }
  });

/** The characters of all texts inside some blocks, in UTF-16 units. */
export function charactersIn(blocks: unknown): number {
  let characters = 0;
  for (const [{ text }] of objectsIn(blocks)) {
    if (typeof text === 'string') characters += text.length;
  }
  return characters;
}
