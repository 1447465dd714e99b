import type { SuggestionAnswer } from '../../protocol.js';
import type { SlackContext } from '../context.js';
import { isObject, parseJson } from '../json.js';
import { elementsOf } from '../state/element-values.js';
import { checkSuggestions } from '../validate/index.js';
import { containerFor, formOf, type GestureContainer } from './container.js';
import { type Delivery, type DeliveryOverrides, deliverPayload } from './delivery.js';
import { ImpossibleGestureError, interactionBase } from './payload.js';

const DEFAULT_MIN_QUERY_LENGTH = 3;

/** A person typing into an external menu. */
export interface OptionsGesture {
  readonly userId: string;
  readonly container: GestureContainer;
  readonly blockId: string;
  readonly actionId: string;
  /** The text typed so far. */
  readonly value: string;
  readonly overrides?: DeliveryOverrides;
}

/** What the menu offers. */
export interface OptionsOutcome extends SuggestionAnswer {
  readonly ok: boolean;
  readonly error?: string;
  readonly deliveries: readonly Delivery[];
}

/**
 * Asks the app for the options of an external menu. Too short a text asks nothing and offers nothing.
 * @throws ImpossibleGestureError if there is no such menu.
 */
export async function requestOptions(slack: SlackContext, gesture: OptionsGesture): Promise<OptionsOutcome> {
  const { userId, container, blockId, actionId, value } = gesture;
  const form = formOf(slack, container, userId);
  const placed = elementsOf(form.blocks).find((one) => one.blockId === blockId && one.actionId === actionId);
  if (placed === undefined || !placed.type.endsWith('external_select')) {
    throw new ImpossibleGestureError(`There is no external menu ${blockId} / ${actionId}`);
  }
  const minimum = placed.element.min_query_length ?? DEFAULT_MIN_QUERY_LENGTH;
  if (value.length < Number(minimum)) return { ok: true, options: [], deliveries: [] };
  const {
    trigger_id: _,
    response_url: __,
    state: ___,
    ...where
  } = containerFor(slack, container, userId, form.typed);
  const payload = {
    ...interactionBase(slack, 'block_suggestion', userId),
    ...where,
    block_id: blockId,
    action_id: actionId,
    value,
  };
  const deliveries = await deliverPayload(slack, payload, gesture.overrides);
  const [first] = deliveries;
  if (first.error !== undefined) return { ok: false, error: first.error, deliveries };
  const answer = parseJson(first.body);
  if (!isObject(answer) || checkSuggestions(answer).length > 0) {
    return { ok: false, error: 'invalid_options', deliveries };
  }
  return { ok: true, ...offered(answer.options, answer.option_groups), deliveries };
}

function offered(options: unknown, groups: unknown): SuggestionAnswer {
  if (Array.isArray(options)) return { options };
  return Array.isArray(groups) ? { option_groups: groups } : {};
}
