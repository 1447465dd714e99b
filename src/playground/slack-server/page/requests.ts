import { z } from 'zod';

const StateValues = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));

/** The bodies of the page's posts. */
export const PageRequests = {
  command: z.object({ userId: z.string(), channelId: z.string(), line: z.string() }),
  message: z.object({
    userId: z.string(),
    channelId: z.string(),
    text: z.string().min(1),
    threadTs: z.string().optional(),
  }),
  action: z.object({
    userId: z.string(),
    container: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('message'), channelId: z.string(), ts: z.string() }),
      z.object({ kind: z.literal('view'), viewId: z.string() }),
    ]),
    blockId: z.string(),
    action: z.looseObject({ type: z.string(), action_id: z.string() }),
    stateValues: StateValues,
  }),
  suggestion: z.object({
    userId: z.string(),
    viewId: z.string(),
    blockId: z.string(),
    actionId: z.string(),
    value: z.string(),
  }),
  view: z.object({ userId: z.string(), viewId: z.string(), stateValues: StateValues.default({}) }),
} as const;
