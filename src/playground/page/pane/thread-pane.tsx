/** A thread beside the conversation: the message, its replies, and a composer. */
import { useMemo, useRef } from 'react';
import type { PlaygroundMessage } from '../../protocol.js';
import { Composer } from '../composer/composer.js';
import type { Notice } from '../messages/arrange.js';
import { MessageView } from '../messages/message.js';
import { NoticeLine } from '../messages/message-list.js';
import { useFollow } from '../messages/use-follow.js';
import type { Drafts } from '../use-drafts.js';
import { useViewer } from '../use-workspace.js';
import { visibleMessages } from '../workspace-state.js';
import { SidePane } from './side-pane.js';

interface ThreadPaneProps {
  readonly rootTs: string;
  readonly notices: readonly Notice[];
  readonly drafts: Drafts;
  readonly onInspect: (message: PlaygroundMessage) => void;
  readonly onSay: (line: string) => void;
  readonly onClose: () => void;
}

/** Opens at the newest reply, with the composer ready. */
export function ThreadPane({ rootTs, notices, drafts, onInspect, onSay, onClose }: ThreadPaneProps) {
  const { state, channel, channelId, userId } = useViewer();
  const field = useRef<HTMLTextAreaElement>(null);
  const messages = useMemo(() => visibleMessages(state, channelId, userId), [state, channelId, userId]);
  const root = messages.find(({ ts }) => ts === rootTs);
  const replies = messages.filter(({ ts, threadTs }) => threadTs === rootTs && ts !== rootTs);
  const lines = [
    ...replies.map((message) => ({ ts: message.ts, message })),
    ...notices.map((notice) => ({ ts: notice.ts, notice })),
  ].sort((left, right) => Number(left.ts) - Number(right.ts));
  const { log, content, onScroll } = useFollow(lines.length, `${rootTs}/${userId}`);
  const place = `${channelId}/${rootTs}`;
  const where = channel.kind === 'dm' ? channel.name : `#${channel.name}`;
  return (
    <SidePane title="Thread" subtitle={where} onClose={onClose} focus={field}>
      <section
        ref={log}
        className="log thread-log"
        role="log"
        aria-label="Messages of the thread"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
        onScroll={onScroll}
      >
        <div ref={content} className="log-content">
          {root ? (
            <MessageView message={root} continued={false} inspected={false} onInspect={onInspect} />
          ) : (
            <p className="pane-empty">The message that began this thread was deleted.</p>
          )}
          <p className="thread-count">
            <span>
              {replies.length === 0
                ? 'No replies yet'
                : `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`}
            </span>
          </p>
          {lines.map((line) =>
            'notice' in line ? (
              <NoticeLine key={line.ts} notice={line.notice} />
            ) : (
              <MessageView
                key={line.ts}
                message={line.message}
                continued={false}
                inspected={false}
                onInspect={onInspect}
              />
            ),
          )}
        </div>
      </section>
      {!channel.isArchived && (
        <Composer
          field={field}
          text={drafts.at(place)}
          onText={(text) => drafts.set(place, text)}
          history={drafts.history}
          label="Reply in thread"
          placeholder={`Reply, or type @${state.app.name} to ask the app`}
          status={
            <>
              Slash commands do not work in threads: mention <strong>@{state.app.name}</strong> instead
            </>
          }
          onSend={onSay}
        />
      )}
    </SidePane>
  );
}
