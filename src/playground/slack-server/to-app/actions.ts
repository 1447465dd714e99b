import type { ViewStateValues } from '../../protocol.js';
import type { SlackContext } from '../context.js';
import type { JsonObject } from '../json.js';
import {
  elementsOf,
  optionsOf,
  type PlacedElement,
  reportedValue,
  valueFieldOf,
} from '../state/element-values.js';
import { strangers, typedWith } from '../state/view-state.js';
import { containerFor, formOf, type GestureContainer, homeTab } from './container.js';
import { type Delivery, type DeliveryOverrides, deliverPayload } from './delivery.js';
import { ImpossibleGestureError, interactionBase } from './payload.js';

/** A person using an element of a message, a modal or a Home tab. */
export interface ActionGesture {
  readonly userId: string;
  readonly container: GestureContainer;
  readonly blockId: string;
  /** The `action_id` and what was chosen in Slack's own form; an option may be given by its `value` alone. */
  readonly action: Readonly<Record<string, unknown>> & { readonly action_id: string };
  /** Everything filled in so far. */
  readonly stateValues?: ViewStateValues;
  readonly overrides?: DeliveryOverrides;
}

/** How an action went. */
export interface ActionOutcome {
  readonly ok: boolean;
  readonly error?: string;
  /** Where the app may answer; absent for what stands in a view. */
  readonly responseUrl?: string;
  readonly deliveries: readonly Delivery[];
}

/**
 * Sends a block action to the app.
 * @throws ImpossibleGestureError if there is no such element, or it would send nothing.
 */
export async function sendAction(slack: SlackContext, gesture: ActionGesture): Promise<ActionOutcome> {
  const { userId, blockId, action } = gesture;
  const form = formOf(slack, gesture.container, userId);
  const placed = findElement(form.blocks, blockId, action.action_id);
  refuseSilentElement(placed);
  const chosen = chosenFields(placed, action);
  const unknown = strangers(form.blocks, gesture.stateValues ?? {});
  if (unknown.length > 0) throw new ImpossibleGestureError(`There is no element ${unknown.join(', ')}`);
  const typed = typedWith(form, withAction(gesture.stateValues ?? {}, placed, chosen));
  const place = containerFor(slack, gesture.container, userId, typed);
  const payload = {
    // A person is named by `username` in a modal or a message, by `name` in a Home tab.
    ...interactionBase(slack, 'block_actions', userId, isHome(slack, gesture) ? 'name' : 'username'),
    ...place,
    actions: [
      {
        type: placed.type,
        block_id: blockId,
        action_id: placed.actionId,
        ...chosen,
        action_ts: slack.ids.ts(),
      },
    ],
  };
  const deliveries = await deliverPayload(slack, payload, gesture.overrides);
  const { error } = deliveries[0];
  const { response_url: responseUrl } = place;
  return {
    ok: error === undefined,
    ...(error ? { error } : {}),
    ...(typeof responseUrl === 'string' && { responseUrl }),
    deliveries,
  };
}

function isHome(slack: SlackContext, { userId, container }: ActionGesture): boolean {
  return container.kind === 'view' && homeTab(slack, container.viewId, userId) !== undefined;
}

function findElement(blocks: readonly unknown[], blockId: string, actionId: string): PlacedElement {
  const placed = elementsOf(blocks).find((one) => one.blockId === blockId && one.actionId === actionId);
  if (placed === undefined) throw new ImpossibleGestureError(`There is no element ${blockId} / ${actionId}`);
  return placed;
}

/** An element of an input block is silent unless the block dispatches actions. */
function refuseSilentElement({ block, blockId, actionId }: PlacedElement): void {
  if (block.type === 'input' && block.dispatch_action !== true) {
    throw new ImpossibleGestureError(
      `${blockId} / ${actionId} sends nothing: its block does not dispatch actions`,
    );
  }
}

function chosenFields(placed: PlacedElement, action: JsonObject): JsonObject {
  const { element, type } = placed;
  if (type === 'button') {
    const value = action.value ?? element.value;
    return { text: element.text, ...(value === undefined ? {} : { value }) };
  }
  const chosen = reportedValue(placed, action) ?? { selected_option: overflowOption(placed, action) };
  const field = valueFieldOf(type) ?? 'selected_option';
  return { [field]: chosen[field], ...(element.placeholder ? { placeholder: element.placeholder } : {}) };
}

function overflowOption({ element }: PlacedElement, action: JsonObject): unknown {
  const { selected_option: selected } = action;
  const value =
    typeof selected === 'object' && selected !== null && 'value' in selected ? selected.value : undefined;
  const option = optionsOf(element).find((one) => one.value === value);
  if (option === undefined) throw new ImpossibleGestureError('The menu has no such option');
  return option;
}

function withAction(values: ViewStateValues, placed: PlacedElement, chosen: JsonObject): ViewStateValues {
  if (valueFieldOf(placed.type) === undefined) return values;
  const { blockId, actionId } = placed;
  return { ...values, [blockId]: { ...values[blockId], [actionId]: chosen } };
}
