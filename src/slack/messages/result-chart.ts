import { asOneLine, cut } from '../text/safe-text.js';
import { type Block, plain, small } from './blocks.js';

/** The picture of a result, or why there is none. */
export type ResultChart =
  | { readonly kind: 'file'; readonly fileId: string; readonly title: string; readonly altText: string }
  | { readonly kind: 'none'; readonly note?: string };

/** The picture with its story for those who do not see it, or the reason why there is none. */
export function chartBlocks(chart: ResultChart): Block[] {
  if (chart.kind === 'none') return chart.note === undefined ? [] : [small(cut(chart.note, 300))];
  return [
    {
      type: 'image',
      slack_file: { id: chart.fileId },
      title: plain(cut(asOneLine(chart.title), 150)),
      alt_text: cut(asOneLine(chart.altText), 1_900) || 'Chart',
    },
  ];
}
