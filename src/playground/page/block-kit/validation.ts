/** The checks that Slack's own client makes before it lets a modal go to the app. */
import type { Block, Element } from './types.js';
import { bareValue, type ElementValue, type FormValues, isEmptyValue } from './values.js';

/** Slack's limit for every text input. */
const MAX_TEXT = 3000;

function textProblem(element: Element, text: string): string | undefined {
  const { min_length: min, max_length: max = MAX_TEXT } = element;
  if (min !== undefined && text.length < min) return `Please enter at least ${min} characters.`;
  if (text.length > max) return `Please enter at most ${max} characters.`;
  return undefined;
}

function numberProblem(element: Element, text: string): string | undefined {
  const { min_value: min, max_value: max } = element;
  if (!/^-?\d*\.?\d+$/.test(text)) return 'Please enter a number.';
  if (element.is_decimal_allowed !== true && text.includes('.')) return 'Please enter a whole number.';
  const number = Number(text);
  if (min !== undefined && number < Number(min)) return `Please enter a number of at least ${min}.`;
  if (max !== undefined && number > Number(max)) return `Please enter a number of at most ${max}.`;
  return undefined;
}

function problem(element: Element, value: ElementValue | undefined): string | undefined {
  const bare = bareValue(value);
  if (typeof bare !== 'string') return undefined;
  switch (element.type) {
    case 'plain_text_input':
      return textProblem(element, bare);
    case 'number_input':
      return numberProblem(element, bare.trim());
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(bare) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(bare) ? undefined : 'Please enter a valid URL, including https://.';
    default:
      return undefined;
  }
}

/** Errors by block_id of the inputs that cannot be submitted as they are. */
export function validate(blocks: readonly Block[], values: FormValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks) {
    const element = block.element;
    if (block.type !== 'input' || element?.action_id === undefined) continue;
    const value = values[block.block_id]?.[element.action_id];
    const error = isEmptyValue(value)
      ? block.optional === true
        ? undefined
        : 'Please complete this required field.'
      : problem(element, value);
    if (error !== undefined) errors[block.block_id] = error;
  }
  return errors;
}
