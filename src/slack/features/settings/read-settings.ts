import { upperFirst } from '../../../engine/index.js';
import type { PriceBook } from '../../../prices/price-book.js';
import { type WorkspaceSettings, WorkspaceSettingsSchema } from '../../../workspace/settings.js';
import { fieldAt } from '../../grammar/fields.js';
import { type FlatValue, without } from '../../grammar/flat-workload.js';
import { readField } from '../../grammar/read-field.js';
import type { Vocabulary } from '../../grammar/vocabulary.js';
import { type FormView, reportedAt } from '../../kit/view-state.js';
import { blockIdOf, type FormField } from '../form/form-fields.js';
import { stateOf } from '../form/form-state.js';
import { readNegotiated } from './negotiated-text.js';
import { readRates } from './rates-text.js';
import {
  EDITORS,
  flatSettings,
  LIVE_SHEETS,
  NEGOTIATED,
  RATES,
  SETTINGS_LISTS,
  SETTINGS_TEXTS,
  settingsOf,
} from './settings-fields.js';

/** What a submitted form of settings says. */
export type SettingsReading =
  | {
      readonly ok: true;
      /** The settings with what the form reported in place of what was there. */
      readonly changed: (now: WorkspaceSettings) => WorkspaceSettings;
    }
  | {
      readonly ok: false;
      /** `block_id` -> what is wrong and how to mend it. */
      readonly errors: Readonly<Record<string, string>>;
    };

const Editors = WorkspaceSettingsSchema.shape.editors.unwrap();

/** Rates, where there are any. */
function usdPerOf(usdPer: Readonly<Record<string, number>> = {}): Pick<WorkspaceSettings, 'usdPer'> {
  return Object.keys(usdPer).length === 0 ? {} : { usdPer: { ...usdPer } };
}

/** `block_id` of a setting that is also a field of a workload. */
export function settingsBlockId(id: FormField): string {
  return blockIdOf(id, {});
}

/** Reads a submitted form of settings. Pure. What Slack does not report stays as it is. */
export function readSettings(view: FormView, words: Vocabulary, book: PriceBook): SettingsReading {
  const state = stateOf(view, {});
  const errors: Record<string, string> = {};
  const flat: Record<string, FlatValue> = {};
  const reported = new Set<string>();
  for (const { id, path } of SETTINGS_TEXTS) {
    const text = state.text(id);
    if (text === undefined) continue;
    reported.add(path);
    if (text.trim() === '') continue;
    const reading = readField(fieldAt(path), text, words);
    if (reading.ok) Object.assign(flat, reading.values);
    else errors[settingsBlockId(id)] = upperFirst(reading.problem);
  }
  for (const { id, path } of SETTINGS_LISTS) {
    const chosen = state.choices(id);
    if (chosen === undefined) continue;
    reported.add(path);
    if (chosen.length > 0) flat[path] = chosen;
  }
  const typed = reportedAt(view, NEGOTIATED, NEGOTIATED);
  const negotiated = typed === undefined ? undefined : readNegotiated(typed.value ?? '', book);
  if (negotiated?.ok === false) errors[NEGOTIATED] = negotiated.problem;
  const typedRates = reportedAt(view, RATES, RATES);
  const rates = typedRates === undefined ? undefined : readRates(typedRates.value ?? '');
  if (rates?.ok === false) errors[RATES] = rates.problem;
  const editors = Editors.safeParse(reportedAt(view, EDITORS, EDITORS)?.selected_option?.value);
  const sheets = reportedAt(view, LIVE_SHEETS, LIVE_SHEETS)?.selected_option?.value;
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    changed: (now) => ({
      ...settingsOf({ ...without(flatSettings(now), [...reported]), ...flat }),
      ...usdPerOf(rates?.ok === true ? rates.usdPer : now.usdPer),
      negotiated: negotiated?.ok === true ? [...negotiated.negotiated] : now.negotiated,
      editors: editors.success ? editors.data : now.editors,
      ...((sheets ?? now.liveSheets) === 'off' && { liveSheets: 'off' as const }),
    }),
  };
}
