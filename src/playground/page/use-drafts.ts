/** What has been typed and not sent, by place, and the lines that were. */
import { useMemo, useState } from 'react';

/** The drafts of this tab. */
export interface Drafts {
  /** What stands in the text field of a place. */
  readonly at: (place: string) => string;
  readonly set: (place: string, text: string) => void;
  /** The lines that were sent, oldest first, each once. */
  readonly history: readonly string[];
  readonly remember: (line: string) => void;
}

/** Empty at first. */
export function useDrafts(): Drafts {
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [history, setHistory] = useState<readonly string[]>([]);
  return useMemo(
    () => ({
      at: (place) => texts[place] ?? '',
      set: (place, text) => setTexts((current) => ({ ...current, [place]: text })),
      history,
      remember: (line) => setHistory((current) => [...current.filter((other) => other !== line), line]),
    }),
    [texts, history],
  );
}
