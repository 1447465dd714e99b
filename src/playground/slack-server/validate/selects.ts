import { z } from 'zod';
import {
  actionable,
  ConversationFilter,
  checkInitialOptions,
  confirmable,
  focusable,
  OptionGroup,
  placeholdable,
  SelectOption,
} from './objects.js';

const common = { ...actionable, ...confirmable, ...focusable, ...placeholdable };
const several = { ...common, max_selected_items: z.int().min(1).optional() };
const choices = {
  options: z.array(SelectOption).min(1).max(100).optional(),
  option_groups: z.array(OptionGroup).min(1).max(100).optional(),
};
const respondable = { response_url_enabled: z.boolean().optional() };
const conversations = {
  default_to_current_conversation: z.boolean().optional(),
  filter: ConversationFilter.optional(),
};
const search = { min_query_length: z.int().min(0).optional() };

interface Choices {
  readonly options?: readonly unknown[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly unknown[] }[] | undefined;
}

/** Refuses a menu with both options and groups, with neither, or with a strange initial choice. */
function checkChoices(
  menu: Choices & {
    readonly initial_option?: unknown;
    readonly initial_options?: readonly unknown[] | undefined;
  },
  context: z.core.$RefinementCtx,
): void {
  if ((menu.options === undefined) === (menu.option_groups === undefined)) {
    context.addIssue({ code: 'custom', message: 'must define either `options` or `option_groups`' });
  }
  const options = menu.options ?? menu.option_groups?.flatMap((group) => group.options) ?? [];
  if (menu.initial_option !== undefined) {
    checkInitialOptions(options, [menu.initial_option], 'initial_option', context);
  }
  checkInitialOptions(options, menu.initial_options ?? [], 'initial_options', context);
}

/** Menus from which one thing is chosen. */
export const SELECTS = [
  z
    .strictObject({
      type: z.literal('static_select'),
      ...common,
      ...choices,
      initial_option: SelectOption.optional(),
    })
    .superRefine(checkChoices),
  z.strictObject({
    type: z.literal('external_select'),
    ...common,
    ...search,
    initial_option: SelectOption.optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...common, initial_user: z.string().optional() }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...common,
    ...conversations,
    ...respondable,
    initial_conversation: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...common,
    ...respondable,
    initial_channel: z.string().optional(),
  }),
] as const;

/** Menus from which several things are chosen. */
export const MULTI_SELECTS = [
  z
    .strictObject({
      type: z.literal('multi_static_select'),
      ...several,
      ...choices,
      initial_options: z.array(SelectOption).min(1).max(100).optional(),
    })
    .superRefine(checkChoices),
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...several,
    ...search,
    initial_options: z.array(SelectOption).min(1).max(100).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_users_select'),
    ...several,
    initial_users: z.array(z.string()).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...several,
    ...conversations,
    initial_conversations: z.array(z.string()).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_channels_select'),
    ...several,
    initial_channels: z.array(z.string()).optional(),
  }),
] as const;

/** What an app answers when an external menu asks for options. No options at all is an answer, too. */
export const Suggestions = z
  .strictObject({ ...choices, options: z.array(SelectOption).max(100).optional() })
  .superRefine((answer, context) => {
    if ((answer.options === undefined) === (answer.option_groups === undefined)) {
      context.addIssue({ code: 'custom', message: 'must define either `options` or `option_groups`' });
    }
  });
