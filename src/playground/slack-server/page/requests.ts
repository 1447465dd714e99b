import { z } from 'zod';

const StateValues = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));

const Container = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), channelId: z.string(), ts: z.string() }),
  z.object({ kind: z.literal('view'), viewId: z.string() }),
]);
const place = { userId: z.string(), channelId: z.string() };

/** A hundred years, in milliseconds: as far as the clock goes at once. */
const MAX_MOVE_MS = 100 * 365 * 24 * 3_600_000;

/** The bodies of the page's posts. */
export const PageRequests = {
  command: z.object({ userId: z.string(), channelId: z.string(), line: z.string() }),
  message: z
    .object({
      userId: z.string(),
      channelId: z.string(),
      text: z.string(),
      threadTs: z.string().optional(),
      fileIds: z.array(z.string()).max(10).optional(),
    })
    .refine(({ text, fileIds = [] }) => text !== '' || fileIds.length > 0),
  upload: z.object({ userId: z.string(), name: z.string().min(1).max(255) }),
  action: z.object({
    userId: z.string(),
    container: Container,
    blockId: z.string(),
    action: z.looseObject({ type: z.string(), action_id: z.string() }),
    stateValues: StateValues,
  }),
  suggestion: z.object({
    userId: z.string(),
    container: Container,
    blockId: z.string(),
    actionId: z.string(),
    value: z.string(),
  }),
  home: z.object({ userId: z.string(), tab: z.enum(['home', 'messages']) }),
  shortcut: z.object({
    userId: z.string(),
    callbackId: z.string(),
    message: z.object({ channelId: z.string(), ts: z.string() }).optional(),
  }),
  channel: z.discriminatedUnion('change', [
    z.object({
      ...place,
      change: z.enum(['archive', 'unarchive', 'delete', 'invite-bot', 'remove-bot']),
    }),
    z.object({ ...place, change: z.literal('rename'), name: z.string() }),
  ]),
  installation: z.object({ userId: z.string(), change: z.enum(['uninstall', 'reinstall']) }),
  clock: z.union([
    z.strictObject({ advanceMs: z.number().int().min(0).max(MAX_MOVE_MS) }),
    z.strictObject({ to: z.enum(['next-digest', 'next-alert', 'alert-ahead']) }),
  ]),
  feed: z.object({ id: z.string() }),
  view: z.object({ userId: z.string(), viewId: z.string(), stateValues: StateValues.default({}) }),
} as const;
