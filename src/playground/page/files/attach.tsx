/** Where files are added: a button, a place to drop them, and what is there so far. */
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { AttachIcon, CloseIcon } from '../icons.js';
import { sizeText } from './file-facts.js';
import type { Attachment } from './use-attachments.js';

interface PickProps {
  readonly label: string;
  readonly className: string;
  readonly id?: string | undefined;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children?: ReactNode;
}

/** A button that lets a person choose files of the machine. */
export function PickFiles({ label, className, id, onFiles, children = <AttachIcon /> }: PickProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        id={id}
        className={className}
        aria-label={label}
        title={label}
        onClick={() => input.current?.click()}
      >
        {children}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid={label}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // The same file can be chosen again.
          target.value = '';
        }}
      />
    </>
  );
}

interface DropProps {
  /** Absent where nothing can be dropped. */
  readonly onFiles: ((files: readonly File[]) => void) | undefined;
  readonly hint: string;
  readonly children: ReactNode;
}

/** A place into which files can be dropped. */
export function DropPlace({ onFiles, hint, children }: DropProps) {
  // Entering a part of the place leaves the part before: only the outermost leaving counts.
  const [depth, setDepth] = useState(0);
  const hasFiles = (event: DragEvent) => onFiles !== undefined && event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button beside the field does the same from a keyboard.
    <div
      className="drop-place"
      onDragEnter={(event) => hasFiles(event) && setDepth((now) => now + 1)}
      onDragLeave={(event) => hasFiles(event) && setDepth((now) => Math.max(0, now - 1))}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setDepth(0);
        onFiles?.([...event.dataTransfer.files]);
      }}
    >
      {children}
      {depth > 0 && <p className="drop-hint">{hint}</p>}
    </div>
  );
}

interface ChipsProps {
  readonly files: readonly Attachment[];
  readonly onRemove: (id: string) => void;
}

/** The files that wait, each with a button that takes it away; nothing where there are none. */
export function FileChips({ files, onRemove }: ChipsProps) {
  if (files.length === 0) return null;
  return (
    <ul className="file-chips" aria-label="Files to send">
      {files.map(({ id, name, sizeBytes }) => (
        <li key={id} className="file-chip">
          <span>{name}</span> <small>{sizeText(sizeBytes)}</small>
          <button type="button" aria-label={`Remove ${name}`} onClick={() => onRemove(id)}>
            <CloseIcon />
          </button>
        </li>
      ))}
    </ul>
  );
}
