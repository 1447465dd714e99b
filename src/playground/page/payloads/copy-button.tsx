import { useEffect, useState } from 'react';

const SHOWN_MS = 1500;

interface CopyButtonProps {
  /** The button's name: what is copied. */
  readonly label: string;
  readonly text: () => string;
}

/** Copies a text, and says whether that worked. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'Copied' | 'Not allowed'>();
  useEffect(() => {
    if (outcome === undefined) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => {
    navigator.clipboard.writeText(text()).then(
      () => setOutcome('Copied'),
      () => setOutcome('Not allowed'),
    );
  };
  return (
    <button type="button" className="button small" aria-label={label} onClick={copy}>
      <span role="status">{outcome ?? 'Copy'}</span>
    </button>
  );
}
