import { z } from 'zod';
import { ADJUST } from '../../kit/action-ids.js';
import { decodeResult, type ResultState } from '../../kit/workload-code.js';

const MessageSchema = z.object({
  ts: z.string(),
  thread_ts: z.string().optional(),
  blocks: z.array(z.object({ elements: z.array(z.unknown()).optional().catch(undefined) })),
});
const AdjustSchema = z.object({ action_id: z.literal(ADJUST), value: z.string() });

/** What a result message remembers, in its *Adjust* button: an option of a menu is too short for it. */
export function readResult(
  message: unknown,
): { readonly state: ResultState; readonly threadTs: string } | undefined {
  const parsed = MessageSchema.safeParse(message);
  if (!parsed.success) return undefined;
  const { ts, thread_ts: threadTs = ts, blocks } = parsed.data;
  for (const element of blocks.flatMap(({ elements }) => elements ?? [])) {
    const button = AdjustSchema.safeParse(element);
    const state = button.success ? decodeResult(button.data.value) : undefined;
    if (state) return { state, threadTs };
  }
  return undefined;
}
