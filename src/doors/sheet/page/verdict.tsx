import { useEffect, useState } from 'react';
import type { LiveSheet } from './use-sheet.js';

/** Nothing has changed for so long: then a screen reader is told, in milliseconds. */
const TOLD_AFTER_MS = 700;

/** The verdict, moving as values change; said aloud once nothing moves. */
export function Verdict({ live: { view, isBehind } }: { readonly live: LiveSheet }) {
  const said =
    view === undefined
      ? ''
      : [view.action, view.sure, ...view.numbers.map(({ label, value }) => `${label}: ${value}`)].join('. ');
  const told = useSettled(said);
  return (
    <section className="verdict" aria-label="Verdict" aria-busy={isBehind}>
      {view === undefined ? (
        <p className="sure">Working it out …</p>
      ) : (
        <>
          <p className="workload">{view.workload}</p>
          <h1>{view.action}</h1>
          <p className="sure">{view.sure}</p>
          {view.outcome === '' ? null : <p className="outcome">{view.outcome}</p>}
        </>
      )}
      <p className="aloud" role="status">
        {told}
      </p>
    </section>
  );
}

/** A text once it has stayed the same for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TOLD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
