import type { types } from '@slack/bolt';
import type { FlatWorkload } from '../../grammar/flat-workload.js';
import { type PlainOption, type PlainText, plain } from '../../kit/blocks.js';
import { cut } from '../../kit/safe-text.js';
import { blockIdOf, type FormField, type Generations, type TextField } from './form-fields.js';

/** Makers of the form's inputs. */

/** What a field shows of what is known. */
export function initialText(field: TextField, flat: FlatWorkload): string | undefined {
  return field.write(flat)?.slice(0, field.longest);
}

/** A text field with what was typed, or else what is known. */
export function textInput(
  field: TextField,
  flat: FlatWorkload,
  typed: string | undefined,
  generations: Generations,
): types.InputBlock {
  const text = typed?.slice(0, field.longest) ?? initialText(field, flat);
  return {
    type: 'input',
    block_id: blockIdOf(field.id, generations),
    label: plain(field.label),
    hint: plain(field.hint),
    optional: field.required === undefined,
    element: {
      type: 'plain_text_input',
      action_id: field.id,
      max_length: field.longest,
      placeholder: plain(field.placeholder),
      ...(text === undefined || text === '' ? {} : { initial_value: text }),
    },
  };
}

/** A field for files. Slack shows it only where the app may read files. */
export function fileInput(
  id: FormField,
  label: string,
  hint: string,
  mostFiles: number,
  generations: Generations,
): types.InputBlock {
  return {
    type: 'input',
    block_id: blockIdOf(id, generations),
    label: plain(label),
    hint: plain(hint),
    optional: true,
    element: { type: 'file_input', action_id: id, max_files: mostFiles },
  };
}

/** What can be chosen in a menu, in groups or not. */
export type Choices =
  | { readonly options: PlainOption[] }
  | { readonly option_groups: { readonly label: PlainText; readonly options: PlainOption[] }[] };

/** A menu of which one thing, or nothing, is chosen. */
export function choiceInput(
  id: FormField,
  label: string,
  hint: string,
  placeholder: string,
  choices: Choices,
  chosen: string | undefined,
  generations: Generations,
): types.InputBlock {
  const options =
    'options' in choices ? choices.options : choices.option_groups.flatMap((group) => group.options);
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
      ...choices,
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
