/** Lists and menus that float above everything else, modals included. */
import { type RefObject, useLayoutEffect } from 'react';

const GAP = 4;
const EDGE = 8;

function place(anchor: HTMLElement, panel: HTMLElement, align: 'start' | 'end'): void {
  const box = anchor.getBoundingClientRect();
  const below = innerHeight - box.bottom - GAP - EDGE;
  const above = box.top - GAP - EDGE;
  // The height of the content, whatever the panel is limited to: to lift the limit would lose how far it is scrolled.
  const wanted = Math.min(panel.scrollHeight + 2, 320);
  const upwards = below < wanted && above > below;
  const height = Math.min(wanted, upwards ? above : below);
  panel.style.minWidth = `${align === 'start' ? box.width : 0}px`;
  panel.style.maxHeight = `${height}px`;
  panel.style.top = `${upwards ? box.top - GAP - height : box.bottom + GAP}px`;
  const left = align === 'start' ? box.left : box.right - panel.offsetWidth;
  panel.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - panel.offsetWidth - EDGE))}px`;
}

/** Shows a panel (an element with `popover="manual"`) beside its anchor while `open`, and keeps it there. */
export function useFloating(
  anchor: RefObject<HTMLElement | null>,
  panel: RefObject<HTMLElement | null>,
  open: boolean,
  content: unknown,
  align: 'start' | 'end' = 'start',
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place depends on the size of the content.
  useLayoutEffect(() => {
    const [from, shown] = [anchor.current, panel.current];
    if (!open || from === null || shown === null) return undefined;
    if (!shown.matches(':popover-open')) shown.showPopover();
    const follow = () => place(from, shown, align);
    const followScroll = ({ target }: Event) => {
      if (target !== shown) follow();
    };
    follow();
    addEventListener('scroll', followScroll, true);
    addEventListener('resize', follow);
    return () => {
      removeEventListener('scroll', followScroll, true);
      removeEventListener('resize', follow);
    };
  }, [open, content, align, anchor, panel]);
}
