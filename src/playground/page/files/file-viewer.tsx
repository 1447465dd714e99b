/** A text file, opened over the page: CSV as a table, JSON in colours, anything else as it stands. */
import { useEffect, useMemo, useState } from 'react';
import type { PlaygroundFile } from '../../protocol.js';
import { Dialog } from '../elements/dialog.js';
import { CloseIcon, DownloadIcon } from '../icons.js';
import { JsonView } from '../payloads/json-view.js';
import { parseCsv } from './csv.js';
import { type FilePreview, kindText, previewOf, sizeText } from './file-facts.js';

const MAX_ROWS = 500;

function CsvTable({ text }: { readonly text: string }) {
  const [head = [], ...rows] = useMemo(() => parseCsv(text), [text]);
  const shown = rows.slice(0, MAX_ROWS);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="table-scroll" aria-label="Table" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {head.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other identity than their place.
                <th key={column} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity than their place.
              <tr key={index}>
                {row.map((cell, column) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other identity than their place.
                    key={column}
                    data-align={/^-?[\d.]+$/.test(cell) ? 'right' : 'left'}
                    data-numeric="true"
                    title={cell}
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > shown.length && (
        <p className="hint">
          The first {shown.length} of {rows.length.toLocaleString('en')} rows. Download the file for all of
          them.
        </p>
      )}
    </>
  );
}

function Content({ text, preview }: { readonly text: string; readonly preview: FilePreview }) {
  const json = useMemo((): unknown => {
    if (preview !== 'json') return undefined;
    try {
      return JSON.parse(text);
    } catch {
      // Not JSON after all: shown as the text that it is.
      return undefined;
    }
  }, [text, preview]);
  if (json !== undefined) return <JsonView value={json} label="File as JSON" />;
  if (preview === 'table') return <CsvTable text={text} />;
  return <pre className="json">{text}</pre>;
}

interface FileViewerProps {
  readonly file: PlaygroundFile;
  readonly onClose: () => void;
}

/** Loads the file and shows it. */
export function FileViewer({ file, onClose }: FileViewerProps) {
  const [text, setText] = useState<string>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    fetch(file.url)
      .then(async (response) => {
        if (!response.ok) throw new Error(`The playground answered ${response.status}.`);
        const loaded = await response.text();
        if (!gone) setText(loaded);
      })
      .catch(() => setFailed(true));
    return () => {
      gone = true;
    };
  }, [file.url]);
  return (
    <Dialog className="dialog file-viewer" label={file.title || file.name} onClose={onClose} lightDismiss>
      <header className="dialog-header">
        <div className="file-title">
          <h2>{file.title || file.name}</h2>
          <p>
            {kindText(file)}, {sizeText(file.sizeBytes)}
          </p>
        </div>
        <a className="button" href={file.url} download={file.name} data-autofocus>
          <DownloadIcon /> Download
        </a>
        <button type="button" className="button icon-button plain" aria-label="Close" onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      <div className="dialog-body">
        {failed ? (
          <p role="alert">The file could not be loaded. Try again, or download it.</p>
        ) : text === undefined ? (
          <p role="status">Opening…</p>
        ) : (
          <Content text={text} preview={previewOf(file)} />
        )}
      </div>
    </Dialog>
  );
}
