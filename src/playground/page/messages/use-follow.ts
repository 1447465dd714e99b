/** Keeps a list that grows at its end in view. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR_PX = 80;

interface Follow {
  readonly log: RefObject<HTMLElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  /** Something was added below what the reader sees. */
  readonly behind: boolean;
  readonly toNewest: () => void;
  readonly onScroll: () => void;
}

/**
 * `newest`: keeps the end of the list in view, or the beginning of its last entry when that is taller than the
 * list: the verdict of a long result stands at its top. `end`: the reader went to the very end and stays there.
 * `away`: the reader is somewhere else and is left alone.
 */
type Mode = 'newest' | 'end' | 'away';

/** Follows the last of `count` entries; another `key` starts over at the newest. */
export function useFollow(count: number, key: string): Follow {
  const log = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const mode = useRef<Mode>('newest');
  const placed = useRef({ top: 0, width: 0, height: 0, content: 0 });
  const [behind, setBehind] = useState(false);

  const place = useCallback(() => {
    const [frame, list] = [log.current, content.current];
    if (frame === null || list === null || mode.current === 'away') return;
    const end = frame.scrollHeight - frame.clientHeight;
    const last = list.lastElementChild as HTMLElement | null;
    const target = mode.current === 'newest' && last ? Math.min(end, last.offsetTop) : end;
    const top = Math.max(0, Math.round(target));
    placed.current = {
      top,
      width: frame.clientWidth,
      height: frame.clientHeight,
      content: frame.scrollHeight,
    };
    frame.scrollTop = top;
    setBehind(false);
  }, []);
  const toNewest = useCallback(() => {
    mode.current = 'newest';
    place();
  }, [place]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new key starts over.
  useLayoutEffect(toNewest, [key, toNewest]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new entry is followed.
  useLayoutEffect(() => {
    if (mode.current === 'away') setBehind(true);
    else toNewest();
  }, [count, toNewest]);
  useEffect(() => {
    if (content.current === null || log.current === null) return undefined;
    // Pictures arrive after their message and change its height; a pane beside the list changes its width.
    const observer = new ResizeObserver(place);
    observer.observe(content.current);
    observer.observe(log.current);
    return () => observer.disconnect();
  }, [place]);

  const onScroll = () => {
    const frame = log.current;
    const { top, width, height, content: length } = placed.current;
    if (frame === null || Math.abs(frame.scrollTop - top) < 2) return;
    // A list that changed its size scrolls by itself, before it is put back in place.
    const resized =
      frame.clientWidth !== width || frame.clientHeight !== height || frame.scrollHeight !== length;
    if (resized && mode.current !== 'away') return;
    const left = frame.scrollHeight - frame.scrollTop - frame.clientHeight;
    mode.current = left < NEAR_PX ? 'end' : 'away';
    if (mode.current === 'end') setBehind(false);
  };
  return { log, content, behind, toNewest, onScroll };
}
