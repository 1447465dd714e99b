import { formatDay } from '../../../engine/index.js';
import { NO_SETTINGS, type SettingsVersion } from '../../../workspace/settings.js';
import { writeField } from '../../grammar/write-field.js';
import { SETTINGS_FORM } from '../../kit/action-ids.js';
import { type Block, bullets, type ModalView, paragraph, plain, small, words } from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { listInput } from '../form/detail-blocks.js';
import { textInput } from '../form/form-inputs.js';
import { NEGOTIATED_LENGTH, writeNegotiated } from './negotiated-text.js';
import type { Permission } from './permission.js';
import { RATES_LENGTH, writeRates } from './rates-text.js';
import {
  EDITOR_CHOICES,
  EDITORS,
  flatSettings,
  LIVE_SHEET_CHOICES,
  LIVE_SHEETS,
  NEGOTIATED,
  RATES,
  SETTINGS_LISTS,
  SETTINGS_TEXTS,
} from './settings-fields.js';

/** What the settings show. */
export interface SettingsContent {
  readonly version: SettingsVersion | undefined;
  readonly permission: Permission;
  /** Names that can be chosen in the lists of providers. */
  readonly providers: readonly string[];
  /** What the form remembers. */
  readonly metadata: string;
}

/** The title of the window. */
export const SETTINGS_TITLE = 'Workspace settings';

const MEANING =
  'These hold for every advice in this workspace. What a question says itself goes first. Each advice names what it took from here among its assumptions.';

/** The settings of a workspace: a form for those who may change them, a page to read for the others. */
export function settingsModal(content: SettingsContent): ModalView {
  const { version, permission, metadata } = content;
  const head = [small(MEANING), small(lastChange(version))];
  const frame = { type: 'modal', title: plain(SETTINGS_TITLE), private_metadata: metadata } as const;
  if (!permission.may) {
    return {
      ...frame,
      close: plain('Close'),
      blocks: [paragraph(words(permission.why, { bold: true })), ...head, inForce(version)],
    };
  }
  return {
    ...frame,
    callback_id: SETTINGS_FORM,
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [...head, ...inputs(content)],
  };
}

function lastChange(version: SettingsVersion | undefined): string {
  if (version === undefined) return 'Nobody has set anything yet.';
  const { changedByName, changedAt, version: number } = version;
  const day = formatDay(changedAt.toISOString().slice(0, 10));
  return `Version ${number}, changed by ${cut(asOneLine(changedByName), 80)} on ${day}.`;
}

function inputs({ version, providers }: SettingsContent): Block[] {
  const settings = version?.settings ?? NO_SETTINGS;
  const flat = flatSettings(settings);
  const negotiated = writeNegotiated(settings.negotiated);
  const rates = writeRates(settings.usdPer);
  return [
    ...SETTINGS_TEXTS.map((field) => textInput(field, flat, undefined, {})),
    ...SETTINGS_LISTS.map((field) => listInput(field, flat, providers, {})),
    {
      type: 'input',
      block_id: RATES,
      label: plain('Rates of other currencies'),
      hint: plain(
        'What one of each is in US dollars. Sums in these currencies are converted by it; others are not taken.',
      ),
      optional: true,
      element: {
        type: 'plain_text_input',
        action_id: RATES,
        max_length: RATES_LENGTH,
        placeholder: plain('EUR 1.08, GBP 1.27'),
        ...(rates === '' ? {} : { initial_value: rates.slice(0, RATES_LENGTH) }),
      },
    },
    {
      type: 'input',
      block_id: NEGOTIATED,
      label: plain('Negotiated prices'),
      hint: plain(
        'One a line: a platform or a model, the discount on its token prices or the price itself (in/out or in/cached/out), and a note if you like. A model of your own: own/name 0.4/1.2. Remove a line to end it.',
      ),
      optional: true,
      element: {
        type: 'plain_text_input',
        action_id: NEGOTIATED,
        multiline: true,
        max_length: NEGOTIATED_LENGTH,
        placeholder: plain('gpt-4o 15% Contract 114'),
        ...(negotiated === '' ? {} : { initial_value: negotiated.slice(0, NEGOTIATED_LENGTH) }),
      },
    },
    choiceInput(LIVE_SHEETS, 'Open results in the browser', LIVE_SHEET_CHOICES, settings.liveSheets ?? 'on'),
    choiceInput(EDITORS, 'Who may change these settings', EDITOR_CHOICES, settings.editors),
  ];
}

/** A choice of a few. */
function choiceInput(
  id: string,
  label: string,
  choices: Readonly<Record<string, string>>,
  chosen: string,
): Block {
  const options = Object.entries(choices).map(([value, text]) => ({ text: plain(text), value }));
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: 'input',
    block_id: id,
    label: plain(label),
    element: {
      type: 'static_select',
      action_id: id,
      options,
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  };
}

/** What is set, to read. */
function inForce(version: SettingsVersion | undefined): Block {
  const settings = version?.settings ?? NO_SETTINGS;
  const flat = flatSettings(settings);
  const lines = [
    ...[...SETTINGS_TEXTS, ...SETTINGS_LISTS].map(({ path, label }) => {
      const value = flat[path];
      const shown =
        value === undefined
          ? 'not set'
          : Array.isArray(value)
            ? value.join(', ') || 'none'
            : writeField(path, value);
      return `${label}: ${shown}`;
    }),
    `Rates of other currencies: ${writeRates(settings.usdPer) || 'none'}`,
    `Negotiated prices: ${writeNegotiated(settings.negotiated).replaceAll('\n', '; ') || 'none'}`,
    `Open results in the browser: ${LIVE_SHEET_CHOICES[settings.liveSheets ?? 'on']}`,
    `Who may change these settings: ${EDITOR_CHOICES[settings.editors]}`,
  ];
  return bullets(
    'In force',
    lines.map((line) => [words(cut(asOneLine(line), 1_500))]),
  );
}
