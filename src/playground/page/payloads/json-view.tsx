import { useMemo } from 'react';

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/** Above this many characters the browser would take too long over colours. */
const MAX_COLOURED = 200_000;

function coloured(json: string) {
  if (json.length > MAX_COLOURED) return [json];
  const parts: React.ReactNode[] = [];
  let end = 0;
  for (const match of json.matchAll(TOKEN)) {
    const [whole, string, colon] = match;
    const kind = string === undefined ? 'literal' : colon === undefined ? 'string' : 'key';
    parts.push(
      json.slice(end, match.index),
      <span key={match.index} className={`json-${kind}`}>
        {whole}
      </span>,
    );
    end = match.index + whole.length;
  }
  return [...parts, json.slice(end)];
}

/** A value as indented JSON, in colours. */
export function JsonView({ value, label }: { readonly value: unknown; readonly label: string }) {
  const parts = useMemo(() => coloured(JSON.stringify(value, null, 2) ?? ''), [value]);
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <pre className="json" role="region" aria-label={label} tabIndex={0}>
      {parts}
    </pre>
  );
}
