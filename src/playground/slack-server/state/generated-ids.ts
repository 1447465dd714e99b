import { isObject, type JsonObject } from '../json.js';
import { isInteractive } from './element-values.js';
import type { Ids } from './ids.js';

/** Blocks as Slack keeps them: a `block_id` for every block and an `action_id` for every element that acts. */
export function withGeneratedIds(blocks: readonly unknown[], ids: Ids): readonly unknown[] {
  return blocks.map((block) => (isObject(block) ? completeBlock(block, ids) : block));
}

function completeBlock(block: JsonObject, ids: Ids): JsonObject {
  const completed: Record<string, unknown> = { ...block, block_id: block.block_id ?? ids.next('b') };
  if (isObject(block.element)) completed.element = completeElement(block.element, ids);
  if (isObject(block.accessory)) completed.accessory = completeElement(block.accessory, ids);
  if (block.type === 'actions' && Array.isArray(block.elements)) {
    completed.elements = block.elements.map((element: unknown) =>
      isObject(element) ? completeElement(element, ids) : element,
    );
  }
  return completed;
}

function completeElement(element: JsonObject, ids: Ids): JsonObject {
  if (!isInteractive(element) || element.action_id !== undefined) return element;
  return { ...element, action_id: ids.next('a') };
}
