/** The messages of a channel. */
import { useMemo } from 'react';
import { EyeIcon } from '../icons.js';
import { TryPanel } from '../try-panel.js';
import { useViewer } from '../use-workspace.js';
import { visibleMessages } from '../workspace-state.js';
import { arrange, type Entry, type Notice } from './arrange.js';
import { type MessageCommands, MessageView } from './message.js';
import { clockTime, dayName } from './time.js';
import { useFollow } from './use-follow.js';

interface MessageListProps extends MessageCommands {
  readonly notices: readonly Notice[];
  readonly inspectedTs: string | undefined;
  /** How many lines the person has sent; each takes the list back to its end. */
  readonly sent: number;
  readonly onTry: (line: string) => void;
}

function NoticeLine({ notice }: { readonly notice: Notice }) {
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
          <time className="message-time">{clockTime(notice.ts)}</time>
        </header>
        <div className="message-body">{notice.text}</div>
      </div>
    </article>
  );
}

/** A log of messages that follows the newest one until the reader scrolls away. */
export function MessageList({ notices, inspectedTs, sent, onTry, onInspect, onReply }: MessageListProps) {
  const { state, channelId, userId } = useViewer();
  const messages = useMemo(() => visibleMessages(state, channelId, userId), [state, channelId, userId]);
  const entries = useMemo(
    () =>
      arrange(
        messages,
        notices.filter((notice) => notice.channelId === channelId && notice.userId === userId),
      ),
    [messages, notices, channelId, userId],
  );
  const { log, content, behind, toNewest, onScroll } = useFollow(
    entries.length,
    `${channelId}/${userId}/${sent}`,
  );

  const commands = { onInspect, onReply };
  const show = (entry: Entry) => {
    if (entry.kind === 'day') {
      return (
        <div key={entry.key} className="day">
          <span>{dayName(entry.ts)}</span>
        </div>
      );
    }
    if (entry.kind === 'notice') return <NoticeLine key={entry.key} notice={entry.notice} />;
    const { message, continued, replies } = entry;
    return (
      <div key={entry.key}>
        <MessageView
          {...commands}
          message={message}
          continued={continued}
          inspected={message.ts === inspectedTs}
        />
        {replies.length > 0 && (
          <section className="thread" aria-label={`Thread, ${replies.length} replies`}>
            {replies.map((reply) => (
              <MessageView
                {...commands}
                key={reply.ts}
                message={reply}
                continued={false}
                inspected={reply.ts === inspectedTs}
              />
            ))}
          </section>
        )}
      </div>
    );
  };
  return (
    <div className="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section ref={log} className="log" role="log" aria-label="Messages" tabIndex={0} onScroll={onScroll}>
        <div ref={content} className="log-content">
          <TryPanel onTry={onTry} quiet={messages.length > 0} />
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
