import type { ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { AcceptedRequest } from '../../store/accepted-requests.js';
import type { Layer, Run } from '../entry/layered-app.js';
import { isWholeAnswer } from '../entry/whole-answer.js';
import { AnsweredError } from '../errors/answered-error.js';
import { privately } from '../kit/privately.js';
import { newReference } from '../kit/reference.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import { tellPerson } from '../posting/person.js';
import { respondTo } from '../posting/response-url.js';
import type { AcceptedLog, End } from './accepted-log.js';
import { askedBy } from './asked-by.js';
import { notTakenMessage, notTakenModal } from './interrupted-message.js';

/** Records requests from before they are acknowledged until they are answered, so that none is lost in silence. */
export interface Recording {
  readonly layer: Layer;
  /** Notes whose request this is, once that is known. What belongs to nobody is not recorded. */
  belongsTo(body: object, workspaceId: string): void;
  /** After a listener failed: whether its person has been told. */
  afterFailure(body: unknown, isTold: boolean): void;
}

/** The store did not take the record of a request. */
class NotRecordedError extends Error {
  override readonly name = 'NotRecordedError';
  readonly code = 'not-recorded';

  constructor() {
    super('A request could not be recorded, so it was not begun.');
  }
}

/** The app was removed from a workspace, and what was kept of it could not be deleted. */
class NotRemovedError extends Error {
  override readonly name = 'NotRemovedError';
  readonly code = 'not-removed';

  constructor() {
    super('What was kept of a workspace could not be deleted; Slack tells of its removal again.');
  }
}

/** What recording needs beside the log. */
export interface RecordingParts {
  readonly apiOf: (workspaceId: string) => Promise<SlackApi>;
  readonly outside: Outside;
  readonly logger: Logger;
}

type Asked = Omit<AcceptedRequest, 'workspaceId' | 'id'>;

/** How often Slack delivers an event again that was not acknowledged. */
const LAST_RETRY = 3;

const Removal = z.object({ event: z.object({ type: z.enum(['app_uninstalled', 'tokens_revoked']) }) });

const Refusable = z.object({
  command: z.string().optional(),
  type: z.string().optional(),
  response_url: z.url().optional().catch(undefined),
});

/**
 * Records each request that a person waits for when a listener acknowledges it, unless the acknowledgement is the
 * whole answer. While the store does not take the record the listener goes no further: the acknowledgement says that
 * nothing was begun, and an event is left for Slack to send again.
 */
export function recordAccepted(log: AcceptedLog, parts: RecordingParts): Recording {
  const { outside, logger } = parts;
  const owners = new WeakMap<object, string>();
  const untold = new WeakSet<object>();

  async function refuse(event: ReceiverEvent, workspaceId: string, asked: Asked): Promise<never> {
    const { body, ack, retryNum = 0 } = event;
    const { command, type, response_url: url } = Refusable.parse(body);
    if (type === 'event_callback') {
      if (retryNum >= LAST_RETRY) await tellNotTaken(workspaceId, asked);
      throw new NotRecordedError();
    }
    if (command !== undefined) await ack(privately(notTakenMessage()));
    else if (type === 'view_submission') await ack({ response_action: 'push', view: notTakenModal() });
    else {
      // Said before it is acknowledged: should the process die between, Slack puts a mark beside the button.
      if (url !== undefined) await respondTo(url, notTakenMessage(), 'ephemeral', outside);
      await ack();
    }
    throw new AnsweredError(newReference(), new NotRecordedError());
  }

  /** An event that Slack does not deliver again. */
  async function tellNotTaken(workspaceId: string, asked: Asked): Promise<void> {
    try {
      await tellPerson({ ...parts, api: await parts.apiOf(workspaceId) }, asked, notTakenMessage());
    } catch (error) {
      logger.error({ err: error, workspaceId }, 'A person could not be told that nothing was begun');
    }
  }

  /** Acknowledged when it is done, so that Slack tells of it again if it is not. */
  async function remove(event: ReceiverEvent, run: Run): Promise<void> {
    await run({ ...event, ack: async () => {} });
    if (untold.has(event.body)) throw new NotRemovedError();
    await event.ack();
  }

  return {
    async layer(event, run) {
      const { body, ack } = event;
      if (Removal.safeParse(body).success) return remove(event, run);
      let end: End | undefined;
      async function acknowledge(answer: unknown): Promise<void> {
        const workspaceId = owners.get(body);
        const asked = isWholeAnswer(answer) ? undefined : askedBy(body);
        if (asked !== undefined && workspaceId !== undefined) {
          end = await log.open({ workspaceId, ...asked });
          if (end === undefined) return refuse(event, workspaceId, asked);
        }
        await ack(answer);
      }
      let isTold = false;
      try {
        await run({ ...event, ack: acknowledge });
        isTold = !untold.has(body);
      } finally {
        end?.(isTold ? 'settled' : 'abandoned');
      }
    },

    belongsTo: (body, workspaceId) => void owners.set(body, workspaceId),

    afterFailure(body, isTold) {
      if (!isTold && typeof body === 'object' && body !== null) untold.add(body);
    },
  };
}
