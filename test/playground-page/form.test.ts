import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/playground/page/block-kit/types.js';
import { validate } from '../../src/playground/page/block-kit/validation.js';
import {
  allValues,
  elementValue,
  survivingValues,
  typedBefore,
} from '../../src/playground/page/block-kit/values.js';

const option = (value: string) => ({ text: { type: 'plain_text', text: value } as const, value });
const input = (blockId: string, element: Block['element'], more: Partial<Block> = {}): Block => ({
  type: 'input',
  block_id: blockId,
  ...(element && { element }),
  ...more,
});
const volume = (initial?: string) =>
  input('volume', {
    type: 'number_input',
    action_id: 'a',
    min_value: '1',
    ...(initial !== undefined && { initial_value: initial }),
  });
const preset = (...values: string[]) =>
  input('preset', { type: 'static_select', action_id: 'a', options: values.map(option) });
const typedVolume = { volume: { a: elementValue('number_input', '13') } };

describe('state values', () => {
  it('hold every stateful element, with null or an empty list where nothing is chosen', () => {
    const blocks: Block[] = [
      volume('500'),
      preset('a'),
      input('many', { type: 'multi_external_select', action_id: 'a' }),
      input('where', { type: 'conversations_select', action_id: 'a', default_to_current_conversation: true }),
      {
        type: 'actions',
        block_id: 'actions',
        elements: [
          { type: 'button', action_id: 'b' },
          { type: 'datepicker', action_id: 'd' },
        ],
      },
    ];
    expect(allValues({}, blocks, 'C1')).toEqual({
      volume: { a: { type: 'number_input', value: '500' } },
      preset: { a: { type: 'static_select', selected_option: null } },
      many: { a: { type: 'multi_external_select', selected_options: [] } },
      where: { a: { type: 'conversations_select', selected_conversation: 'C1' } },
      actions: { d: { type: 'datepicker', selected_date: null } },
    });
  });

  it('keep what was typed over a new initial value, and follow it otherwise', () => {
    const blocks = [volume('900')];
    expect(allValues(survivingValues(typedVolume, blocks), blocks, 'C1')).toEqual(typedVolume);
    expect(allValues(survivingValues({}, blocks), blocks, 'C1').volume?.a?.value).toBe('900');
  });

  it('drop what was typed when an id or the type changes, or the option is gone', () => {
    expect(survivingValues(typedVolume, [{ ...volume(), block_id: 'volume-2' }])).toEqual({});
    expect(survivingValues(typedVolume, [input('volume', { type: 'datepicker', action_id: 'a' })])).toEqual(
      {},
    );
    const chosen = { preset: { a: elementValue('static_select', option('b')) } };
    expect(survivingValues(chosen, [preset('a', 'b')])).toEqual(chosen);
    expect(survivingValues(chosen, [preset('a')])).toEqual({});
  });

  it('come back after a reload, without taking initial values for typed ones', () => {
    const values = {
      volume: { a: elementValue('number_input', '13') },
      preset: { a: elementValue('static_select', null) },
    };
    expect(typedBefore({ values }, [volume('500'), preset('a')], 'C1')).toEqual(typedVolume);
  });
});

describe('validation', () => {
  const complaint = (block: Block, bare: unknown) =>
    validate([block], { [block.block_id]: { a: elementValue(block.element?.type ?? '', bare) } })[
      block.block_id
    ];

  it('asks for required fields only', () => {
    expect(complaint(volume(), '')).toBe('Please complete this required field.');
    expect(complaint({ ...volume(), optional: true }, '')).toBeUndefined();
    expect(complaint(input('c', { type: 'checkboxes', action_id: 'a' }), [])).toBe(
      'Please complete this required field.',
    );
  });

  it.each([
    ['12', undefined],
    ['1.5', 'Please enter a whole number.'],
    ['12k', 'Please enter a number.'],
    ['0', 'Please enter a number of at least 1.'],
  ])('takes the number %s as Slack does', (typed, expected) => {
    expect(complaint(volume(), typed)).toBe(expected);
  });

  it('checks lengths, addresses and links', () => {
    const name = input('n', { type: 'plain_text_input', action_id: 'a', min_length: 2, max_length: 3 });
    expect(complaint(name, 'a')).toBe('Please enter at least 2 characters.');
    expect(complaint(name, 'abcd')).toBe('Please enter at most 3 characters.');
    expect(complaint(input('e', { type: 'email_text_input', action_id: 'a' }), 'ada@')).toContain('email');
    expect(complaint(input('u', { type: 'url_text_input', action_id: 'a' }), 'example')).toContain('URL');
  });
});
