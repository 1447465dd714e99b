import type { JsonObject } from '../json.js';
import { elementsOf, isEmptyValue, type PlacedElement } from '../state/element-values.js';
import { currentValue } from '../state/view-state.js';
import type { StoredView } from '../state/views.js';

/** What Slack's client holds against a form before it asks the app, by block_id. */
export function clientComplaints(view: StoredView): Readonly<Record<string, string>> {
  const complaints: Record<string, string> = {};
  for (const placed of elementsOf(view.blocks)) {
    if (placed.block.type !== 'input') continue;
    const complaint = complaintAbout(placed, currentValue(view, placed) ?? {});
    if (complaint !== undefined) complaints[placed.blockId] = complaint;
  }
  return complaints;
}

function complaintAbout({ block, element, type }: PlacedElement, value: JsonObject): string | undefined {
  if (isEmptyValue(value)) {
    return block.optional === true ? undefined : 'Please complete this required field.';
  }
  const text = String(value.value ?? '');
  switch (type) {
    case 'number_input':
      return numberComplaint(element, text);
    case 'plain_text_input':
      return lengthComplaint(element, text);
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : 'Please enter a valid email address.';
    case 'file_input':
      return tooManyFiles(element, value);
    case 'url_text_input':
      return URL.canParse(text) ? undefined : 'Please enter a valid URL.';
    default:
      return tooManyComplaint(element, value);
  }
}

function numberComplaint(element: JsonObject, text: string): string | undefined {
  if (!/^-?\d*\.?\d+$/.test(text)) return 'Please enter a number.';
  if (element.is_decimal_allowed !== true && text.includes('.')) return 'Please enter a whole number.';
  const { min_value: min, max_value: max } = element;
  if (min !== undefined && Number(text) < Number(min)) return `Please enter a number of at least ${min}.`;
  if (max !== undefined && Number(text) > Number(max)) return `Please enter a number of at most ${max}.`;
  return undefined;
}

function lengthComplaint(element: JsonObject, text: string): string | undefined {
  const { min_length: min, max_length: max = 3000 } = element;
  if (text.length < Number(min ?? 0)) return `Please enter at least ${min} characters.`;
  return text.length > Number(max) ? `Please enter at most ${max} characters.` : undefined;
}

/** Files that fit into one field where it does not say: Slack's own default. */
const MAX_FILES = 10;

function tooManyFiles({ max_files: max = MAX_FILES }: JsonObject, { files }: JsonObject): string | undefined {
  const count = Array.isArray(files) ? files.length : 0;
  return count > Number(max) ? `Please add at most ${max}.` : undefined;
}

function tooManyComplaint(element: JsonObject, value: JsonObject): string | undefined {
  const { max_selected_items: max } = element;
  const chosen = Object.values(value).find(Array.isArray) ?? [];
  return max !== undefined && chosen.length > Number(max) ? `Please choose at most ${max}.` : undefined;
}
