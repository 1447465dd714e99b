/** The frame of what opens beside the conversation. */
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { CloseIcon } from '../icons.js';

interface SidePaneProps {
  readonly title: string;
  /** Beside the title. */
  readonly subtitle?: ReactNode;
  readonly onClose: () => void;
  /** What takes the focus when the pane opens; the pane itself unless given. */
  readonly focus?: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

/** A pane with a title. Escape closes it; it takes the focus when it opens and gives it back when it closes. */
export function SidePane({ title, subtitle, onClose, focus, children }: SidePaneProps) {
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    (focus ?? pane).current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [focus]);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // A dialog that a message of the pane has opened closes by itself.
    if (event.target instanceof Element && event.target.closest('dialog') !== null) return;
    event.preventDefault();
    onClose();
  };
  return (
    <aside ref={pane} className="pane" aria-label={title} tabIndex={-1} onKeyDown={onKey}>
      <header className="pane-header">
        <h2>{title}</h2>
        <span className="pane-subtitle">{subtitle}</span>
        <button
          type="button"
          className="button icon-button plain"
          aria-label={`Close ${title.toLowerCase()}`}
          title="Close"
          onClick={onClose}
        >
          <CloseIcon />
        </button>
      </header>
      {children}
    </aside>
  );
}
