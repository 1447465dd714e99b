/** The field for files. */
import { useState } from 'react';
import { FileChips, PickFiles } from '../files/attach.js';
import { type Attachment, useUploads } from '../files/use-attachments.js';
import { useViewer } from '../use-workspace.js';
import { elementLabel, type FieldProps, useField } from './field.js';

/** `file_input`: uploads what is chosen, and keeps the ids of it. */
export function FileInput(props: FieldProps) {
  const { userId } = useViewer();
  const [bare, set] = useField(props);
  const [known, setKnown] = useState<readonly Attachment[]>([]);
  const [trouble, setTrouble] = useState<string>();
  const upload = useUploads(userId, setTrouble);
  const ids = new Set((Array.isArray(bare) ? bare : []).map((file: { id: string }) => file.id));
  const files = known.filter(({ id }) => ids.has(id));
  const keep = (next: readonly Attachment[]) => {
    setKnown(next);
    set(next.map(({ id }) => ({ id })));
  };
  return (
    <div className="file-field">
      <PickFiles
        label={elementLabel(props)}
        className="button"
        id={props.frame?.id}
        onFiles={(chosen) => {
          setTrouble(undefined);
          void upload(chosen).then((uploaded) => keep([...files, ...uploaded]));
        }}
      >
        Add files
      </PickFiles>
      <FileChips files={files} onRemove={(id) => keep(files.filter((file) => file.id !== id))} />
      {trouble !== undefined && <p role="alert">{trouble}</p>}
    </div>
  );
}
