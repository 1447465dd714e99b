/** The frame of everything that takes over the page: modals, confirmations, large images. */
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';

interface DialogProps {
  readonly className: string;
  readonly label: string;
  readonly onClose: () => void;
  /** Closed by a press beside it; not for forms, which would lose what was typed. */
  readonly lightDismiss?: boolean;
  readonly hidden?: boolean;
  readonly children: ReactNode;
}

/** A native modal dialog: the browser keeps the focus inside, gives it back, and closes it on Escape. */
export function Dialog({ className, label, onClose, lightDismiss, hidden, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  // A layout effect, because its cleanup still finds the dialog in the page and so gives the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (hidden === true || dialog === null) return undefined;
    dialog.showModal();
    const wanted = dialog.querySelector<HTMLElement>('[data-autofocus]');
    const first = dialog.querySelector<HTMLElement>('.dialog-body :is(input, textarea, button)');
    (wanted ?? first)?.focus({ preventScroll: wanted === null });
    return () => dialog.close();
  }, [hidden]);
  useEffect(() => {
    const dialog = ref.current;
    const cancel = (event: Event) => {
      event.preventDefault();
      onClose();
    };
    const press = (event: PointerEvent) => {
      if (lightDismiss === true && event.target === dialog) onClose();
    };
    dialog?.addEventListener('cancel', cancel);
    dialog?.addEventListener('pointerdown', press);
    return () => {
      dialog?.removeEventListener('cancel', cancel);
      dialog?.removeEventListener('pointerdown', press);
    };
  }, [onClose, lightDismiss]);
  return (
    <dialog ref={ref} className={className} aria-label={label}>
      {children}
    </dialog>
  );
}
