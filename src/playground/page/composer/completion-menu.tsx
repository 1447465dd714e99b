import { Avatar } from '../messages/avatar.js';
import type { Completion, Offer } from './completion.js';

interface CompletionMenuProps {
  readonly id: string;
  readonly completion: Completion;
  readonly active: number;
  readonly onChoose: (offer: Offer) => void;
}

/** The offers over the composer. The text field keeps the focus and steers the menu. */
export function CompletionMenu({ id, completion, active, onChoose }: CompletionMenuProps) {
  return (
    <div className="completion" role="listbox" id={id} aria-label={completion.label} tabIndex={-1}>
      {completion.offers.map((offer, index) => (
        <button
          key={offer.key}
          type="button"
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          // Keeps the focus in the text field.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(offer)}
        >
          {offer.user && <Avatar user={offer.user} small />}
          <span className="completion-text">
            <strong>{offer.label}</strong> {offer.hint && <span className="usage">{offer.hint}</span>}
            {offer.description && <small>{offer.description}</small>}
          </span>
        </button>
      ))}
      <p className="completion-keys" aria-hidden="true">
        <kbd>↑</kbd> <kbd>↓</kbd> to move, <kbd>Tab</kbd> or <kbd>Enter</kbd> to choose, <kbd>Esc</kbd> to
        close
      </p>
    </div>
  );
}
