/** A button that opens a menu, after the ARIA menu button pattern. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useFloating } from './floating.js';

/** One entry of a menu. */
export interface MenuItem {
  readonly key: string;
  readonly label: ReactNode;
  readonly description?: ReactNode;
  /** What it does is hard to undo. */
  readonly danger?: boolean;
  readonly onChoose: () => void;
}

interface MenuButtonProps {
  /** The button's name for screen readers, and its tooltip. */
  readonly label: string;
  readonly className: string;
  readonly items: readonly MenuItem[];
  /** Shown above the entries. */
  readonly heading?: string;
  readonly align?: 'start' | 'end';
  readonly disabled?: boolean;
  /** What the button shows. */
  readonly children: ReactNode;
}

/** Arrow keys, Home and End move; Escape and Tab close and give the focus back. */
export function MenuButton({ label, className, items, heading, align = 'end', ...props }: MenuButtonProps) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  useFloating(anchor, menu, open, items, align);
  useEffect(() => {
    if (!open) return undefined;
    menu.current?.querySelector('button')?.focus();
    const outside = (event: PointerEvent) => {
      const target = event.target;
      if (!(target instanceof Node)) return;
      if (!menu.current?.contains(target) && !anchor.current?.contains(target)) setOpen(false);
    };
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, [open]);

  const close = () => {
    setOpen(false);
    anchor.current?.focus();
  };
  const steer = (event: KeyboardEvent<HTMLDivElement>) => {
    const buttons: Element[] = [...(menu.current?.querySelectorAll('button') ?? [])];
    const at = document.activeElement === null ? -1 : buttons.indexOf(document.activeElement);
    const focus = (button: Element | undefined) => button instanceof HTMLElement && button.focus();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) focus(buttons.at((at + step) % buttons.length));
    else if (event.key === 'Home') focus(buttons[0]);
    else if (event.key === 'End') focus(buttons.at(-1));
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
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        disabled={props.disabled}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || open) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {props.children}
      </button>
      {open && (
        <div
          ref={menu}
          id={id}
          popover="manual"
          role="menu"
          tabIndex={-1}
          className="floating"
          aria-label={label}
          onKeyDown={steer}
        >
          {heading !== undefined && <p className="floating-group">{heading}</p>}
          {items.map((item) => (
            <button
              key={item.key}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={`floating-item ${item.danger === true ? 'danger' : ''}`}
              onClick={() => {
                close();
                item.onChoose();
              }}
            >
              <span className="choice-label">
                {item.label}
                {item.description && <small>{item.description}</small>}
              </span>
            </button>
          ))}
        </div>
      )}
    </>
  );
}
