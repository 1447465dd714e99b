/** The question that Block Kit lets an app ask before an action goes out. */
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { Text } from '../block-kit/text.js';
import type { ConfirmObject } from '../block-kit/types.js';
import { Dialog } from './dialog.js';

type Ask = (question: ConfirmObject) => Promise<boolean>;
const ConfirmContext = createContext<Ask>(async () => true);

/** Asks a confirmation question; resolves to whether the person agreed. */
export const useConfirm = (): Ask => useContext(ConfirmContext);

/** Shows confirmation questions above everything inside it. */
export function ConfirmProvider({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<{ question: ConfirmObject; answer: (agreed: boolean) => void }>();
  const ask = useCallback<Ask>(
    (question) => new Promise((resolve) => setOpen({ question, answer: resolve })),
    [],
  );
  const close = useCallback(
    (agreed: boolean) => {
      open?.answer(agreed);
      setOpen(undefined);
    },
    [open],
  );
  const deny = useCallback(() => close(false), [close]);
  const question = open?.question;
  return (
    <ConfirmContext value={ask}>
      {children}
      {question && (
        <Dialog className="dialog confirm" label={question.title?.text ?? 'Are you sure?'} onClose={deny}>
          <header className="dialog-header">
            <h2>{question.title?.text ?? 'Are you sure?'}</h2>
          </header>
          <div className="dialog-body">{question.text && <Text text={question.text} />}</div>
          <footer className="dialog-footer">
            <button type="button" className="button" onClick={deny}>
              {question.deny?.text ?? 'Cancel'}
            </button>
            <button
              type="button"
              data-autofocus
              className={`button ${question.style === 'danger' ? 'danger' : 'primary'}`}
              onClick={() => close(true)}
            >
              {question.confirm?.text ?? 'Yes'}
            </button>
          </footer>
        </Dialog>
      )}
    </ConfirmContext>
  );
}
