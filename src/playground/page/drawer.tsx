/** For developers: the blocks of a message as the app sent them. */
import { useMemo, useState } from 'react';
import type { PlaygroundMessage } from '../protocol.js';
import { CloseIcon } from './icons.js';

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

function coloured(json: string) {
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

interface DrawerProps {
  readonly message: PlaygroundMessage | undefined;
  readonly onClose: () => void;
}

/** Shows the raw JSON of one message, with the sizes that Slack limits. */
export function Drawer({ message, onClose }: DrawerProps) {
  const [copied, setCopied] = useState(false);
  const json = useMemo(() => {
    if (message === undefined) return '';
    const { text, blocks } = message;
    return JSON.stringify({ text, blocks }, null, 2);
  }, [message]);
  const lines = useMemo(() => coloured(json), [json]);
  const copy = async () => {
    await navigator.clipboard.writeText(json);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <aside className="drawer" aria-label="Message JSON">
      <header className="drawer-header">
        <h2>Message JSON</h2>
        {message && (
          <button type="button" className="button" onClick={copy}>
            {copied ? 'Copied' : 'Copy'}
          </button>
        )}
        <button type="button" className="button icon-button plain" aria-label="Close" onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      {message === undefined ? (
        <p className="drawer-empty">
          There is no message yet. Send one, or pick one with its {'{ }'} button.
        </p>
      ) : (
        <>
          <p className="drawer-facts">
            {message.blocks.length} of 50 blocks, {JSON.stringify(message.blocks).length.toLocaleString('en')}{' '}
            bytes of blocks, {message.text.length.toLocaleString('en')} characters of text
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
          <pre tabIndex={0}>{lines}</pre>
        </>
      )}
    </aside>
  );
}
