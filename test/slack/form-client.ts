import { z } from 'zod';

/** What Slack's client would report for a form that nobody has touched: every element at its initial value. */

const Element = z.looseObject({
  type: z.string(),
  action_id: z.string(),
  initial_value: z.string().optional(),
  initial_option: z.unknown().optional(),
  initial_options: z.array(z.unknown()).optional(),
});
const Input = z
  .looseObject({ block_id: z.string(), element: Element.optional(), elements: z.array(Element).optional() })
  .transform(({ block_id: blockId, element, elements = [] }) => ({
    blockId,
    stateful: [
      ...(element === undefined ? [] : [element]),
      ...elements.filter(({ type }) => type !== 'button'),
    ],
  }));

/** `state.values` of an untouched form, posted from this conversation. */
export function untouchedState(blocks: readonly object[], conversation: string) {
  const values: Record<string, Record<string, Record<string, unknown>>> = {};
  for (const block of blocks) {
    const parsed = Input.safeParse(block);
    if (!parsed.success) continue;
    const { blockId, stateful } = parsed.data;
    if (stateful.length === 0) continue;
    values[blockId] = Object.fromEntries(
      stateful.map((element) => [element.action_id, valueOfElement(element, conversation)]),
    );
  }
  return values;
}

function valueOfElement(element: z.infer<typeof Element>, conversation: string): Record<string, unknown> {
  const { type } = element;
  switch (type) {
    case 'plain_text_input':
    case 'number_input':
      return { type, value: element.initial_value ?? null };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: element.initial_options ?? [] };
    case 'conversations_select':
      return { type, selected_conversation: conversation };
    default:
      return { type, selected_option: element.initial_option ?? null };
  }
}
