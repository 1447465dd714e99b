/** The messages of a channel. */
import { type ReactNode, useMemo } from 'react';
import type { PlaygroundMessage } from '../../protocol.js';
import { EyeIcon } from '../icons.js';
import { useViewer } from '../use-workspace.js';
import { visibleMessages } from '../workspace-state.js';
import { arrange, type Entry, type Notice } from './arrange.js';
import { MessageView } from './message.js';
import { ThreadSummary } from './thread-summary.js';
import { useFollow } from './use-follow.js';
import { useTimes } from './use-times.js';

interface MessageListProps {
  readonly notices: readonly Notice[];
  readonly inspectedTs: string | undefined;
  /** How many lines the person has sent; each takes the list back to its end. */
  readonly sent: number;
  /** New replies by the `ts` of the message that they answer. */
  readonly freshReplies: ReadonlyMap<string, number>;
  readonly onInspect: (message: PlaygroundMessage) => void;
  readonly onReply: (message: PlaygroundMessage) => void;
  /** What stands above the first message. */
  readonly beginning: ReactNode;
}

/** A line of the local Slackbot. */
export function NoticeLine({ notice }: { readonly notice: Notice }) {
  const times = useTimes();
  return (
    <article className="message private notice">
      <div className="message-side">
        <span className="avatar slackbot" aria-hidden="true">
          ✳
        </span>
      </div>
      <div className="message-main">
        <p className="only-you">
          <EyeIcon /> Only visible to you
        </p>
        <header className="message-header">
          <strong>Slackbot</strong>
          <time className="message-time">{times.clock(notice.ts)}</time>
        </header>
        <div className="message-body">{notice.text}</div>
      </div>
    </article>
  );
}

/** The messages of the conversation. The newest stay in view until the reader scrolls away. */
export function MessageList({ notices, inspectedTs, sent, freshReplies, ...props }: MessageListProps) {
  const { state, channelId, userId, now } = useViewer();
  const times = useTimes();
  const messages = useMemo(() => visibleMessages(state, channelId, userId), [state, channelId, userId]);
  const entries = useMemo(() => arrange(messages, notices, times.day), [messages, notices, times]);
  const { log, content, behind, toNewest, onScroll } = useFollow(
    entries.length,
    `${channelId}/${userId}/${sent}`,
  );

  const show = (entry: Entry) => {
    if (entry.kind === 'day') {
      return (
        <div key={entry.key} className="day">
          <span>{times.dayName(entry.ts, now())}</span>
        </div>
      );
    }
    if (entry.kind === 'notice') return <NoticeLine key={entry.key} notice={entry.notice} />;
    const { message, continued, replies } = entry;
    return (
      <div key={entry.key}>
        <MessageView
          message={message}
          continued={continued}
          inspected={message.ts === inspectedTs}
          onInspect={props.onInspect}
          onReply={props.onReply}
        />
        {replies.length > 0 && (
          <ThreadSummary
            replies={replies}
            fresh={freshReplies.get(message.ts) ?? 0}
            onOpen={() => props.onReply(message)}
          />
        )}
      </div>
    );
  };
  return (
    <div className="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section ref={log} className="log" role="log" aria-label="Messages" tabIndex={0} onScroll={onScroll}>
        <div ref={content} className="log-content">
          {props.beginning}
          {entries.map(show)}
        </div>
      </section>
      {behind && (
        <button type="button" className="to-end" onClick={toNewest}>
          Newer messages ↓
        </button>
      )}
    </div>
  );
}
