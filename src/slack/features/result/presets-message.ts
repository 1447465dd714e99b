import type { Preset } from '../../../engine/index.js';
import { OPEN_PRESET } from '../../kit/action-ids.js';
import { type Block, button, buttonOn, type Message, mrkdwn, plain, small } from '../../kit/blocks.js';
import { asSafeMrkdwn, cut } from '../../kit/safe-text.js';

/** Presets that are listed at most; each takes one block. */
const MAX_PRESETS = 40;

/** The ready-made workloads, each with a button that opens the form filled with it. */
export function presetsMessage(presets: readonly Preset[]): Message {
  const shown = presets.slice(0, MAX_PRESETS);
  const blocks: Block[] = shown.map((preset) => ({
    type: 'section',
    text: mrkdwn(
      `*${asSafeMrkdwn(preset.title)}*  \`${preset.id}\`\n${asSafeMrkdwn(cut(preset.summary, 300))}\n_${asSafeMrkdwn(cut(preset.reason, 300))}_`,
    ),
    accessory: buttonOn(preset.title, button(`${OPEN_PRESET}:${preset.id}`, 'Open', preset.id)),
  }));
  const hint =
    'Open fills the form, where you can change everything. /ftcost preset and a name answers at once.';
  return {
    text: `Presets: ${shown.map((preset) => preset.id).join(', ')}. ${hint}`,
    blocks: [{ type: 'header', text: plain('Ready-made workloads') }, ...blocks, small(hint)],
  };
}
