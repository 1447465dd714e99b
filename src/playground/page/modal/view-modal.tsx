/** The frame of a modal: title, blocks, close and submit. */
import { type FormEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PlaygroundView } from '../../protocol.js';
import { closeView, submitView } from '../api.js';
import { Blocks } from '../block-kit/blocks.js';
import { SurfaceContext, useSurfaceState } from '../block-kit/surface.js';
import { Text } from '../block-kit/text.js';
import { asText } from '../block-kit/types.js';
import { validate } from '../block-kit/validation.js';
import { Dialog } from '../elements/dialog.js';
import { CloseIcon, WarningIcon } from '../icons.js';
import { AppAvatar } from '../messages/avatar.js';

/** How long a submitted modal waits for the app's next view before it lets the person try again. */
const PATIENCE_MS = 6000;

interface ViewModalProps {
  readonly view: PlaygroundView;
  readonly top: boolean;
  /** Every open modal of this person; the cross closes them all, as in Slack. */
  readonly stack: readonly PlaygroundView[];
}

/** One modal. */
export function ViewModal({ view, top, stack }: ViewModalProps) {
  const { id, userId } = view;
  const container = useMemo(() => ({ kind: 'view', viewId: id }) as const, [id]);
  const surface = useSurfaceState(container, view.view.blocks, view.view.state);
  const { values, blocks, setErrors } = surface;
  const [submitting, setSubmitting] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const form = useRef<HTMLFormElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the view ends the waiting.
  useEffect(() => setSubmitting(false), [view]);
  useEffect(() => {
    if (!submitting) return undefined;
    const timer = setTimeout(() => setSubmitting(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [submitting]);

  const showErrors = useCallback(
    (errors: Readonly<Record<string, string>>) => {
      setErrors(errors);
      requestAnimationFrame(() => {
        const first = form.current?.querySelector('[data-invalid="true"]');
        first?.scrollIntoView({ block: 'center' });
        first?.querySelector<HTMLElement>('input, textarea')?.focus();
      });
    },
    [setErrors],
  );

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (submitting) return;
    const problems = validate(blocks, values);
    if (Object.keys(problems).length > 0) {
      showErrors(problems);
      return;
    }
    setSubmitting(true);
    setTrouble(undefined);
    const answer = await submitView({ userId, viewId: id, stateValues: values });
    if (answer.ok && answer.fieldErrors === undefined) return;
    setSubmitting(false);
    if (answer.fieldErrors) showErrors(answer.fieldErrors);
    else setTrouble(answer.error ?? 'dispatch_failed');
  };
  const close = useCallback(async () => {
    const answer = await closeView({ userId, viewId: id, stateValues: values });
    if (!answer.ok) setTrouble(answer.error ?? 'dispatch_failed');
  }, [userId, id, values]);
  const closeAll = async () => {
    for (const open of [...stack].reverse()) {
      await closeView({ userId, viewId: open.id, stateValues: open.id === id ? values : {} });
    }
  };

  const title = asText(view.view.title);
  const submitText = asText(view.view.submit);
  const closeText = asText(view.view.close);
  return (
    <Dialog className="dialog modal" label={title?.text ?? 'Modal'} onClose={close} hidden={!top}>
      <form ref={form} noValidate onSubmit={submit} aria-busy={submitting}>
        <header className="dialog-header">
          <AppAvatar small />
          <h2>{title && <Text text={title} />}</h2>
          <button type="button" className="button icon-button plain" aria-label="Close" onClick={closeAll}>
            <CloseIcon />
          </button>
        </header>
        <div className="dialog-body">
          {trouble !== undefined && (
            <p className="trouble" role="alert">
              <WarningIcon /> We had some trouble connecting. Try again? <code>{trouble}</code>
            </p>
          )}
          <SurfaceContext value={surface}>
            <Blocks blocks={blocks} />
          </SurfaceContext>
        </div>
        <footer className="dialog-footer">
          <button type="button" className="button" onClick={close}>
            {closeText ? <Text text={closeText} /> : 'Close'}
          </button>
          {submitText && (
            <button type="submit" className="button primary" disabled={submitting} aria-busy={submitting}>
              <Text text={submitText} />
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}
