/** The workspace's clock and the prices it sees, both of which people can change here. */
import { useState } from 'react';
import type { PlaygroundAnswer, PlaygroundClock, PlaygroundFeeds } from '../../protocol.js';
import { chooseFeed, moveClock } from '../api.js';
import { ClockIcon, WarningIcon } from '../icons.js';
import { useNow } from '../use-clock.js';
import { useViewer } from '../use-workspace.js';

const DAY_MS = 86_400_000;

function dateText(nowMs: number, timeZone: string): string {
  const date = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return `${date.format(nowMs).replace(',', '')}, ${time.format(nowMs)}`;
}

/** `America/New_York` is `New York`. */
function cityOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

interface PartProps {
  readonly busy: boolean;
  /** Runs one change; the others wait for it. */
  readonly onChange: (doing: string, change: Promise<PlaygroundAnswer>) => void;
}

function Clock({ clock, busy, onChange }: PartProps & { readonly clock: PlaygroundClock }) {
  const { now, me } = useViewer();
  const nowMs = useNow(now, clock.now);
  const move = (label: string, request: Parameters<typeof moveClock>[0]) => (
    <button
      type="button"
      className="button small"
      disabled={busy}
      onClick={() => onChange('Moving the clock…', moveClock(request))}
    >
      {label}
    </button>
  );
  return (
    <div className="world-part">
      <ClockIcon />
      <span className="world-date" title={me.timeZone}>
        <span className="world-label">Today is </span>
        <time dateTime={new Date(nowMs).toISOString()}>{dateText(nowMs, me.timeZone)}</time>
        <span className="world-label"> {cityOf(me.timeZone)}</span>
      </span>
      <fieldset className="world-buttons" aria-label="Move the clock">
        {move('+1 day', { advanceMs: DAY_MS })}
        {move('+1 week', { advanceMs: 7 * DAY_MS })}
        {clock.canFindNextDigest && move('To the next digest', { to: 'next-digest' })}
      </fieldset>
    </div>
  );
}

function Feed({ feeds, busy, onChange }: PartProps & { readonly feeds: PlaygroundFeeds }) {
  return (
    <fieldset className="world-part feed" aria-label="Price feed">
      <span className="world-label">Prices</span>
      <div className="segments">
        {feeds.list.map(({ id, label }) => (
          <label key={id} className="segment">
            <input
              type="radio"
              name="feed"
              checked={id === feeds.current}
              disabled={busy}
              onChange={() => onChange('Reading the prices…', chooseFeed({ id }))}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A small bar; nothing at all where neither clock nor feed can be changed. */
export function WorldBar() {
  const { state } = useViewer();
  const [doing, setDoing] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  if (state.clock === undefined && state.feeds === undefined) return null;
  const change = async (what: string, request: Promise<PlaygroundAnswer>) => {
    setDoing(what);
    setTrouble(undefined);
    const answer = await request;
    setDoing(undefined);
    if (!answer.ok) setTrouble(answer.error ?? 'dispatch_failed');
  };
  const part = {
    busy: doing !== undefined,
    onChange: (what: string, request: Promise<PlaygroundAnswer>) => void change(what, request),
  };
  return (
    <section className="world" aria-label="Clock and prices">
      {state.clock && <Clock {...part} clock={state.clock} />}
      {state.feeds && <Feed {...part} feeds={state.feeds} />}
      <p className="world-status" role="status">
        {doing}
        {trouble !== undefined && (
          <span className="world-trouble">
            <WarningIcon /> That did not work: {trouble}
          </span>
        )}
      </p>
    </section>
  );
}
