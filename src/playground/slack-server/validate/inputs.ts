import { z } from 'zod';
import {
  actionable,
  bounded,
  confirmable,
  DispatchActionConfig,
  focusable,
  placeholdable,
} from './objects.js';

const NUMBER = /^-?\d+(\.\d+)?$/;
const typed = {
  ...actionable,
  ...focusable,
  ...placeholdable,
  dispatch_action_config: DispatchActionConfig.optional(),
};
const picked = { ...actionable, ...confirmable, ...focusable };
const NumberText = z.string().regex(NUMBER, 'must be a number inside a string');

/** Free text. */
const PlainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: bounded(0, 3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
  })
  .superRefine(({ min_length: min, max_length: max, initial_value: initial }, context) => {
    if (min !== undefined && max !== undefined && min > max) {
      context.addIssue({ code: 'custom', message: 'must not be above max_length', path: ['min_length'] });
    }
    if (initial !== undefined && max !== undefined && initial.length > max) {
      const message = `must be less than ${max + 1} characters`;
      context.addIssue({ code: 'custom', message, path: ['initial_value'] });
    }
  });

/** A number; its bounds and its initial value are strings. */
const NumberInput = z
  .strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: NumberText.optional(),
    min_value: NumberText.optional(),
    max_value: NumberText.optional(),
  })
  .superRefine((input, context) => {
    const { initial_value: initial, min_value: min, max_value: max } = input;
    if (isAbove(min, max)) refuse('must not be above max_value', 'min_value');
    if (isAbove(min, initial)) refuse('must not be below min_value', 'initial_value');
    if (isAbove(initial, max)) refuse('must not be above max_value', 'initial_value');
    if (input.is_decimal_allowed) return;
    for (const [path, value] of Object.entries({ initial_value: initial, min_value: min, max_value: max })) {
      if (value?.includes('.')) refuse('must be a whole number', path);
    }

    function refuse(message: string, path: string): void {
      context.addIssue({ code: 'custom', message, path: [path] });
    }
  });

function isAbove(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && Number(one) > Number(other);
}

const DateText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date in the form YYYY-MM-DD')
  .refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)), 'must be a date that exists');

/** The pickers of a day and of a time of day. */
export const PICKERS = [
  z.strictObject({
    type: z.literal('datepicker'),
    ...picked,
    ...placeholdable,
    initial_date: DateText.optional(),
  }),
  z.strictObject({
    type: z.literal('timepicker'),
    ...picked,
    ...placeholdable,
    initial_time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time in the form HH:mm')
      .optional(),
    timezone: z.string().refine(isTimeZone, 'must be an IANA time zone').optional(),
  }),
] as const;

/** The picker of a day and time, in Unix seconds of ten digits. */
export const DateTimePicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...picked,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
});

/** The field for files; only inside an input block of a modal. */
export const FileInput = z.strictObject({
  type: z.literal('file_input'),
  ...actionable,
  filetypes: z.array(z.string().min(1)).min(1).optional(),
  max_files: z.int().min(1).max(10).optional(),
});

/** What one types into; only inside an input block. */
export const TYPED_INPUTS = [
  PlainTextInput,
  NumberInput,
  z.strictObject({ type: z.literal('email_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({ type: z.literal('url_text_input'), ...typed, initial_value: z.string().optional() }),
] as const;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
