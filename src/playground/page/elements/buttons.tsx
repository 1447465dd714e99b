/** Buttons and overflow menus. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useSurface } from '../block-kit/surface.js';
import { Text } from '../block-kit/text.js';
import { asText, type Block, type Element, type Option } from '../block-kit/types.js';
import { MoreIcon } from '../icons.js';
import { useFloating } from './floating.js';

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
    const { value, url, style } = element;
    void press(block, element, { text, ...(value !== undefined && { value }), url, style });
  };
  return (
    <button
      type="button"
      className={`button ${element.style ?? ''}`}
      aria-label={element.accessibility_label}
      aria-busy={busy}
      disabled={busy}
      onClick={send}
    >
      {text && <Text text={text} />}
    </button>
  );
}

/** A menu behind three dots. */
export function OverflowElement({ block, element }: ElementProps) {
  const { press } = useSurface();
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  useFloating(anchor, menu, open, element.options, 'end');
  useEffect(() => {
    if (!open) return undefined;
    menu.current?.querySelector('button')?.focus();
    const outside = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!menu.current?.contains(target) && !anchor.current?.contains(target)) setOpen(false);
    };
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, [open]);

  const close = () => {
    setOpen(false);
    anchor.current?.focus();
  };
  const choose = (option: Option) => {
    close();
    void press(block, element, { selected_option: option, url: option.url });
  };
  const steer = (event: KeyboardEvent<HTMLDivElement>) => {
    const items = [...(menu.current?.querySelectorAll('button') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) items.at((at + step) % items.length)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="button icon-button"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <MoreIcon />
      </button>
      {open && (
        <div
          ref={menu}
          id={id}
          popover="manual"
          role="menu"
          tabIndex={-1}
          className="floating"
          onKeyDown={steer}
        >
          {(element.options ?? []).map((option) => (
            <button
              key={option.value}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className="floating-item"
              onClick={() => choose(option)}
            >
              <Text text={option.text} />
              {option.description && <small>{option.description.text}</small>}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
