import { PRESETS } from '../../../engine/index.js';
import type { Request } from '../../entry/request.js';
import { presetsMessage } from './presets-message.js';

/** `/ftcost presets`: the ready-made workloads, privately. */
export async function answerWithPresets(request: Request): Promise<void> {
  await request.tell(presetsMessage(PRESETS));
}
