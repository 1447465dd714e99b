import { describe, expect, it } from 'vitest';
import { checkMessageBlocks } from '../../src/playground/slack-server/validate/index.js';
import * as make from './block-fixture.js';
import { cell, list, option, table, text } from './block-fixture.js';
import { type Json, markup, plain, section } from './workspace-fixture.js';

const URL = 'https://x.test/a.png';
const input = { type: 'plain_text_input' };
const labelled = (label: string) => ({ label: plain(label), options: [option(1)] });

/** Where the limit holds inside the block, the last value that passes, and a block of a given size. */
type Limit = readonly [pointer: string, maximum: number, block: (size: number) => Json];

const CHARACTERS: readonly Limit[] = [
  ['/block_id', 255, (n) => ({ type: 'divider', block_id: text(n) })],
  ['/text/text', 3000, (n) => section(text(n))],
  ['/text/text', 150, (n) => ({ type: 'header', text: plain(text(n)) })],
  ['/text', 12_000, (n) => ({ type: 'markdown', text: text(n) })],
  ['/fields/0/text', 2000, (n) => ({ type: 'section', fields: [plain(text(n))] })],
  ['/elements/0/text', 3000, (n) => ({ type: 'context', elements: [markup(text(n))] })],
  ['/alt_text', 2000, (n) => make.image({ image_url: URL, alt_text: text(n) })],
  ['/title/text', 2000, (n) => make.image({ image_url: URL, title: plain(text(n)) })],
  ['/image_url', 3000, (n) => make.image({ image_url: text(n) })],
  ['/label/text', 2000, (n) => make.field(input, { label: plain(text(n)) })],
  ['/hint/text', 2000, (n) => make.field(input, { hint: plain(text(n)) })],
  ['/element/initial_value', 20, (n) => make.field({ ...input, max_length: 20, initial_value: text(n) })],
  ['/elements/0/action_id', 255, (n) => make.button({ action_id: text(n) })],
  ['/elements/0/text/text', 75, (n) => make.button({ text: plain(text(n)) })],
  ['/elements/0/value', 2000, (n) => make.button({ value: text(n) })],
  ['/elements/0/url', 3000, (n) => make.button({ url: text(n) })],
  ['/elements/0/accessibility_label', 75, (n) => make.button({ accessibility_label: text(n) })],
  ['/elements/0/confirm/title/text', 100, (n) => make.confirm({ title: plain(text(n)) })],
  ['/elements/0/confirm/text/text', 300, (n) => make.confirm({ text: plain(text(n)) })],
  ['/elements/0/confirm/confirm/text', 30, (n) => make.confirm({ confirm: plain(text(n)) })],
  ['/elements/0/confirm/deny/text', 30, (n) => make.confirm({ deny: plain(text(n)) })],
  ['/elements/0/options/0/text/text', 75, (n) => make.menu({ text: plain(text(n)), value: 'a' })],
  ['/elements/0/options/0/value', 150, (n) => make.menu({ text: plain('a'), value: text(n) })],
  [
    '/elements/0/options/0/description/text',
    75,
    (n) => make.menu({ ...option(1), description: plain(text(n)) }),
  ],
  ['/elements/0/option_groups/0/label/text', 75, (n) => make.select({ option_groups: [labelled(text(n))] })],
  [
    '/elements/0/placeholder/text',
    150,
    (n) => make.select({ options: [option(1)], placeholder: plain(text(n)) }),
  ],
];

