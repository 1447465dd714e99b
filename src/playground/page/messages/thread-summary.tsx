import type { PlaygroundMessage } from '../../protocol.js';
import { useViewer } from '../use-workspace.js';
import { Avatar } from './avatar.js';
import { useTimes } from './use-times.js';

const MAX_FACES = 4;

interface ThreadSummaryProps {
  readonly replies: readonly PlaygroundMessage[];
  /** How many of them are new to the viewer. */
  readonly fresh: number;
  readonly onOpen: () => void;
}

/** The line under a message that has replies: who, how many, when; opens the thread. */
export function ThreadSummary({ replies, fresh, onOpen }: ThreadSummaryProps) {
  const { state, now } = useViewer();
  const times = useTimes();
  const last = replies.at(-1);
  if (last === undefined) return null;
  const writers = [...new Set(replies.map(({ userId }) => userId))].slice(0, MAX_FACES);
  const count = `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`;
  return (
    <button type="button" className="thread-summary" onClick={onOpen}>
      <span className="faces">
        {writers.map((id) => (
          <Avatar key={id} user={state.users.find((user) => user.id === id)} small />
        ))}
      </span>
      <strong>{count}</strong>
      {fresh > 0 && <span className="unread">{fresh} new</span>}
      <span className="thread-last">
        Last reply {times.dayName(last.ts, now()).toLowerCase()} at {times.clock(last.ts)}
      </span>
    </button>
  );
}
