import { type Block, bullets, type RichTextPart, small } from './blocks.js';

/** A bulleted list of at most `most` items, and a line on how many are left out. Nothing where there is nothing. */
export function linesWithRest(
  heading: string,
  items: readonly (readonly RichTextPart[])[],
  most: number,
  what: string,
): Block[] {
  if (items.length === 0 || most === 0) return [];
  const hidden = items.length - most;
  return [
    bullets(heading, items.slice(0, most)),
    ...(hidden > 0 ? [small(`And ${hidden} more ${what}.`)] : []),
  ];
}
