import { findPreset, type Preset } from '../../../engine/index.js';

/** The menu that asks what the model does offers presets, too: what its values mean. */

const PREFIX = 'preset:';

/** The value that stands for a preset. */
export function presetValue(id: string): string {
  return `${PREFIX}${id}`;
}

/** The preset that a value stands for; `undefined` for a task. */
export function presetOfValue(value: string | null | undefined): Preset | undefined {
  return value?.startsWith(PREFIX) === true ? findPreset(value.slice(PREFIX.length)) : undefined;
}

/** The task that a value stands for, a preset's own one included. */
export function taskOfValue(value: string): string | undefined {
  return value.startsWith(PREFIX) ? presetOfValue(value)?.workload.task : value;
}
