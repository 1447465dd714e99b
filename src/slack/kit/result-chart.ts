import { type Block, small } from './blocks.js';
import { asOneLine, cut } from './safe-text.js';

/** The picture of a result, or why there is none. */
export type ResultChart =
  | { readonly kind: 'file'; readonly fileId: string; readonly altText: string }
  | { readonly kind: 'none'; readonly note?: string };

/**
 * The picture with its story for those who do not see it, or the reason why there is none. It has no title: its
 * finding stands in the picture, and above it in the message.
 */
export function chartBlocks(chart: ResultChart): Block[] {
  if (chart.kind === 'none') return chart.note === undefined ? [] : [small(cut(chart.note, 300))];
  return [
    {
      type: 'image',
      slack_file: { id: chart.fileId },
      alt_text: cut(asOneLine(chart.altText), 1_900) || 'Chart',
    },
  ];
}
