/** What people have filled in: Slack's `state.values`, from the first drawing of a block to its submission. */
import { type Block, type Element, flatOptions } from './types.js';

/** The value of one element in Slack's own form: its `type` and one field, such as `selected_option`. */
export type ElementValue = Readonly<Record<string, unknown>> & { readonly type: string };

/** block_id -> action_id -> value, of every element that keeps one. */
export type FormValues = Readonly<Record<string, Readonly<Record<string, ElementValue>>>>;

const FIELD: Readonly<Record<string, string>> = {
  plain_text_input: 'value',
  number_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
  static_select: 'selected_option',
  external_select: 'selected_option',
  radio_buttons: 'selected_option',
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
  file_input: 'files',
  checkboxes: 'selected_options',
  multi_static_select: 'selected_options',
  multi_external_select: 'selected_options',
  multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations',
  multi_channels_select: 'selected_channels',
};

const isMany = (field: string) => /^(files|selected_(options|users|conversations|channels))$/.test(field);

/** Puts a bare value into Slack's form. */
export function elementValue(type: string, bare: unknown): ElementValue {
  const field = FIELD[type] ?? 'value';
  const empty = bare === undefined || bare === '' || bare === null;
  return { type, [field]: empty ? (isMany(field) ? [] : null) : bare };
}

/** The bare value inside Slack's form. */
export function bareValue(value: ElementValue | undefined): unknown {
  return value === undefined ? undefined : value[FIELD[value.type] ?? 'value'];
}

/** Whether nothing is filled in. */
export function isEmptyValue(value: ElementValue | undefined): boolean {
  const bare = bareValue(value);
  return bare === undefined || bare === null || bare === '' || (Array.isArray(bare) && bare.length === 0);
}

function initialBare(element: Element, channelId: string): unknown {
  const here = element.default_to_current_conversation === true;
  switch (element.type) {
    case 'users_select':
      return element.initial_user;
    case 'multi_users_select':
      return element.initial_users;
    case 'conversations_select':
      return here ? channelId : element.initial_conversation;
    case 'multi_conversations_select':
      return here ? [channelId] : element.initial_conversations;
    case 'channels_select':
      return element.initial_channel;
    case 'multi_channels_select':
      return element.initial_channels;
    case 'datepicker':
      return element.initial_date;
    case 'timepicker':
      return element.initial_time;
    case 'datetimepicker':
      return element.initial_date_time;
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return element.initial_options;
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return element.initial_option;
    default:
      return element.initial_value;
  }
}

/** The elements of a block that may keep a value. */
function elementsOf(block: Block): Element[] {
  const elements = block.type === 'actions' ? (block.elements ?? []) : [];
  return [...elements, block.accessory, block.element].filter(
    (element): element is Element => element?.action_id !== undefined && FIELD[element.type] !== undefined,
  );
}

/** Whether a kept value still means something to an element that was sent again. */
function stillFits(value: ElementValue, element: Element): boolean {
  if (value.type !== element.type) return false;
  if (!['static_select', 'multi_static_select', 'radio_buttons', 'checkboxes'].includes(element.type))
    return true;
  const offered = new Set(flatOptions(element).map(({ option }) => option.value));
  const bare = bareValue(value);
  const chosen = (Array.isArray(bare) ? bare : bare === null ? [] : [bare]) as { value: string }[];
  return chosen.every((option) => offered.has(option.value));
}

/** Every element that may keep a value, with its place. */
function placedElements(blocks: readonly Block[]): { block: Block; element: Element; actionId: string }[] {
  return blocks.flatMap((block) =>
    elementsOf(block).map((element) => ({ block, element, actionId: element.action_id ?? '' })),
  );
}

/** Slack's complete `state.values`: what was typed, else the initial value, else empty. */
export function allValues(typed: FormValues, blocks: readonly Block[], channelId: string): FormValues {
  return placedElements(blocks).reduce<FormValues>((values, { block, element, actionId }) => {
    const value =
      typed[block.block_id]?.[actionId] ?? elementValue(element.type, initialBare(element, channelId));
    return withValue(values, block.block_id, actionId, value);
  }, {});
}

/**
 * What stays typed when an app sends new blocks: as in Slack, whatever still has its block_id and action_id. There
 * `initial_*` no longer counts; everything else starts from it.
 */
export function survivingValues(typed: FormValues, blocks: readonly Block[]): FormValues {
  return placedElements(blocks).reduce<FormValues>((values, { block, element, actionId }) => {
    const kept = typed[block.block_id]?.[actionId];
    return kept && stillFits(kept, element) ? withValue(values, block.block_id, actionId, kept) : values;
  }, {});
}

/** What must have been typed, given the values of a modal that was filled in before the page was loaded. */
export function typedBefore(state: unknown, blocks: readonly Block[], channelId: string): FormValues {
  const before = (state as { values?: FormValues } | undefined)?.values ?? {};
  const initial = allValues({}, blocks, channelId);
  return placedElements(blocks).reduce<FormValues>((values, { block, element, actionId }) => {
    const value = before[block.block_id]?.[actionId];
    const same =
      JSON.stringify(bareValue(value)) === JSON.stringify(bareValue(initial[block.block_id]?.[actionId]));
    return value === undefined || same || value.type !== element.type
      ? values
      : withValue(values, block.block_id, actionId, value);
  }, {});
}

/** The same values with one of them replaced. */
export function withValue(
  values: FormValues,
  blockId: string,
  actionId: string,
  value: ElementValue,
): FormValues {
  return { ...values, [blockId]: { ...values[blockId], [actionId]: value } };
}
