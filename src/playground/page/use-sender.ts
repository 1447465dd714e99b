/** Sends what people type, and says what Slack's client says when that fails. */
import { useCallback, useState } from 'react';
import { sendCommand, sendMessage } from './api.js';
import { withMentions } from './composer/completion.js';
import type { Notice } from './messages/arrange.js';
import type { Viewer } from './use-workspace.js';

/** Slack's own words for a line that did not arrive. */
function failureText(command: string | undefined, error: string): string {
  if (/\s/.test(error)) return error;
  return command === undefined
    ? `Your message could not be sent: ${error}`
    : `${command} failed with the error “${error}”`;
}

/** Where a line goes. */
export interface Place {
  readonly channelId: string;
  readonly threadTs?: string | undefined;
}

interface Sender {
  readonly notices: readonly Notice[];
  /** The command that the app has not acknowledged yet. */
  readonly waitingFor: string | undefined;
  /** Sends a line, with files that were uploaded before. */
  readonly send: (line: string, place: Place, fileIds?: readonly string[]) => Promise<void>;
  /** Slackbot tells the viewer something, here. */
  readonly notify: (text: string, place: Place) => void;
}

/** A way to send lines as the viewer, with the notices that came of it. */
export function useSender({ state, userId, now }: Pick<Viewer, 'state' | 'userId' | 'now'>): Sender {
  const { commands, users } = state;
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const [waitingFor, setWaitingFor] = useState<string>();
  const notify = useCallback(
    (text: string, { channelId, threadTs }: Place) => {
      const ts = String(now() / 1000);
      const notice = { ts, userId, channelId, text, ...(threadTs !== undefined && { threadTs }) };
      setNotices((current) => [...current, notice]);
    },
    [userId, now],
  );
  const send = useCallback(
    async (line: string, place: Place, fileIds: readonly string[] = []) => {
      const { channelId, threadTs } = place;
      const command = /^\/\S*/.exec(line)?.[0];
      if (command === undefined) {
        const text = withMentions(line.trim(), users);
        const answer = await sendMessage({
          userId,
          channelId,
          text,
          ...(threadTs !== undefined && { threadTs }),
          ...(fileIds.length > 0 && { fileIds }),
        });
        if (!answer.ok) notify(failureText(undefined, answer.error ?? 'dispatch_failed'), place);
        return;
      }
      if (!commands.some((known) => known.command === command)) {
        notify(
          `${command} is not a valid command. In Slack, all messages that start with the “/” character are interpreted as commands.`,
          place,
        );
        return;
      }
      if (threadTs !== undefined) {
        notify(`${command} is not supported in threads. Sorry!`, place);
        return;
      }
      setWaitingFor(command);
      const answer = await sendCommand({ userId, channelId, line: line.trim() });
      setWaitingFor(undefined);
      if (!answer.ok) notify(failureText(command, answer.error ?? 'dispatch_failed'), place);
    },
    [commands, users, userId, notify],
  );
  return { notices, waitingFor, send, notify };
}
