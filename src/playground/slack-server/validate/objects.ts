import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

/** A text of `min` to `max` UTF-16 units; zod itself counts an emoji as one character, Slack may count two. */
export function bounded(min: number, max: number) {
  return z
    .string()
    .refine((text) => text.length >= min, `must be more than ${min - 1} characters`)
    .refine((text) => text.length <= max, `must be less than ${max + 1} characters`);
}

/** `block_id` and `action_id`. */
export const Identifier = bounded(1, 255);

/** An address, at most 3,000 characters. */
export const Address = bounded(1, 3000);

/** A plain_text object of at most `max` characters. */
export function plainText(max: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: bounded(1, max),
    emoji: z.boolean().optional(),
  });
}

/** A mrkdwn object of at most `max` characters. */
export function mrkdwn(max: number) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: bounded(1, max),
    verbatim: z.boolean().optional(),
  });
}

/** A plain_text or mrkdwn object of at most `max` characters. */
export function anyText(max: number) {
  return z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);
}

const optionFields = {
  value: bounded(1, 150),
  description: plainText(75).optional(),
};

/** An option of a select menu. */
export const SelectOption = z.strictObject({ ...optionFields, text: plainText(75) });

/** An option of radio buttons and checkboxes, which may use mrkdwn. */
export const RichOption = z.strictObject({
  ...optionFields,
  text: anyText(75),
  description: anyText(75).optional(),
});

/** An option of an overflow menu, which may be a link. */
export const OverflowOption = z.strictObject({
  ...optionFields,
  text: plainText(75),
  url: Address.optional(),
});

/** A labelled group of 1 to 100 options. */
export const OptionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(SelectOption).min(1).max(100),
});

/** The dialog that asks before an action is sent. */
const Confirm = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

/** Which conversations a conversation menu offers; it must say something. */
export const ConversationFilter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .refine((filter) => Object.keys(filter).length > 0, 'must define at least one filter');

/** When typing sends an action. */
export const DispatchActionConfig = z.strictObject({
  trigger_actions_on: z
    .array(z.enum(['on_enter_pressed', 'on_character_entered']))
    .min(1)
    .optional(),
});

/** A picture that was uploaded, by exactly one of id and address. */
const SlackFile = z
  .strictObject({
    id: z
      .string()
      .regex(/^F[A-Z0-9]{8,}$/, 'invalid slack file id')
      .optional(),
    url: Address.optional(),
  })
  .refine(({ id, url }) => (id === undefined) !== (url === undefined), 'must define either `id` or `url`');

/** The fields that say which picture an image shows: exactly one of them. */
export const imageSource = { image_url: Address.optional(), slack_file: SlackFile.optional() };

/** Refuses an image with both sources or none. */
export function checkImageSource(
  image: { readonly image_url?: unknown; readonly slack_file?: unknown },
  context: z.core.$RefinementCtx,
): void {
  if ((image.image_url === undefined) !== (image.slack_file === undefined)) return;
  context.addIssue({ code: 'custom', message: 'must define either `image_url` or `slack_file`' });
}

/** Fields of everything that sends actions. */
export const actionable = { action_id: Identifier.optional() };

/** Fields of everything that can ask first. */
export const confirmable = { confirm: Confirm.optional() };

/** Fields of everything that a view can focus. */
export const focusable = { focus_on_load: z.boolean().optional() };

/** Fields of everything with a hint inside while empty. */
export const placeholdable = { placeholder: plainText(150).optional() };

/** Refuses initial options that are not exactly one of the options. */
export function checkInitialOptions(
  options: readonly unknown[],
  initial: readonly unknown[],
  path: PropertyKey,
  context: z.core.$RefinementCtx,
): void {
  for (const [index, chosen] of initial.entries()) {
    if (options.some((option) => isDeepStrictEqual(option, chosen))) continue;
    const place = path === 'initial_options' ? [path, index] : [path];
    context.addIssue({ code: 'custom', message: 'must match one of the options exactly', path: place });
  }
}
