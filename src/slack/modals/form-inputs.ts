import type { types } from '@slack/bolt';
import { type PlainOption, plain } from '../messages/blocks.js';
import { cut } from '../text/safe-text.js';
import type { FlatValue, FlatWorkload } from '../workload/flat-workload.js';
import { writeField } from '../workload/write-field.js';
import { blockIdOf, type FormField, type Generations, type TextField } from './form-fields.js';

/** Makers of the form's inputs. */

/** Most characters of a field. */
function longest(field: TextField): number {
  return field.id === 'name' ? 80 : 60;
}

/** What a field shows of a known value. */
export function initialText(field: TextField, value: FlatValue | undefined): string | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  return writeField(field.path, value).slice(0, longest(field));
}

/** A text field with what was typed, or else what is known. */
export function textInput(
  field: TextField,
  flat: FlatWorkload,
  typed: string | undefined,
  generations: Generations,
): types.InputBlock {
  const text = typed?.slice(0, longest(field)) ?? initialText(field, flat[field.path]);
  return {
    type: 'input',
    block_id: blockIdOf(field.id, generations),
    label: plain(field.label),
    hint: plain(field.hint),
    optional: !field.isRequired,
    element: {
      type: 'plain_text_input',
      action_id: field.id,
      max_length: longest(field),
      placeholder: plain(field.placeholder),
      ...(text === undefined || text === '' ? {} : { initial_value: text }),
    },
  };
}

/** A menu of which one thing, or nothing, is chosen. */
export function choiceInput(
  id: FormField,
  label: string,
  hint: string,
  placeholder: string,
  options: readonly PlainOption[],
  chosen: string | undefined,
  generations: Generations,
): types.InputBlock {
  const initial = options.find((option) => option.value === chosen);
  return {
    type: 'input',
    block_id: blockIdOf(id, generations),
    label: plain(label),
    hint: plain(hint),
    optional: true,
    element: {
      type: 'static_select',
      action_id: id,
      placeholder: plain(placeholder),
      options: [...options],
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  };
}

/** A set of boxes, some of them ticked. */
export function boxesInput(
  id: FormField,
  label: string,
  hint: string,
  boxes: Readonly<Record<string, string>>,
  isTicked: (value: string) => boolean,
  generations: Generations,
): types.InputBlock {
  const options = Object.entries(boxes).map(([value, text]) => ({ text: plain(cut(text, 75)), value }));
  const ticked = options.filter(({ value }) => isTicked(value));
  return {
    type: 'input',
    block_id: blockIdOf(id, generations),
    label: plain(label),
    hint: plain(hint),
    optional: true,
    element: {
      type: 'checkboxes',
      action_id: id,
      options,
      ...(ticked.length === 0 ? {} : { initial_options: ticked }),
    },
  };
}
