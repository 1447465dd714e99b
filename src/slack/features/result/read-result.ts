import { z } from 'zod';
import { type Advice, UnknownModelError } from '../../../engine/index.js';
import { adviseOn, type Services, today } from '../../entry/services.js';
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

/** The advice behind a result, at the prices of its day; `undefined` where a model has left the catalogue. */
export async function adviceOnResult(
  services: Services,
  workspaceId: string,
  { workload, asOf }: ResultState,
): Promise<Advice | undefined> {
  try {
    await services.turns.next(workspaceId);
    return await adviseOn(services, workspaceId, workload, asOf ?? today(services));
  } catch (error) {
    if (error instanceof UnknownModelError) return undefined;
    throw error;
  }
}
