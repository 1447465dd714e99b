/** Where people type. */
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useLayoutEffect, useState } from 'react';
import { SendIcon } from '../icons.js';
import { useViewer } from '../use-workspace.js';
import { completionAt, type Offer } from './completion.js';
import { CompletionMenu } from './completion-menu.js';
import { useHistory } from './use-history.js';

interface ComposerProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** The lines sent before, oldest first. */
  readonly history: readonly string[];
  /** What the field is for: its name for screen readers. */
  readonly label: string;
  readonly placeholder: string;
  /** Buttons at the left of the field. */
  readonly tools?: ReactNode;
  /** Under the field: what is being waited for, or a hint. */
  readonly status: ReactNode;
  /** Above the field: what goes with the message. */
  readonly attached?: ReactNode;
  /** Whether the message may be empty, as files go with it. */
  readonly hasFiles?: boolean;
  readonly onSend: (line: string) => void;
}

/** A growing text field. `/` offers the commands, `@` the people; Enter sends; Up brings back earlier lines. */
export function Composer({ field, text, onText, history, label, onSend, ...props }: ComposerProps) {
  const { state } = useViewer();
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState(false);
  const { recalling, recall, forget } = useHistory(history);
  const listId = useId();

  const isEmpty = text.trim() === '' && props.hasFiles !== true;
  const offered =
    dismissed || recalling ? undefined : completionAt(text, Math.min(caret, text.length), state);
  const word = /^\/\S*/.exec(text)?.[0];
  const command = state.commands.find((known) => known.command === word);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useLayoutEffect(() => {
    if (field.current === null) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [text, field]);

  const type = (value: string, at = value.length) => {
    onText(value);
    setCaret(at);
    setActive(0);
    setDismissed(false);
    forget();
  };
  const complete = (offer: Offer) => {
    if (offered === undefined) return;
    const head = text.slice(0, offered.from) + offer.insert;
    const tail = text.slice(caret).replace(/^ /, '');
    type(head + tail, head.length);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(head.length, head.length);
    });
  };
  const send = () => {
    if (isEmpty) return;
    onSend(text);
    type('');
  };
  const steerMenu = (key: string): boolean => {
    const offers = offered?.offers ?? [];
    const offer = offers[active];
    if (key === 'Escape') setDismissed(true);
    else if (key === 'ArrowDown' && offers.length > 1) setActive((active + 1) % offers.length);
    else if (key === 'ArrowUp' && offers.length > 1) setActive((active - 1 + offers.length) % offers.length);
    else if (offer && (key === 'Tab' || (key === 'Enter' && offer.insert.trim() !== text))) complete(offer);
    else return false;
    return true;
  };
  const recallLine = (step: -1 | 1): boolean => {
    if (text !== '' && !recalling) return false;
    const line = recall(step);
    if (line !== undefined) onText(line);
    return line !== undefined;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key } = event;
    if (event.nativeEvent.isComposing) return;
    const handled =
      (offered !== undefined && steerMenu(key)) ||
      (key === 'ArrowUp' && recallLine(-1)) ||
      (key === 'ArrowDown' && recallLine(1));
    if (!handled) {
      if (key !== 'Enter' || event.shiftKey) return;
      send();
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {offered && <CompletionMenu id={listId} completion={offered} active={active} onChoose={complete} />}
      {props.attached}
      <div className="composer-box">
        {props.tools}
        <textarea
          ref={field}
          rows={1}
          value={text}
          placeholder={props.placeholder}
          aria-label={label}
          role="combobox"
          aria-expanded={offered !== undefined}
          aria-controls={offered && listId}
          aria-autocomplete="list"
          aria-activedescendant={offered && `${listId}-${active}`}
          onChange={({ target }) => type(target.value, target.selectionStart)}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="send" aria-label="Send" disabled={isEmpty}>
          <SendIcon />
        </button>
      </div>
      <p className="composer-hint" role="status">
        {command && !offered ? (
          <>
            <strong>{command.command}</strong> {command.usageHint}
          </>
        ) : (
          props.status
        )}
      </p>
    </form>
  );
}