const ITEMS: readonly Limit[] = [
  ['/fields', 10, (n) => ({ type: 'section', fields: list(n, () => markup('x')) })],
  ['/elements', 10, (n) => ({ type: 'context', elements: list(n, () => plain('x')) })],
  ['/elements', 25, (n) => make.actions(...list(n, () => ({ type: 'button', text: plain('Go') })))],
  ['/elements/0/options', 100, (n) => make.select({ options: list(n, option) })],
  [
    '/elements/0/option_groups',
    100,
    (n) => make.select({ option_groups: list(n, (i) => labelled(`G${i}`)) }),
  ],
  [
    '/elements/0/option_groups/0/options',
    100,
    (n) => make.select({ option_groups: [{ label: plain('G'), options: list(n, option) }] }),
  ],
  ['/elements/0/options', 5, (n) => make.actions({ type: 'overflow', options: list(n, option) })],
  ['/elements/0/options', 10, (n) => make.actions({ type: 'checkboxes', options: list(n, option) })],
  ['/elements/0/options', 10, (n) => make.actions({ type: 'radio_buttons', options: list(n, option) })],
  ['/rows', 100, (n) => table(list(n, () => [cell('x')]))],
  ['/rows/0', 20, (n) => table([list(n, () => cell('x'))])],
  [
    '/column_settings',
    20,
    (n) => table([[cell('x')]], { column_settings: list(n, () => ({ align: 'right' })) }),
  ],
];

const NUMBERS: readonly Limit[] = [
  ['/element/min_length', 3000, (n) => make.field({ ...input, min_length: n })],
  ['/element/max_length', 3000, (n) => make.field({ ...input, max_length: n })],
];

function expectLimit([pointer, maximum, block]: Limit, reason: string): void {
  expect(checkMessageBlocks([block(maximum)])).toBeUndefined();
  const refusal = checkMessageBlocks([block(maximum + 1)]);
  expect(refusal?.error).toBe('invalid_blocks');
  expect(refusal?.problems).toContainEqual({ reason, pointer: `/blocks/0${pointer}` });
}

describe('A limit lets its last value pass and refuses the next', () => {
  it.each(CHARACTERS)('characters of %s: %i', (...limit) =>
    expectLimit(limit, `must be less than ${limit[1] + 1} characters`),
  );

  it.each(ITEMS)('items of %s: %i', (...limit) =>
    expectLimit(limit, `no more than ${limit[1]} items allowed`),
  );

  it.each(NUMBERS)('value of %s: %i', (...limit) => expectLimit(limit, `must be at most ${limit[1]}`));

  it('counts UTF-16 units, so an emoji is two', () => {
    const header = (emoji: number) => [{ type: 'header', text: plain('🙂'.repeat(emoji)) }];
    expect(checkMessageBlocks(header(75))).toBeUndefined();
    expect(checkMessageBlocks(header(76))?.error).toBe('invalid_blocks');
  });
});

describe('A limit over a whole message', () => {
  it('is 50 blocks', () => {
    expect(checkMessageBlocks(list(50, () => ({ type: 'divider' })))).toBeUndefined();
    expect(checkMessageBlocks(list(51, () => ({ type: 'divider' })))?.problems).toEqual([
      { reason: 'no more than 50 items allowed', pointer: '/blocks' },
    ]);
  });

  it('is 13,200 characters', () => {
    const blocks = (last: number) => [...list(4, () => section(text(3000))), section(text(last))];
    expect(checkMessageBlocks(blocks(1200))).toBeUndefined();
    expect(checkMessageBlocks(blocks(1201))?.error).toBe('msg_blocks_too_long');
  });

  it('is 12,000 characters of markdown', () => {
    const blocks = (last: number) =>
      [11_000, last].map((length) => ({ type: 'markdown', text: text(length) }));
    expect(checkMessageBlocks(blocks(1000))).toBeUndefined();
    expect(checkMessageBlocks(blocks(1001))?.problems[0]?.pointer).toBe('/blocks');
  });

  it('is one table', () => {
    const one = table([[cell('x')]]);
    expect(checkMessageBlocks([one])).toBeUndefined();
    expect(checkMessageBlocks([one, one])).toEqual({
      error: 'invalid_attachments',
      problems: [{ reason: 'only_one_table_allowed', pointer: '/blocks' }],
    });
  });

  it('is 10,000 characters over the cells of a table, those in rich text included', () => {
    const rows = (first: number) => [[cell(text(first)), make.rich({ type: 'text', text: 'four' })]];
    expect(checkMessageBlocks([table(rows(9996))])).toBeUndefined();
    expect(checkMessageBlocks([table(rows(9997))])?.problems[0]?.pointer).toBe('/blocks/0/rows');
  });
});
