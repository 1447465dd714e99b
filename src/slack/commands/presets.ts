import { PRESETS } from '../../engine/index.js';
import { presetsMessage } from '../messages/presets-message.js';
import type { Request } from './request.js';

/** `/ftcost presets`: the ready-made workloads, privately. */
export async function answerWithPresets(request: Request): Promise<void> {
  await request.tell(presetsMessage(PRESETS));
}
