/** Where people type. */
import { type KeyboardEvent, type RefObject, useLayoutEffect, useState } from 'react';
import type { PlaygroundMessage } from '../protocol.js';
import { CloseIcon, SendIcon } from './icons.js';
import { useViewer } from './use-workspace.js';

interface ComposerProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** The lines sent before, oldest first. */
  readonly history: readonly string[];
  /** The message whose thread the next line goes to. */
  readonly replyTo: PlaygroundMessage | undefined;
  readonly onCancelReply: () => void;
  /** The command that the app has not acknowledged yet. */
  readonly waitingFor: string | undefined;
  readonly onSend: (line: string) => void;
}

/** A growing text field. `/` offers the commands; Enter sends; Up brings back earlier lines. */
export function Composer(props: ComposerProps) {
  const { field, text, onText, history, replyTo, onSend } = props;
  const { state, channelId } = useViewer();
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState(false);
  const [recalled, setRecalled] = useState<number>();
  const channel = state.channels.find(({ id }) => id === channelId);

  const word = /^\/\S*/.exec(text)?.[0];
  const offered = word === text ? state.commands.filter(({ command }) => command.startsWith(word)) : [];
  const open = offered.length > 0 && !dismissed && recalled === undefined;
  const known = state.commands.find(({ command }) => command === word);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useLayoutEffect(() => {
    if (field.current === null) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [text, field]);

  const type = (value: string) => {
    onText(value);
    setActive(0);
    setDismissed(false);
    setRecalled(undefined);
  };
  const complete = (command: string) => {
    type(`${command} `);
    field.current?.focus();
  };
  const send = () => {
    if (text.trim() === '') return;
    onSend(text);
    type('');
  };
  const recall = (step: -1 | 1): boolean => {
    const from = recalled ?? history.length;
    const line = history[from + step];
    if (step === 1 && from + 1 >= history.length) {
      if (recalled === undefined) return false;
      type('');
      return true;
    }
    if (line === undefined) return false;
    onText(line);
    setRecalled(from + step);
    return true;
  };
  const steerMenu = (key: string): boolean => {
    const choice = offered[active];
    if (key === 'Escape') setDismissed(true);
    else if (key === 'ArrowDown' && offered.length > 1) setActive((active + 1) % offered.length);
    else if (key === 'ArrowUp' && offered.length > 1)
      setActive((active - 1 + offered.length) % offered.length);
    else if (choice && (key === 'Tab' || (key === 'Enter' && choice.command !== text)))
      complete(choice.command);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key } = event;
    if (event.nativeEvent.isComposing) return;
    const recalls = text === '' || recalled !== undefined;
    const handled =
      (open && steerMenu(key)) ||
      (recalls && key === 'ArrowUp' && recall(-1)) ||
      (recalls && key === 'ArrowDown' && recall(1));
    if (!handled) {
      if (key !== 'Enter' || event.shiftKey) return;
      send();
    }
    event.preventDefault();
  };

  const place = channel?.kind === 'dm' ? channel.name : `#${channel?.name ?? ''}`;
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {open && (
        <div className="command-menu" role="listbox" id="commands" aria-label="Commands" tabIndex={-1}>
          {offered.map(({ command, usageHint, description }, index) => (
            <button
              key={command}
              type="button"
              id={`command-${index}`}
              role="option"
              aria-selected={index === active}
              tabIndex={-1}
              onClick={() => complete(command)}
            >
              <strong>{command}</strong> <span className="usage">{usageHint}</span>
              <small>{description}</small>
            </button>
          ))}
        </div>
      )}
      <div className="composer-box">
        {replyTo !== undefined && (
          <p className="replying">
            Replying in a thread
            <button type="button" aria-label="Cancel the reply" onClick={props.onCancelReply}>
              <CloseIcon />
            </button>
          </p>
        )}
        <textarea
          ref={field}
          rows={1}
          value={text}
          placeholder={`Message ${place}, or type / for commands`}
          aria-label={`Message ${place}`}
          role="combobox"
          aria-expanded={open}
          aria-controls="commands"
          aria-autocomplete="list"
          aria-activedescendant={open ? `command-${active}` : undefined}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="send" aria-label="Send" disabled={text.trim() === ''}>
          <SendIcon />
        </button>
      </div>
      <p className="composer-hint" role="status">
        {props.waitingFor !== undefined ? (
          <>Waiting for the app to answer {props.waitingFor}…</>
        ) : known && !open ? (
          <>
            <strong>{known.command}</strong> {known.usageHint}
          </>
        ) : (
          <>
            <kbd>Enter</kbd> sends, <kbd>Shift</kbd> <kbd>Enter</kbd> starts a new line, <kbd>↑</kbd> brings
            back the last line
          </>
        )}
      </p>
    </form>
  );
}
