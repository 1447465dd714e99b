import { isObject, objectsIn, pointerOf } from '../json.js';
import type { BlockProblem } from './problems.js';

/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home';

const SHOWN_ONLY_IN: ReadonlyMap<string, readonly Surface[]> = new Map(
  Object.entries({
    table: ['message'],
    markdown: ['message'],
    alert: ['modal'],
  }),
);
const MAX_MARKDOWN = 12_000;

/** The rules that hold between blocks; `root` is where the list of blocks stands in the payload. */
export function surfaceProblems(
  blocks: readonly unknown[],
  surface: Surface,
  root: readonly PropertyKey[],
): readonly BlockProblem[] {
  return [
    ...misplacedBlocks(blocks, surface, root),
    ...misplacedFileInputs(blocks, surface, root),
    ...repeatedBlockIds(blocks, root),
    ...repeatedActionIds(blocks, root),
    ...secondFocus(blocks, root),
    ...tooMuchMarkdown(blocks, root),
  ];
}

function misplacedBlocks(
  blocks: readonly unknown[],
  surface: Surface,
  root: readonly PropertyKey[],
): readonly BlockProblem[] {
  return blocks.flatMap((block, index) => {
    const allowed = isObject(block) ? SHOWN_ONLY_IN.get(String(block.type)) : undefined;
    if (!isObject(block) || (allowed?.includes(surface) ?? true)) return [];
    return [
      { reason: `unsupported type: ${String(block.type)}`, pointer: pointerOf([...root, index, 'type']) },
    ];
  });
}

function misplacedFileInputs(
  blocks: readonly unknown[],
  surface: Surface,
  root: readonly PropertyKey[],
): readonly BlockProblem[] {
  if (surface === 'modal') return [];
  return [...objectsIn(blocks)]
    .filter(([object]) => object.type === 'file_input')
    .map(([, path]) => ({
      reason: 'unsupported type: file_input',
      pointer: pointerOf([...root, ...path, 'type']),
    }));
}

function repeatedBlockIds(blocks: readonly unknown[], root: readonly PropertyKey[]): readonly BlockProblem[] {
  return repeats(blocks.map((block) => (isObject(block) ? block.block_id : undefined))).map((index) => ({
    reason: '`block_id` must be unique',
    pointer: pointerOf([...root, index, 'block_id']),
  }));
}

function repeatedActionIds(
  blocks: readonly unknown[],
  root: readonly PropertyKey[],
): readonly BlockProblem[] {
  return blocks.flatMap((block, blockIndex) => {
    if (!isObject(block) || block.type !== 'actions' || !Array.isArray(block.elements)) return [];
    const ids = block.elements.map((element: unknown) => (isObject(element) ? element.action_id : undefined));
    return repeats(ids).map((index) => ({
      reason: '`action_id` must be unique inside its block',
      pointer: pointerOf([...root, blockIndex, 'elements', index, 'action_id']),
    }));
  });
}

/** The places of values that stood in the list before. */
function repeats(values: readonly unknown[]): readonly number[] {
  return values.flatMap((value, index) =>
    value !== undefined && values.indexOf(value) < index ? [index] : [],
  );
}

function secondFocus(blocks: readonly unknown[], root: readonly PropertyKey[]): readonly BlockProblem[] {
  const focused = [...objectsIn(blocks)].filter(([object]) => object.focus_on_load === true);
  return focused.slice(1).map(([, path]) => ({
    reason: 'only one element may have `focus_on_load`',
    pointer: pointerOf([...root, ...path, 'focus_on_load']),
  }));
}

function tooMuchMarkdown(blocks: readonly unknown[], root: readonly PropertyKey[]): readonly BlockProblem[] {
  let characters = 0;
  for (const block of blocks) {
    if (isObject(block) && block.type === 'markdown') characters += String(block.text ?? '').length;
  }
  if (characters <= MAX_MARKDOWN) return [];
  const reason = `no more than ${MAX_MARKDOWN} characters of markdown allowed`;
  return [{ reason, pointer: pointerOf(root) }];
}
