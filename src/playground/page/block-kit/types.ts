/**
 * The Block Kit objects that the page draws, as loosely as a browser must take them: the server passes on what
 * the app sent, and the page shows whatever of it makes sense.
 */

/** A text object. */
export interface TextObject {
  readonly type: 'plain_text' | 'mrkdwn';
  readonly text: string;
  readonly emoji?: boolean;
}

/** One choice of a menu, a radio group or a set of checkboxes. */
export interface Option {
  readonly text: TextObject;
  readonly value: string;
  readonly description?: TextObject;
  readonly url?: string;
}

/** Choices under a common label. */
export interface OptionGroup {
  readonly label: TextObject;
  readonly options: readonly Option[];
}

/** The question asked before an action is sent. */
export interface ConfirmObject {
  readonly title?: TextObject;
  readonly text?: TextObject;
  readonly confirm?: TextObject;
  readonly deny?: TextObject;
  readonly style?: 'primary' | 'danger';
}

/** An interactive element, an image, or a text inside a block; `type` says which of the fields mean something. */
export interface Element {
  readonly type: string;
  readonly action_id?: string;
  readonly text?: TextObject | string;
  readonly value?: string;
  readonly url?: string;
  readonly style?: string;
  readonly accessibility_label?: string;
  readonly confirm?: ConfirmObject;
  readonly placeholder?: TextObject;
  readonly options?: readonly Option[];
  readonly option_groups?: readonly OptionGroup[];
  readonly initial_option?: Option;
  readonly initial_options?: readonly Option[];
  readonly initial_value?: string;
  readonly initial_date?: string;
  readonly initial_time?: string;
  readonly initial_date_time?: number;
  readonly initial_user?: string;
  readonly initial_users?: readonly string[];
  readonly initial_conversation?: string;
  readonly initial_conversations?: readonly string[];
  readonly initial_channel?: string;
  readonly initial_channels?: readonly string[];
  readonly default_to_current_conversation?: boolean;
  readonly filter?: { readonly include?: readonly string[]; readonly exclude_bot_users?: boolean };
  readonly multiline?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly min_value?: string;
  readonly max_value?: string;
  readonly is_decimal_allowed?: boolean;
  readonly min_query_length?: number;
  readonly max_selected_items?: number;
  readonly focus_on_load?: boolean;
  readonly dispatch_action_config?: { readonly trigger_actions_on?: readonly string[] };
  readonly image_url?: string;
  readonly alt_text?: string;
  readonly elements?: readonly unknown[];
}

/** A block; `type` says which of the fields mean something. */
export interface Block {
  readonly type: string;
  readonly block_id: string;
  readonly text?: TextObject;
  readonly fields?: readonly TextObject[];
  readonly accessory?: Element;
  readonly elements?: readonly Element[];
  readonly element?: Element;
  readonly label?: TextObject;
  readonly hint?: TextObject;
  readonly optional?: boolean;
  readonly dispatch_action?: boolean;
  readonly rows?: readonly (readonly Element[])[];
  readonly column_settings?: readonly ({ readonly align?: string; readonly is_wrapped?: boolean } | null)[];
  readonly title?: TextObject;
  readonly image_url?: string;
  readonly alt_text?: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Takes what travelled as blocks; one without a `block_id` gets its position as a name. */
export function asBlocks(value: unknown): Block[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown, index) => {
    if (!isRecord(entry) || typeof entry.type !== 'string') return [];
    const blockId = typeof entry.block_id === 'string' ? entry.block_id : `block-${index}`;
    return [{ ...(entry as unknown as Block), block_id: blockId }];
  });
}

/** A text object, or nothing when the value is none. */
export function asText(value: unknown): TextObject | undefined {
  if (typeof value === 'string') return { type: 'plain_text', text: value };
  return isRecord(value) && typeof value.text === 'string' ? (value as unknown as TextObject) : undefined;
}

/** Every choice of a menu in the order shown, with the label of its group. */
export function flatOptions(source: {
  readonly options?: readonly Option[] | undefined;
  readonly option_groups?: readonly OptionGroup[] | undefined;
}): { option: Option; group?: string }[] {
  const grouped = (source.option_groups ?? []).flatMap((group) =>
    group.options.map((option) => ({ option, group: group.label.text })),
  );
  return grouped.length > 0 ? grouped : (source.options ?? []).map((option) => ({ option }));
}
