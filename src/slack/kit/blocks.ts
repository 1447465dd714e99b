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
const LONGEST_HEARD = 50;

/** A button among others of the same label, as a screen reader says it: `Open: Ticket triage`. */
export function buttonOn(what: string, shown: types.Button): types.Button {
  return { ...shown, accessibility_label: cut(`${shown.text.text}: ${asOneLine(what)}`, LONGEST_HEARD) };
}

/** Characters of the blocks as they are sent. Slack refused about 13,200; we stay under `LONGEST_MESSAGE`. */
function sizeOf(blocks: readonly Block[]): number {
  return JSON.stringify(blocks).length;
}

/** Most characters of all blocks of one message. */
const LONGEST_MESSAGE = 9_800;

/** The first that fits into one message, of versions that say less and less; none when even the last is too long. */
export function firstThatFits<Detail>(
  details: readonly Detail[],
  blocksAt: (detail: Detail) => readonly Block[],
): readonly Block[] {
  for (const detail of details) {
    const blocks = blocksAt(detail);
    if (sizeOf(blocks) <= LONGEST_MESSAGE) return blocks;
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
