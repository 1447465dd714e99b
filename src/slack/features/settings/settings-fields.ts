import type { WorkspaceSettings } from '../../../workspace/settings.js';
import { type FlatWorkload, namesAt, numberAt } from '../../grammar/flat-workload.js';
import { DETAIL_TEXTS, LIST_FIELDS } from '../form/detail-fields.js';

/** The settings that are also fields of a workload: the same questions, asked once for the whole workspace. */

/** Settings that are numbers. */
export const SETTINGS_TEXTS = DETAIL_TEXTS.filter(({ id }) => id === 'engineer' || id === 'horizon');

/** Settings that are lists of names. */
export const SETTINGS_LISTS = LIST_FIELDS;

/** `block_id` and `action_id` of the settings that no workload has. */
export const NEGOTIATED = 'negotiated';
export const RATES = 'rates';
export const EDITORS = 'editors';

/** Who may change the settings: value -> words. */
export const EDITOR_CHOICES: Readonly<Record<WorkspaceSettings['editors'], string>> = {
  admins: 'Admins and owners of the workspace',
  everyone: 'Everybody in the workspace',
};

export const LIVE_SHEETS = 'live_sheets';

/** Whether results can be opened in the browser: value -> words. */
export const LIVE_SHEET_CHOICES: Readonly<Record<'on' | 'off', string>> = {
  on: 'Yes: whoever has the link sees the workload and its prices, for 30 days',
  off: 'No: and links that were made open nothing',
};

/** The settings that are fields of a workload, by their path there. */
export function flatSettings(settings: WorkspaceSettings): FlatWorkload {
  const { engineerMonthlyUsd, horizonMonths, providers, existingFineTuningAccounts } = settings;
  return {
    ...(engineerMonthlyUsd !== undefined && { 'people.engineerMonthlyUsd': engineerMonthlyUsd }),
    ...(horizonMonths !== undefined && { horizonMonths }),
    ...(providers !== undefined && { 'constraints.providers': providers }),
    ...(existingFineTuningAccounts !== undefined && {
      'constraints.existingFineTuningAccounts': existingFineTuningAccounts,
    }),
  };
}

/** The reverse of `flatSettings`. */
export function settingsOf(flat: FlatWorkload): Partial<WorkspaceSettings> {
  const engineerMonthlyUsd = numberAt(flat, 'people.engineerMonthlyUsd');
  const horizonMonths = numberAt(flat, 'horizonMonths');
  const providers = namesAt(flat, 'constraints.providers');
  const existingFineTuningAccounts = namesAt(flat, 'constraints.existingFineTuningAccounts');
  return {
    ...(engineerMonthlyUsd !== undefined && { engineerMonthlyUsd }),
    ...(horizonMonths !== undefined && { horizonMonths }),
    ...(providers !== undefined && { providers }),
    ...(existingFineTuningAccounts !== undefined && { existingFineTuningAccounts }),
  };
}
