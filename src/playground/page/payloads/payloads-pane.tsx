/** For developers: everything that Slack and the app say to each other. */
import { useDeferredValue, useId, useMemo, useState } from 'react';
import type { PlaygroundMessage } from '../../protocol.js';
import { type CallsStore, useCalls } from '../calls-store.js';
import { Tabs } from '../elements/tabs.js';
import { SearchIcon } from '../icons.js';
import { SidePane } from '../pane/side-pane.js';
import { CallList } from './call-list.js';
import { CopyButton } from './copy-button.js';
import { type CallFilter, findCalls } from './find-calls.js';
import { JsonView } from './json-view.js';

/** How many lines are drawn at once. */
const MAX_SHOWN = 150;

function Calls({ store }: { readonly store: CallsStore }) {
  const all = useCalls(store);
  const [filter, setFilter] = useState<CallFilter>({ text: '', direction: 'both' });
  const asked = useDeferredValue(filter);
  const found = useMemo(() => findCalls(all, asked), [all, asked]);
  const directionId = useId();
  return (
    <>
      <search className="call-search">
        <label className="search-field">
          <SearchIcon />
          <input
            type="search"
            value={filter.text}
            placeholder="Search names and JSON"
            aria-label="Search payloads"
            onChange={({ target }) => setFilter({ ...filter, text: target.value })}
          />
        </label>
        <label className="sr-only" htmlFor={directionId}>
          Direction
        </label>
        <select
          id={directionId}
          value={filter.direction}
          onChange={({ target }) => {
            const direction = DIRECTIONS.find(({ value }) => value === target.value)?.value ?? 'both';
            setFilter({ ...filter, direction });
          }}
        >
          {DIRECTIONS.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </search>
      <p className="pane-note" role="status">
        {found.length === all.length ? `${all.length} payloads` : `${found.length} of ${all.length} payloads`}
        {found.length > MAX_SHOWN ? `, the last ${MAX_SHOWN} shown` : ''}, newest first
      </p>
      <div className="pane-body">
        {found.length === 0 ? (
          <p className="pane-empty">
            {all.length === 0 ? 'Nothing yet. Use the app, and see what it says.' : 'Nothing matches.'}
          </p>
        ) : (
          <CallList calls={found.slice(0, MAX_SHOWN)} />
        )}
      </div>
    </>
  );
}

const DIRECTIONS = [
  { value: 'both', label: 'Both directions' },
  { value: 'slack-to-app', label: 'Slack to the app' },
  { value: 'app-to-slack', label: 'The app to Slack' },
] as const;

function OneMessage({ message }: { readonly message: PlaygroundMessage | undefined }) {
  const shown = useMemo(() => {
    if (message === undefined) return undefined;
    const { text, blocks, files, metadata } = message;
    return { text, blocks, ...(files && { files }), ...(metadata && { metadata }) };
  }, [message]);
  if (message === undefined || shown === undefined) {
    return (
      <p className="pane-empty">There is no message yet. Send one, or pick one with its {'{ }'} button.</p>
    );
  }
  return (
    <>
      <p className="pane-note">
        {message.blocks.length} of 50 blocks, {JSON.stringify(message.blocks).length.toLocaleString('en')}{' '}
        characters of blocks, {message.text.length.toLocaleString('en')} characters of text
        <CopyButton label="Copy message" text={() => JSON.stringify(shown, null, 2)} />
      </p>
      <div className="pane-body">
        <JsonView value={shown} label="Message as JSON" />
      </div>
    </>
  );
}

interface PayloadsPaneProps {
  readonly calls: CallsStore;
  /** The message that was picked, or else the last one with blocks. */
  readonly message: PlaygroundMessage | undefined;
  readonly tab: PayloadsTab;
  readonly onTab: (tab: PayloadsTab) => void;
  readonly onClose: () => void;
}

/** All payloads, or one message. */
export type PayloadsTab = 'calls' | 'message';

/** Every payload with its validation and answer, and the JSON of one message with the sizes that Slack limits. */
export function PayloadsPane({ calls, message, tab, onTab, onClose }: PayloadsPaneProps) {
  const panelId = useId();
  return (
    <SidePane title="Payloads" onClose={onClose}>
      <Tabs
        label="Payloads"
        tabs={[
          { id: 'calls', label: 'All calls' },
          { id: 'message', label: 'One message' },
        ]}
        current={tab}
        onSelect={onTab}
        panelId={panelId}
      />
      <div
        id={panelId}
        className="tab-panel"
        role="tabpanel"
        aria-label={tab === 'calls' ? 'All calls' : 'One message'}
      >
        {tab === 'calls' ? <Calls store={calls} /> : <OneMessage message={message} />}
      </div>
    </SidePane>
  );
}
