import type { ActionArgs } from '../../entry/action-args.js';
import { readChoice } from './estimate-ref.js';

/** A choice in the menu beside an estimate, as a press of the button that it stands for. */
export function asPress(args: ActionArgs): ActionArgs {
  const { action } = args;
  if (action.type !== 'overflow') return args;
  const { text, value: chosen } = action.selected_option;
  const { actionId, value } = readChoice(chosen);
  const { block_id, action_ts } = action;
  return { ...args, action: { type: 'button', action_id: actionId, value, text, block_id, action_ts } };
}
