import { isObject, type JsonObject } from '../json.js';

/** Where an element keeps its value. */
interface ValueField {
  /** The name in `state.values`, for example `selected_option`. */
  readonly field: string;
  /** The element's own field that pre-fills it. */
  readonly initial: string;
  readonly isList: boolean;
}

const TYPED: ValueField = { field: 'value', initial: 'initial_value', isList: false };
const OPTION: ValueField = { field: 'selected_option', initial: 'initial_option', isList: false };
const OPTIONS: ValueField = { field: 'selected_options', initial: 'initial_options', isList: true };

const VALUE_FIELDS: ReadonlyMap<string, ValueField> = new Map(
  Object.entries({
    plain_text_input: TYPED,
    number_input: TYPED,
    email_text_input: TYPED,
    url_text_input: TYPED,
    static_select: OPTION,
    external_select: OPTION,
    radio_buttons: OPTION,
    multi_static_select: OPTIONS,
    multi_external_select: OPTIONS,
    checkboxes: OPTIONS,
    users_select: { field: 'selected_user', initial: 'initial_user', isList: false },
    multi_users_select: { field: 'selected_users', initial: 'initial_users', isList: true },
    channels_select: { field: 'selected_channel', initial: 'initial_channel', isList: false },
    multi_channels_select: { field: 'selected_channels', initial: 'initial_channels', isList: true },
    conversations_select: {
      field: 'selected_conversation',
      initial: 'initial_conversation',
      isList: false,
    },
    multi_conversations_select: {
      field: 'selected_conversations',
      initial: 'initial_conversations',
      isList: true,
    },
    datepicker: { field: 'selected_date', initial: 'initial_date', isList: false },
    timepicker: { field: 'selected_time', initial: 'initial_time', isList: false },
    file_input: { field: 'files', initial: 'initial_files', isList: true },
    datetimepicker: { field: 'selected_date_time', initial: 'initial_date_time', isList: false },
  }),
);

/** An element of a block together with where it stands. */
export interface PlacedElement {
  readonly block: JsonObject;
  readonly blockId: string;
  readonly actionId: string;
  readonly type: string;
  readonly element: JsonObject;
}

/** Whether an element sends actions or keeps a value. */
export function isInteractive(element: JsonObject): boolean {
  const { type } = element;
  return type === 'button' || type === 'overflow' || (typeof type === 'string' && VALUE_FIELDS.has(type));
}

/** Every interactive element of some blocks, in order. */
export function elementsOf(blocks: readonly unknown[]): readonly PlacedElement[] {
  return blocks.filter(isObject).flatMap((block) => {
    const candidates: readonly unknown[] = [
      block.element,
      block.accessory,
      ...(block.type === 'actions' && Array.isArray(block.elements) ? block.elements : []),
    ];
    return candidates.filter(isObject).flatMap((element) => place(block, element));
  });
}

function place(block: JsonObject, element: JsonObject): readonly PlacedElement[] {
  const { block_id: blockId } = block;
  const { action_id: actionId, type } = element;
  if (typeof blockId !== 'string' || typeof actionId !== 'string' || typeof type !== 'string') return [];
  return isInteractive(element) ? [{ block, blockId, actionId, type, element }] : [];
}

/** The field that holds an element's value; `undefined` for buttons and overflow menus, which keep none. */
export function valueFieldOf(type: string): string | undefined {
  return VALUE_FIELDS.get(type)?.field;
}

/** An element's value before anybody touches it: its initial value, else null, else an empty list. */
export function initialValue(placed: PlacedElement, currentChannelId?: string): JsonObject | undefined {
  const fields = VALUE_FIELDS.get(placed.type);
  if (fields === undefined) return undefined;
  const { element } = placed;
  const usesCurrent = element.default_to_current_conversation === true && currentChannelId !== undefined;
  const current = usesCurrent ? (fields.isList ? [currentChannelId] : currentChannelId) : undefined;
  const empty = fields.isList ? [] : null;
  return { type: placed.type, [fields.field]: element[fields.initial] ?? current ?? empty };
}

/** A value as a client would report it: the element's type and the value's own field, with no empty text. */
export function reportedValue(placed: PlacedElement, given: JsonObject): JsonObject | undefined {
  const fields = VALUE_FIELDS.get(placed.type);
  if (fields === undefined) return undefined;
  const value = given[fields.field];
  const isEmpty = value === undefined || value === null || value === '';
  if (isEmpty) return { type: placed.type, [fields.field]: fields.isList ? [] : null };
  // A client reports typed numbers as text too.
  const reported = fields === TYPED ? String(value) : wholeOption(placed, value);
  return { type: placed.type, [fields.field]: reported };
}

/** Whether nothing is filled in. */
export function isEmptyValue(value: JsonObject): boolean {
  return Object.entries(value).every(
    ([key, item]) => key === 'type' || item === null || (Array.isArray(item) && item.length === 0),
  );
}

/** The options that an element offers, those in groups included. */
export function optionsOf(element: JsonObject): readonly JsonObject[] {
  const groups: readonly unknown[] = Array.isArray(element.option_groups) ? element.option_groups : [];
  const lists = [element, ...groups.filter(isObject)].map(({ options }) => options);
  return lists
    .flatMap((options): readonly unknown[] => (Array.isArray(options) ? options : []))
    .filter(isObject);
}

/** A client reports a chosen option whole, even if only its value was named. */
function wholeOption(placed: PlacedElement, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => wholeOption(placed, item));
  if (!isObject(value)) return value;
  return optionsOf(placed.element).find((option) => option.value === value.value) ?? value;
}
