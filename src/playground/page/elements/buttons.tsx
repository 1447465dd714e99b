/** Buttons and overflow menus. */
import { useSurface } from '../block-kit/surface.js';
import { Text } from '../block-kit/text.js';
import { asText, type Block, type Element } from '../block-kit/types.js';
import { MoreIcon } from '../icons.js';
import { MenuButton } from './menu.js';

interface ElementProps {
  readonly block: Block;
  readonly element: Element;
}

/** A Block Kit button; busy until the app has acknowledged the press. */
export function ButtonElement({ block, element }: ElementProps) {
  const { press, pending } = useSurface();
  const text = asText(element.text);
  const busy = pending === `${block.block_id}/${element.action_id}`;
  const send = () => {
    if (busy) return;
    const { value, url, style } = element;
    void press(block, element, { text, ...(value !== undefined && { value }), url, style });
  };
  return (
    <button
      type="button"
      className={`button ${element.style ?? ''}`}
      aria-label={element.accessibility_label}
      aria-busy={busy}
      // Not `disabled`, which would take the focus away: a modal that opens could not give it back.
      aria-disabled={busy}
      onClick={send}
    >
      {text && <Text text={text} />}
    </button>
  );
}

/** A menu behind three dots. */
export function OverflowElement({ block, element }: ElementProps) {
  const { press } = useSurface();
  const items = (element.options ?? []).map((option) => ({
    key: option.value,
    label: <Text text={option.text} />,
    description: option.description?.text,
    onChoose: () => void press(block, element, { selected_option: option, url: option.url }),
  }));
  return (
    <MenuButton
      label={element.accessibility_label ?? 'More actions'}
      className="button icon-button"
      items={items}
    >
      <MoreIcon />
    </MenuButton>
  );
}
