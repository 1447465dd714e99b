import { type KeyboardEvent, type ReactNode, useRef } from 'react';

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly id: Id; readonly label: ReactNode }[];
  readonly current: Id;
  readonly onSelect: (id: Id) => void;
  /** Id of the element that shows the current tab's content; it has the role `tabpanel`. */
  readonly panelId: string;
}

/** A row of tabs, after the ARIA pattern: one stop for the Tab key, arrow keys inside. */
export function Tabs<Id extends string>({ label, tabs, current, onSelect, panelId }: TabsProps<Id>) {
  const row = useRef<HTMLDivElement>(null);
  const steer = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ id }) => id === current);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step === undefined ? undefined : tabs.at((at + step) % tabs.length);
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next.id);
    row.current?.querySelectorAll<HTMLElement>('[role=tab]')[tabs.indexOf(next)]?.focus();
  };
  return (
    <div ref={row} className="tabs" role="tablist" aria-label={label} onKeyDown={steer} tabIndex={-1}>
      {tabs.map(({ id, label: name }) => (
        <button
          key={id}
          type="button"
          role="tab"
          aria-selected={id === current}
          aria-controls={panelId}
          tabIndex={id === current ? 0 : -1}
          onClick={() => onSelect(id)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
