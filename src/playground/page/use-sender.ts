/** Sends what people type, and says what Slack's client says when that fails. */
import { useCallback, useState } from 'react';
import { sendCommand, sendMessage } from './api.js';
import type { Notice } from './messages/arrange.js';
import type { Viewer } from './use-workspace.js';

const now = () => String(Date.now() / 1000);

/** Slack's own words for a line that did not arrive. */
function failureText(command: string | undefined, error: string): string {
  if (/\s/.test(error)) return error;
  return command === undefined
    ? `Your message could not be sent: ${error}`
    : `${command} failed with the error “${error}”`;
}

interface Sender {
  readonly notices: readonly Notice[];
  readonly waitingFor: string | undefined;
  readonly send: (line: string, threadTs: string | undefined) => Promise<void>;
}

/** A way to send lines as the viewer, with the notices that came of it. */
export function useSender({
  state,
  userId,
  channelId,
}: Pick<Viewer, 'state' | 'userId' | 'channelId'>): Sender {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const [waitingFor, setWaitingFor] = useState<string>();
  const send = useCallback(
    async (line: string, threadTs: string | undefined) => {
      const notify = (text: string) => {
        setNotices((current) => [...current, { ts: now(), userId, channelId, text }]);
      };
      const command = /^\/\S*/.exec(line)?.[0];
      if (command === undefined) {
        const request = { userId, channelId, text: line.trim(), ...(threadTs !== undefined && { threadTs }) };
        const answer = await sendMessage(request);
        if (!answer.ok) notify(failureText(undefined, answer.error ?? 'dispatch_failed'));
        return;
      }
      if (!state.commands.some((known) => known.command === command)) {
        notify(
          `${command} is not a valid command. In Slack, all messages that start with the “/” character are interpreted as commands.`,
        );
        return;
      }
      if (threadTs !== undefined) {
        notify(`${command} is not supported in threads. Sorry!`);
        return;
      }
      setWaitingFor(command);
      const answer = await sendCommand({ userId, channelId, line: line.trim() });
      setWaitingFor(undefined);
      if (!answer.ok) notify(failureText(command, answer.error ?? 'dispatch_failed'));
    },
    [state.commands, userId, channelId],
  );
  return { notices, waitingFor, send };
}
