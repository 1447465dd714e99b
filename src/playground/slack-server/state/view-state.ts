import { isDeepStrictEqual } from 'node:util';
import type { ViewStateValues } from '../../protocol.js';
import type { JsonObject } from '../json.js';
import { elementsOf, initialValue, type PlacedElement, reportedValue } from './element-values.js';

/** Blocks that a person is filling in. */
interface Form {
  readonly blocks: readonly unknown[];
  readonly typed: ViewStateValues;
  readonly channelId: string | undefined;
}

/** The complete `state.values`: what was typed, else the initial value, else empty, for every stateful element. */
export function stateValues(form: Form): ViewStateValues {
  const values: Record<string, Record<string, JsonObject>> = {};
  for (const placed of elementsOf(form.blocks)) {
    const value = currentValue(form, placed);
    if (value !== undefined) put(values, placed, value);
  }
  return values;
}

/** An element's value now; `undefined` if it keeps none. */
export function currentValue(form: Form, placed: PlacedElement): JsonObject | undefined {
  return form.typed[placed.blockId]?.[placed.actionId] ?? initialValue(placed, form.channelId);
}

/** What is typed after a person changed some values. Values that stay as they were do not count as typed. */
export function typedWith(form: Form, changes: ViewStateValues): ViewStateValues {
  const typed: Record<string, Record<string, JsonObject>> = {};
  for (const placed of elementsOf(form.blocks)) {
    const given = changes[placed.blockId]?.[placed.actionId];
    const changed = given === undefined ? undefined : reportedValue(placed, given);
    const same = changed === undefined || isDeepStrictEqual(changed, currentValue(form, placed));
    const value = same ? form.typed[placed.blockId]?.[placed.actionId] : changed;
    if (value !== undefined) put(typed, placed, value);
  }
  return typed;
}

/** The entries of some values that no stateful element of the blocks could have reported. */
export function strangers(blocks: readonly unknown[], values: ViewStateValues): readonly string[] {
  const known = new Set(elementsOf(blocks).map(({ blockId, actionId }) => `${blockId} / ${actionId}`));
  return Object.entries(values)
    .flatMap(([blockId, actions]) => Object.keys(actions).map((actionId) => `${blockId} / ${actionId}`))
    .filter((name) => !known.has(name));
}

/** Some values without the entries that no element of the blocks could have reported. */
export function knownValues(blocks: readonly unknown[], values: ViewStateValues): ViewStateValues {
  const known: Record<string, Record<string, JsonObject>> = {};
  for (const placed of elementsOf(blocks)) {
    const value = values[placed.blockId]?.[placed.actionId];
    if (value !== undefined) put(known, placed, value);
  }
  return known;
}

/** What was typed into elements that the new blocks still have, of the same type under the same two ids. */
export function survivingState(form: Form, blocks: readonly unknown[]): ViewStateValues {
  const before = new Map(elementsOf(form.blocks).map((one) => [`${one.blockId}\n${one.actionId}`, one.type]));
  const surviving: Record<string, Record<string, JsonObject>> = {};
  for (const placed of elementsOf(blocks)) {
    const { blockId, actionId, type } = placed;
    const value = form.typed[blockId]?.[actionId];
    const stays = before.get(`${blockId}\n${actionId}`) === type;
    if (value !== undefined && stays) put(surviving, placed, value);
  }
  return surviving;
}

function put(
  values: Record<string, Record<string, JsonObject>>,
  placed: PlacedElement,
  value: JsonObject,
): void {
  const { blockId, actionId } = placed;
  values[blockId] = { ...values[blockId], [actionId]: value };
}
