/** What every element that keeps a value is given. */
import { useSurface } from '../block-kit/surface.js';
import type { Block, Element } from '../block-kit/types.js';
import { bareValue, elementValue } from '../block-kit/values.js';

/** How an element inside an input block belongs to the label, the hint and the error around it. */
interface FieldFrame {
  readonly id: string;
  readonly labelId: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

/** An element, its block, and its frame when it stands in an input block. */
export interface FieldProps {
  readonly block: Block;
  readonly element: Element;
  readonly frame?: FieldFrame | undefined;
}

/** The bare value of an element, and the way to change it. */
export function useField({
  block,
  element,
}: FieldProps): [unknown, (bare: unknown, dispatch?: boolean) => void] {
  const surface = useSurface();
  const value = surface.values[block.block_id]?.[element.action_id ?? ''];
  const set = (bare: unknown, dispatch = true) => {
    void surface.change(block, element, elementValue(element.type, bare), dispatch);
  };
  return [bareValue(value), set];
}

/** A name for an element that has no visible label of its own. */
export function elementLabel({ block, element }: FieldProps): string {
  return (
    block.label?.text ?? element.placeholder?.text ?? block.text?.text ?? element.type.replaceAll('_', ' ')
  );
}
