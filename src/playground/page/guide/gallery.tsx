/** The ready-made workloads as cards. */
import { Dialog } from '../elements/dialog.js';
import { CloseIcon } from '../icons.js';
import { useViewer } from '../use-workspace.js';

interface GalleryProps {
  readonly onRun: (line: string) => void;
  readonly onClose: () => void;
}

/** Each card says what it is; a press runs it. */
export function Gallery({ onRun, onClose }: GalleryProps) {
  const { state } = useViewer();
  return (
    <Dialog className="dialog gallery" label="Presets" onClose={onClose} lightDismiss>
      <header className="dialog-header">
        <div className="file-title">
          <h2>Presets</h2>
          <p>Typical workloads, each complete in itself. Choose one, and see the verdict in the channel.</p>
        </div>
        <button type="button" className="button icon-button plain" aria-label="Close" onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      <div className="dialog-body">
        <ul className="cards">
          {state.examples.map(({ title, summary, line }) => (
            <li key={line}>
              <button
                type="button"
                className="card"
                aria-label={`Run ${title}`}
                onClick={() => {
                  onClose();
                  onRun(line);
                }}
              >
                <strong>{title}</strong>
                <span>{summary}</span>
                <code>{line}</code>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
