/** The lines that somebody sent, for the arrow keys to bring back. */
import { useState } from 'react';

interface History {
  /** Whether the text shown is one of the earlier lines. */
  readonly recalling: boolean;
  /** The next older (-1) or newer (1) line; an empty one past the newest; nothing where there is none. */
  readonly recall: (step: -1 | 1) => string | undefined;
  /** The next recall starts from the newest again. */
  readonly forget: () => void;
}

/** Walks through `lines`, the oldest first. */
export function useHistory(lines: readonly string[]): History {
  const [at, setAt] = useState<number>();
  return {
    recalling: at !== undefined,
    recall: (step) => {
      const next = (at ?? lines.length) + step;
      if (step === 1 && at !== undefined && next >= lines.length) {
        setAt(undefined);
        return '';
      }
      const line = lines[next];
      if (line !== undefined) setAt(next);
      return line;
    },
    forget: () => setAt(undefined),
  };
}
