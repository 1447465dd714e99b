import { z } from 'zod';
import { DateTimePicker, FileInput, PICKERS, TYPED_INPUTS } from './inputs.js';
import {
  Address,
  actionable,
  bounded,
  checkImageSource,
  checkInitialOptions,
  confirmable,
  focusable,
  imageSource,
  mrkdwn,
  OverflowOption,
  plainText,
  RichOption,
} from './objects.js';
import { MULTI_SELECTS, SELECTS } from './selects.js';

const Button = z.strictObject({
  type: z.literal('button'),
  ...actionable,
  ...confirmable,
  text: plainText(75),
  value: bounded(0, 2000).optional(),
  url: Address.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: bounded(1, 75).optional(),
});

const Overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionable,
  ...confirmable,
  options: z.array(OverflowOption).min(1).max(5),
});

const boxes = {
  ...actionable,
  ...confirmable,
  ...focusable,
  options: z.array(RichOption).min(1).max(10),
};

const Checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...boxes,
    initial_options: z.array(RichOption).min(1).max(10).optional(),
  })
  .superRefine(({ options, initial_options: initial }, context) =>
    checkInitialOptions(options, initial ?? [], 'initial_options', context),
  );

const RadioButtons = z
  .strictObject({ type: z.literal('radio_buttons'), ...boxes, initial_option: RichOption.optional() })
  .superRefine(({ options, initial_option: initial }, context) => {
    if (initial !== undefined) checkInitialOptions(options, [initial], 'initial_option', context);
  });

const Image = z
  .strictObject({ type: z.literal('image'), ...imageSource, alt_text: bounded(1, 2000) })
  .superRefine(checkImageSource);

/** What an actions block holds. */
export const ActionsElement = z.discriminatedUnion('type', [
  Button,
  Overflow,
  Checkboxes,
  RadioButtons,
  DateTimePicker,
  ...PICKERS,
  ...SELECTS,
  ...MULTI_SELECTS,
]);

/** What stands beside a section's text. */
export const Accessory = z.discriminatedUnion('type', [
  Button,
  Overflow,
  Checkboxes,
  RadioButtons,
  Image,
  ...PICKERS,
  ...SELECTS,
  ...MULTI_SELECTS,
]);

/** What an input block asks with. */
export const InputElement = z.discriminatedUnion('type', [
  FileInput,
  Checkboxes,
  RadioButtons,
  DateTimePicker,
  ...TYPED_INPUTS,
  ...PICKERS,
  ...SELECTS,
  ...MULTI_SELECTS,
]);

/** What a context block holds. */
export const ContextElement = z.discriminatedUnion('type', [Image, plainText(3000), mrkdwn(3000)]);
