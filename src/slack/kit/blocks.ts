import type { types } from '@slack/bolt';
import { asOneLine, cut } from './safe-text.js';

/** Short makers for Block Kit objects. Text given to the `plain` and `rich` makers is never interpreted by Slack. */

export type Block = types.KnownBlock;
export type PlainText = types.PlainTextElement;
export type PlainOption = types.PlainTextOption;
export type ModalView = types.ModalView;
export type HomeView = types.HomeView;
export type RichTextPart = types.RichTextElement;

/** What is posted: blocks, and the whole story as text for notifications and screen readers. */
export interface Message {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** A plain text object; `:emoji:` stays as typed. */
export function plain(text: string): PlainText {
  return { type: 'plain_text', text: text === '' ? ' ' : text, emoji: false };
}

/** A mrkdwn text object without automatic links. Everything from outside must have gone through `asSafeMrkdwn`. */
export function mrkdwn(text: string): types.MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** Plain words in a `rich_text` block. */
export function words(text: string, style?: { readonly bold?: true; readonly code?: true }): RichTextPart {
  return style === undefined ? { type: 'text', text } : { type: 'text', text, style };
}

/** A `rich_text` block with one paragraph. */
export function paragraph(...parts: readonly RichTextPart[]): types.RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [...parts] }] };
}

/** A `rich_text` block with a bold heading and bullets. */
export function bullets(heading: string, items: readonly (readonly RichTextPart[])[]): types.RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [words(heading, { bold: true })] },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: items.map((item) => ({ type: 'rich_text_section' as const, elements: [...item] })),
      },
    ],
  };
}

/** Small grey lines of plain text. */
export function small(...texts: readonly string[]): types.ContextBlock {
  return { type: 'context', elements: texts.map(plain) };
}

/** A button. `value` must have at most 2,000 characters. */
export function button(actionId: string, label: string, value: string, style?: 'primary'): types.Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plain(label),
    value,
    ...(style === undefined ? {} : { style }),
  };
}

/** Most characters of what a screen reader says of a button. Slack takes 75, but a list has many of them. */
const MAX_LABEL_LENGTH = 50;

/** A button among others of the same label, as a screen reader says it: `Open: Ticket triage`. */
export function buttonOn(what: string, shown: types.Button): types.Button {
  return { ...shown, accessibility_label: cut(`${shown.text.text}: ${asOneLine(what)}`, MAX_LABEL_LENGTH) };
}

/** Characters of the blocks as they are sent. Slack refused about 13,200; we stay under `MAX_MESSAGE_LENGTH`. */
function sizeOf(blocks: readonly Block[]): number {
  return JSON.stringify(blocks).length;
}

/** Most characters of all blocks of one message. */
const MAX_MESSAGE_LENGTH = 9_800;

/** The first that fits into one message, of versions that say less and less; none when even the last is too long. */
export function firstThatFits<Detail>(
  details: readonly Detail[],
  blocksAt: (detail: Detail) => readonly Block[],
): readonly Block[] {
  for (const detail of details) {
    const blocks = blocksAt(detail);
    if (sizeOf(blocks) <= MAX_MESSAGE_LENGTH) return blocks;
  }
  return [];
}

/** How many of something are shown: between the most that there should be and the least that is worth it. */
export type HowMany = (most: number, least: number) => number;

/** From everything to the least: where between them a message is. */
const STEPS = [1, 0.75, 0.5, 0.25, 0] as const;

/** The first version of a message that fits, when everything in it gives way alike. */
export function shrunkToFit(blocksAt: (howMany: HowMany) => readonly Block[]): readonly Block[] {
  return firstThatFits(STEPS, (step) => blocksAt((most, least) => Math.round(least + (most - least) * step)));
}

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
