/** One message. */
import { memo, useMemo } from 'react';
import type { PlaygroundMessage } from '../../protocol.js';
import { runShortcut } from '../api.js';
import { Blocks } from '../block-kit/blocks.js';
import { SurfaceContext, useSurfaceState } from '../block-kit/surface.js';
import { Text } from '../block-kit/text.js';
import { FileList } from '../files/file-list.js';
import { BracesIcon, EyeIcon, LightningIcon, ReplyIcon } from '../icons.js';
import { useViewer } from '../use-workspace.js';
import { Avatar } from './avatar.js';
import { useTimes } from './use-times.js';

/** What people can do with a message. */
export interface MessageCommands {
  readonly onInspect: (message: PlaygroundMessage) => void;
  /** Absent where the message stands in its thread already. */
  readonly onReply?: ((message: PlaygroundMessage) => void) | undefined;
}

interface MessageViewProps extends MessageCommands {
  readonly message: PlaygroundMessage;
  /** Follows closely on a message of the same person: shown without name and picture. */
  readonly continued: boolean;
  readonly inspected: boolean;
}

/** The text counts where there are no blocks; a message may also be nothing but files. */
function MessageBody({ message }: { readonly message: PlaygroundMessage }) {
  const { channelId, ts } = message;
  const container = useMemo(() => ({ kind: 'message', channelId, ts }) as const, [channelId, ts]);
  const surface = useSurfaceState(container, message.blocks);
  if (surface.blocks.length === 0) {
    return message.text === '' ? null : <Text text={{ type: 'mrkdwn', text: message.text }} />;
  }
  return (
    <SurfaceContext value={surface}>
      <Blocks blocks={surface.blocks} />
    </SurfaceContext>
  );
}

/** A message with its author, its time, its blocks and its tools. */
export const MessageView = memo(function MessageView(props: MessageViewProps) {
  const { message, continued, inspected, onReply } = props;
  const { state, userId } = useViewer();
  const times = useTimes();
  const author = state.users.find((user) => user.id === message.userId);
  const time = (
    <time
      className="message-time"
      dateTime={new Date(Number(message.ts) * 1000).toISOString()}
      title={times.full(message.ts)}
    >
      {times.clock(message.ts)}
    </time>
  );
  return (
    <article
      className={`message ${continued ? 'continued' : ''} ${message.onlyVisibleTo ? 'private' : ''}`}
      data-inspected={inspected}
      data-ts={message.ts}
      aria-label={`${author?.name ?? message.userId}, ${times.clock(message.ts)}`}
    >
      <div className="message-side">{continued ? time : <Avatar user={author} />}</div>
      <div className="message-main">
        {message.onlyVisibleTo !== undefined && (
          <p className="only-you">
            <EyeIcon /> Only visible to you
          </p>
        )}
        {!continued && (
          <header className="message-header">
            <strong>{author?.name ?? message.userId}</strong>
            {author?.isBot && <span className="app-badge">APP</span>}
            {time}
          </header>
        )}
        <div className="message-body">
          <MessageBody message={message} />
          {message.files !== undefined && message.files.length > 0 && <FileList files={message.files} />}
          {message.edited && <span className="edited">(edited)</span>}
        </div>
      </div>
      <div className="message-tools" role="toolbar" aria-label="Message tools">
        {message.onlyVisibleTo === undefined &&
          state.app.isInstalled &&
          state.messageShortcuts.map(({ callbackId, name, description }) => (
            <button
              key={callbackId}
              type="button"
              aria-label={name}
              title={`${name}: ${description}`}
              onClick={() => {
                const { channelId, ts } = message;
                void runShortcut({ userId, callbackId, message: { channelId, ts } });
              }}
            >
              <LightningIcon />
            </button>
          ))}
        {onReply && message.onlyVisibleTo === undefined && (
          <button
            type="button"
            aria-label="Reply in thread"
            title="Reply in thread"
            onClick={() => onReply(message)}
          >
            <ReplyIcon />
          </button>
        )}
        <button
          type="button"
          aria-label="Show JSON"
          title="Show JSON"
          onClick={() => props.onInspect(message)}
        >
          <BracesIcon />
        </button>
      </div>
    </article>
  );
});
