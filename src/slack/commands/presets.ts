import { PRESETS } from '../../engine/index.js';
import { presetsMessage } from '../messages/presets-message.js';
import type { CommandArgs } from './ftcost.js';
import { privately } from './privately.js';

/** `/ftcost presets`: the ready-made workloads, privately. */
export async function answerWithPresets({ ack }: Pick<CommandArgs, 'ack'>): Promise<void> {
  await ack(privately(presetsMessage(PRESETS)));
}
