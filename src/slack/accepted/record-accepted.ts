import type { ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';
import { privately } from '../commands/privately.js';
import { AnsweredError } from '../errors/answered-error.js';
import { newReference } from '../errors/report.js';
import type { Layer } from '../layered-app.js';
import { notTakenMessage, notTakenModal } from '../messages/interrupted-message.js';
import { respondTo } from '../posting/response-url.js';
import type { Outside } from '../posting/slack-api.js';
import type { AcceptedLog, End } from './accepted-log.js';
import { askedBy } from './asked-by.js';
import { isWholeAnswer } from './whole-answer.js';

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
export function recordAccepted(log: AcceptedLog, outside: Pick<Outside, 'fetch'>): Recording {
  const owners = new WeakMap<object, string>();
  const untold = new WeakSet<object>();

  async function refuse({ body, ack }: ReceiverEvent): Promise<never> {
    const { command, type, response_url: url } = Refusable.parse(body);
    if (type === 'event_callback') throw new NotRecordedError();
    if (command !== undefined) await ack(privately(notTakenMessage()));
    else if (type === 'view_submission') await ack({ response_action: 'push', view: notTakenModal() });
    else {
      await ack();
      if (url !== undefined) await respondTo(url, notTakenMessage(), 'ephemeral', outside);
    }
    throw new AnsweredError(newReference(), new NotRecordedError());
  }

  return {
    async layer(event, run) {
      const { body, ack } = event;
      let end: End | undefined;
      async function acknowledge(answer: unknown): Promise<void> {
        const workspaceId = owners.get(body);
        const asked = isWholeAnswer(answer) ? undefined : askedBy(body);
        if (asked !== undefined && workspaceId !== undefined) {
          end = await log.open({ workspaceId, ...asked });
          if (end === undefined) return refuse(event);
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
