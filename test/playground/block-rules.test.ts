import { describe, expect, it } from 'vitest';
import { checkMessageBlocks } from '../../src/playground/slack-server/validate/index.js';
import {
  actions,
  button,
  cell,
  field,
  image,
  menu,
  number,
  option,
  rich,
  select,
  table,
} from './block-fixture.js';
import { input, type Json, markup, plain, section } from './workspace-fixture.js';

const URL = 'https://x.test/a.png';
const group = { label: plain('G'), options: [option(1)] };

/** name, where inside the block, the block */
const REFUSED: readonly (readonly [string, string, Json])[] = [
  ['an empty text', '/text/text', section('')],
  ['a section without text and fields', '', { type: 'section' }],
  ['an unknown key', '', { type: 'divider', color: 'red' }],
  ['an unknown block', '/type', { type: 'hologram' }],
  ['a block without a type', '', { text: plain('x') }],
  ['mrkdwn in a header', '/text/type', { type: 'header', text: markup('x') }],
  ['emoji on mrkdwn', '/text', { type: 'section', text: { ...markup('x'), emoji: true } }],
  ['a file block', '/type', { type: 'file', source: 'remote', external_id: 'x' }],
  ['an alert in a message', '/type', { type: 'alert', text: plain('x') }],
  ['an image without a source', '', image({})],
  ['an image with two sources', '', image({ image_url: URL, slack_file: { id: 'F123456789' } })],
  ['an image without alt text', '', { type: 'image', image_url: URL }],
  ['a slack_file with id and url', '/slack_file', image({ slack_file: { id: 'F123456789', url: URL } })],
  ['a slack_file with a short id', '/slack_file/id', image({ slack_file: { id: 'F1' } })],
  ['a button in an input block', '/element/type', field({ type: 'button', text: plain('x') })],
  [
    'a number outside an input',
    '/elements/0/type',
    actions({ type: 'number_input', is_decimal_allowed: true }),
  ],
  ['a datetime accessory', '/accessory/type', { ...section('x'), accessory: { type: 'datetimepicker' } }],
  ['an unknown button style', '/elements/0/style', button({ style: 'warning' })],
  ['options and groups at once', '/elements/0', select({ options: [option(1)], option_groups: [group] })],
  ['a select without options', '/elements/0', select({})],
  ['an empty list of options', '/elements/0/options', menu()],
  ['a mrkdwn option in a select', '/elements/0/options/0/text/type', menu({ text: markup('x'), value: 'x' })],
  ['an option link outside overflow', '/elements/0/options/0', menu({ ...option(1), url: URL })],
  [
    'an initial option that is none of the options',
    '/elements/0/initial_option',
    select({ options: [option(1)], initial_option: option(2) }),
  ],
  [
    'an initial option with another text',
    '/elements/0/initial_option',
    select({ options: [option(1)], initial_option: { text: plain('One'), value: '1' } }),
  ],
  [
    'an initial checkbox that is none of them',
    '/elements/0/initial_options/1',
    actions({ type: 'checkboxes', options: [option(1)], initial_options: [option(1), option(2)] }),
  ],
  [
    'max_selected_items of zero',
    '/elements/0/max_selected_items',
    actions({ type: 'multi_users_select', max_selected_items: 0 }),
  ],
  ['an empty filter', '/elements/0/filter', actions({ type: 'conversations_select', filter: {} })],
  ['a number input without is_decimal_allowed', '/element', field({ type: 'number_input' })],
  ['a numeric bound', '/element/min_value', number({ min_value: 1 })],
  ['a minimum above the maximum', '/element/min_value', number({ min_value: '5', max_value: '4' })],
  [
    'an initial number above the maximum',
    '/element/initial_value',
    number({ initial_value: '5', max_value: '4' }),
  ],
  ['an initial decimal where none is allowed', '/element/initial_value', number({ initial_value: '0.5' })],
  ['a max_length of zero', '/element/max_length', field({ type: 'plain_text_input', max_length: 0 })],
  [
    'a min_length above max_length',
    '/element/min_length',
    field({ type: 'plain_text_input', min_length: 3, max_length: 2 }),
  ],
  ['a strange date', '/elements/0/initial_date', actions({ type: 'datepicker', initial_date: '2026-13-01' })],
  [
    'a time past midnight',
    '/elements/0/initial_time',
    actions({ type: 'timepicker', initial_time: '24:00' }),
  ],
  ['an unknown zone', '/elements/0/timezone', actions({ type: 'timepicker', timezone: 'Mars/Olympus' })],
  [
    'a datetime in milliseconds',
    '/elements/0/initial_date_time',
    actions({ type: 'datetimepicker', initial_date_time: 1_700_000_000_000 }),
  ],
  ['rows of unequal length', '/rows/1', table([[cell('a'), cell('b')], [cell('c')]])],
  ['an empty cell', '/rows/0/0/text', table([[cell('')]])],
  ['a mrkdwn cell', '/rows/0/0/type', table([[markup('x')]])],
  ['an unknown rich text element', '/elements/0/elements/0/type', rich({ type: 'hologram' })],
  ['an empty rich text', '/elements/0/elements/0/text', rich({ type: 'text', text: '' })],
  [
    'an unknown rich text style',
    '/elements/0/elements/0/style',
    rich({ type: 'text', text: 'x', style: { blink: true } }),
  ],
];

