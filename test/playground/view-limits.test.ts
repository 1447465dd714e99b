import { describe, expect, it } from 'vitest';
import { checkView } from '../../src/playground/slack-server/validate/index.js';
import { input, type Json, modal, plain, section } from './workspace-fixture.js';

const text = (length: number) => 'x'.repeat(length);
const dividers = (length: number) => Array.from({ length }, () => ({ type: 'divider' }));
const question = (index: number, fields: Json = {}) =>
  input(`b${index}`, 'a', { type: 'plain_text_input', ...fields });

const MAXIMA: readonly (readonly [string, (size: number) => Json, number, string])[] = [
  ['title', (n) => modal([section('x')], { title: plain(text(n)) }), 24, '/view/title/text'],
  ['submit', (n) => modal([section('x')], { submit: plain(text(n)) }), 24, '/view/submit/text'],
  ['close', (n) => modal([section('x')], { close: plain(text(n)) }), 24, '/view/close/text'],
  [
    'private_metadata',
    (n) => modal([section('x')], { private_metadata: text(n) }),
    3000,
    '/view/private_metadata',
  ],
  ['callback_id', (n) => modal([section('x')], { callback_id: text(n) }), 255, '/view/callback_id'],
  ['external_id', (n) => modal([section('x')], { external_id: text(n) }), 255, '/view/external_id'],
  ['blocks', (n) => modal(dividers(n)), 100, '/view/blocks'],
];

describe('A limit of a modal lets its last value pass and refuses the next', () => {
  it.each(MAXIMA)('%s', (_name, view, maximum, pointer) => {
    expect(checkView(view(maximum), 'modal')).toBeUndefined();
    const refusal = checkView(view(maximum + 1), 'modal');
    expect(refusal?.error).toBe('invalid_arguments');
    expect(refusal?.problems[0]?.pointer).toBe(pointer);
  });
});

const REFUSED: readonly (readonly [string, Json, string])[] = [
  ['no title', { type: 'modal', blocks: [section('x')] }, '/view'],
  ['a mrkdwn title', modal([section('x')], { title: { type: 'mrkdwn', text: 'x' } }), '/view/title/type'],
  ['no blocks', modal([]), '/view/blocks'],
  ['an input without a submit button', { type: 'modal', title: plain('T'), blocks: [question(1)] }, '/view'],
  ['a table', modal([{ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }]), '/view/blocks/0/type'],
  ['markdown', modal([{ type: 'markdown', text: 'x' }]), '/view/blocks/0/type'],
  [
    'two elements with focus',
    modal([question(1, { focus_on_load: true }), question(2, { focus_on_load: true })]),
    '/view/blocks/1/element/focus_on_load',
  ],
  ['an unknown key', modal([section('x')], { colour: 'red' }), '/view'],
  ['a block_id used twice', modal([question(1), question(1)]), '/view/blocks/1/block_id'],
  ['a home view', { type: 'home', blocks: [section('x')] }, '/view/type'],
];

describe('Modals that Slack refuses', () => {
  it.each(REFUSED)('%s', (_name, view, pointer) => {
    expect(checkView(view, 'modal')?.problems.map((problem) => problem.pointer)).toContain(pointer);
  });

  it('one of more than 250 kB, by name', () => {
    const blocks = Array.from({ length: 90 }, () => section(text(2900)));
    expect(checkView(modal(blocks), 'modal')).toEqual({ error: 'view_too_large', problems: [] });
  });

  it('but an alert and one focus pass', () => {
    const alert = { type: 'alert', text: plain('Careful'), level: 'warning' };
    expect(checkView(modal([alert, question(1, { focus_on_load: true })]), 'modal')).toBeUndefined();
  });

  it('and a Home tab takes no title', () => {
    expect(checkView({ type: 'home', blocks: [section('x')] }, 'home')).toBeUndefined();
    expect(checkView({ type: 'home', blocks: [section('x')], title: plain('T') }, 'home')?.error).toBe(
      'invalid_arguments',
    );
  });
});
