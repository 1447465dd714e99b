import { type Block, small } from '../../kit/blocks.js';
import { cut } from '../../kit/safe-text.js';
import { type CrossChecks, LIVE_FIELDS } from './cross-checks.js';

const CHECK = 'check.';

/** The fields of the form that tell us of every change, with what does not go together below them. */
export function liveBlocks(blocks: readonly Block[], checks: CrossChecks): Block[] {
  return blocks.flatMap((block) => {
    const field = LIVE_FIELDS.find((one) => block.block_id?.startsWith(`${one}.`) === true);
    if (field === undefined) return [block];
    const sentence = checks[field];
    return [
      telling(block),
      ...(sentence === undefined ? [] : [{ ...small(cut(sentence, 300)), block_id: `${CHECK}${field}` }]),
    ];
  });
}

function telling(block: Block): Block {
  if (block.type !== 'input') return block;
  const { element } = block;
  if (element.type !== 'plain_text_input') return { ...block, dispatch_action: true };
  return {
    ...block,
    dispatch_action: true,
    // Not on Enter: that submits the form.
    element: { ...element, dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } },
  };
}

/** What a form says below its fields, to be compared with what it would say now. */
export function checksShown(blocks: readonly { readonly block_id?: string }[]): string {
  return JSON.stringify(
    blocks.filter(({ block_id: id }) => id?.startsWith(CHECK) === true).map((block) => wordsOf(block)),
  );
}

/** Id and text alone: Slack hands blocks back with more in them than we sent. */
function wordsOf(block: { readonly block_id?: string; readonly elements?: unknown }): unknown[] {
  const elements = Array.isArray(block.elements) ? block.elements : [];
  return [block.block_id, elements.map((one: { readonly text?: unknown }) => one.text)];
}
