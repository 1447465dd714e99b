/** The files of a message, as Slack shows them: pictures large, anything else as a card. */
import { useCallback, useState } from 'react';
import type { PlaygroundFile } from '../../protocol.js';
import { Picture } from '../elements/image.js';
import { DownloadIcon, FileIcon } from '../icons.js';
import { kindText, previewOf, sizeText } from './file-facts.js';
import { FileViewer } from './file-viewer.js';

function FileCard({ file }: { readonly file: PlaygroundFile }) {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const facts = (
    <>
      <span className="file-icon" data-kind={kindText(file)}>
        <FileIcon />
      </span>
      <span className="file-text">
        <strong>{file.title || file.name}</strong>
        <small>
          {kindText(file)}, {sizeText(file.sizeBytes)}
        </small>
      </span>
    </>
  );
  return (
    <li className="file-card">
      {previewOf(file) === 'none' ? (
        <div className="file-open">{facts}</div>
      ) : (
        <button
          type="button"
          className="file-open"
          aria-label={`Open ${file.name}`}
          onClick={() => setOpen(true)}
        >
          {facts}
        </button>
      )}
      <a
        className="button icon-button plain"
        href={file.url}
        download={file.name}
        aria-label={`Download ${file.name}`}
        title="Download"
      >
        <DownloadIcon />
      </a>
      {open && <FileViewer file={file} onClose={close} />}
    </li>
  );
}

/** Every file of a message, in order. */
export function FileList({ files }: { readonly files: readonly PlaygroundFile[] }) {
  return (
    <ul className="files" aria-label="Files">
      {files.map((file) =>
        previewOf(file) === 'picture' ? (
          <li key={file.id} className="file-picture">
            <p className="file-name">
              {file.title || file.name}
              <a href={file.url} download={file.name} aria-label={`Download ${file.name}`}>
                <DownloadIcon />
              </a>
            </p>
            <Picture src={file.url} alt={file.title || file.name} />
          </li>
        ) : (
          <FileCard key={file.id} file={file} />
        ),
      )}
    </ul>
  );
}
