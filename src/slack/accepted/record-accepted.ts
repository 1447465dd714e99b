import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import { z } from 'zod';
import { privately } from '../commands/privately.js';
import { notTakenMessage, notTakenModal } from '../messages/interrupted-message.js';
import { respondTo } from '../posting/response-url.js';
import type { Outside } from '../posting/slack-api.js';
import { workspaceOf } from '../workspace-of.js';
import type { AcceptedLog, End } from './accepted-log.js';
import { askedBy } from './asked-by.js';

/** Records requests while they are worked on, so that none is lost without its person being told. */
export interface Recording {
  readonly middleware: Middleware<AnyMiddlewareArgs>;
  /** After a listener failed: whether its person has been told. */
  afterFailure(body: unknown, isTold: boolean): void;
}

const Answerable = z.object({ response_url: z.url() });

/**
 * Records each request that a person waits for before any listener can acknowledge it. While the store does not
 * take it nothing is begun, and the acknowledgement says so.
 */
export function recordAccepted(log: AcceptedLog, outside: Pick<Outside, 'fetch'>): Recording {
  const failed = new WeakMap<object, End>();

  async function refuse(args: AnyMiddlewareArgs): Promise<void> {
    if ('command' in args) return args.ack(privately(notTakenMessage()));
    if ('view' in args && args.body.type === 'view_submission') {
      return args.ack({ response_action: 'push', view: notTakenModal() });
    }
    if ('ack' in args && typeof args.ack === 'function') await args.ack();
    const url = Answerable.safeParse(args.body).data?.response_url;
    if (url !== undefined) await respondTo(url, notTakenMessage(), 'ephemeral', outside);
  }

  return {
    async middleware(args) {
      const { body, context, next } = args;
      const asked = askedBy(body);
      if (asked === undefined) return next();
      const end = await log.open({ workspaceId: workspaceOf(context), ...asked });
      if (end === undefined) return refuse(args);
      try {
        await next();
      } catch (error) {
        failed.set(body, end);
        throw error;
      }
      end('settled');
    },

    afterFailure(body, isTold) {
      if (typeof body !== 'object' || body === null) return;
      failed.get(body)?.(isTold ? 'settled' : 'abandoned');
      failed.delete(body);
    },
  };
}