describe('Blocks that Slack refuses', () => {
  it.each(REFUSED)('%s', (_name, pointer, block) => {
    const refusal = checkMessageBlocks([block]);
    expect(refusal?.error).toBe('invalid_blocks');
    expect(refusal?.problems.map((problem) => problem.pointer)).toContain(`/blocks/0${pointer}`);
  });

  it('a block_id used twice', () => {
    const block = { type: 'divider', block_id: 'same' };
    expect(checkMessageBlocks([block, block])?.problems).toEqual([
      { reason: '`block_id` must be unique', pointer: '/blocks/1/block_id' },
    ]);
  });

  it('an action_id used twice in a block, though two blocks may share one', () => {
    const go = { type: 'button', text: plain('Go'), action_id: 'go' };
    expect(checkMessageBlocks([actions(go), actions(go)])).toBeUndefined();
    expect(checkMessageBlocks([actions(go, go)])?.problems[0]?.pointer).toBe(
      '/blocks/0/elements/1/action_id',
    );
  });

  it.each([
    [{ type: 'header' }, ['missing required field: text']],
    [{ type: 'divider', a: 1, b: 2 }, ['invalid additional property: a', 'invalid additional property: b']],
    [{ type: 'hologram' }, ['unsupported type: hologram']],
    [{}, ['missing required field: type']],
    [{ type: 'header', text: 'x' }, ['must provide an object']],
    [button({ style: 'loud' }), ['must be a valid enum value: primary, danger']],
  ])('%j says why', (block, reasons) => {
    expect(checkMessageBlocks([block])?.problems.map(({ reason }) => reason)).toEqual(reasons);
  });
});

const confirm = { title: plain('T'), text: markup('x'), confirm: plain('y'), deny: plain('n') };
const section1 = { type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U1' }] };

const TAKEN: readonly Json[] = [
  { ...section('x'), accessory: image({ image_url: URL }), expand: true },
  { type: 'context', elements: [image({ image_url: URL }), markup('x'), plain('y')] },
  button({ style: 'danger', confirm }),
  actions({ type: 'overflow', options: [{ ...option(1), url: URL }] }),
  actions({
    type: 'radio_buttons',
    options: [{ text: markup('*x*'), value: 'x', description: markup('_x_') }],
  }),
  actions({ type: 'checkboxes', options: [option(1), option(2)], initial_options: [option(2)] }),
  actions({ type: 'external_select', min_query_length: 0, initial_option: option(1) }),
  actions({ type: 'multi_external_select', initial_options: [option(1)] }),
  actions({ type: 'multi_static_select', option_groups: [group], initial_options: [option(1)] }),
  actions({ type: 'conversations_select', filter: { include: ['public'], exclude_bot_users: true } }),
  actions({ type: 'multi_conversations_select', default_to_current_conversation: true }),
  actions(
    { type: 'channels_select', response_url_enabled: true },
    { type: 'users_select', initial_user: 'U1' },
  ),
  actions({ type: 'datepicker', initial_date: '2026-02-28' }),
  actions({ type: 'timepicker', initial_time: '23:59', timezone: 'Europe/Zurich' }),
  actions({ type: 'datetimepicker', initial_date_time: 1_767_600_000 }),
  number({ min_value: '-1', max_value: '10', initial_value: '0' }),
  input('email', 'a', {
    type: 'email_text_input',
    dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
  }),
  input(
    'url',
    'a',
    { type: 'url_text_input', focus_on_load: true },
    { dispatch_action: true, optional: true },
  ),
  table([[cell('a'), rich({ type: 'text', text: 'b', style: { bold: true } })]], {
    column_settings: [{ align: 'right', is_wrapped: true }],
  }),
  rich(
    { type: 'link', url: URL, text: 'x' },
    { type: 'emoji', name: 'wave' },
    { type: 'color', value: '#fff' },
  ),
  rich({ type: 'date', timestamp: 1, format: '{date}' }, { type: 'broadcast', range: 'here' }),
  {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_list', style: 'bullet', indent: 1, border: 0, elements: [section1] },
      { type: 'rich_text_quote', elements: [{ type: 'channel', channel_id: 'C1' }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x' }], border: 1 },
    ],
  },
];

describe('Blocks that Slack takes', () => {
  it.each(TAKEN)('%j', (block) => {
    expect(checkMessageBlocks([block])).toBeUndefined();
  });
});
