import { type FormEvent, useState } from 'react';
import { Dialog } from '../elements/dialog.js';

interface RenameDialogProps {
  readonly name: string;
  readonly onRename: (name: string) => void;
  readonly onClose: () => void;
}

/** Asks for a channel's new name. */
export function RenameDialog({ name, onRename, onClose }: RenameDialogProps) {
  const [typed, setTyped] = useState(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onRename(typed.trim());
    onClose();
  };
  return (
    <Dialog className="dialog confirm" label="Rename the channel" onClose={onClose}>
      <form onSubmit={submit}>
        <header className="dialog-header">
          <h2>Rename the channel</h2>
        </header>
        <div className="dialog-body input-block">
          <label htmlFor="channel-name">Name</label>
          <input
            id="channel-name"
            className="text-field"
            value={typed}
            maxLength={80}
            autoComplete="off"
            onChange={({ target }) => setTyped(target.value)}
          />
        </div>
        <footer className="dialog-footer">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={typed.trim() === ''}>
            Rename
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
