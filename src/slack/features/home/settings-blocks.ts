import { formatDay, formatUsd } from '../../../engine/index.js';
import type { SettingsVersion } from '../../../workspace/settings.js';
import { OPEN_SETTINGS } from '../../kit/action-ids.js';
import { type Block, button, paragraph, plain, small, words } from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import type { HomeContent } from './home-view.js';

/** What every advice of the workspace starts from, and who may change it; the whole for those who may. */
export function settingsBlocks({ settings, mayChangeSettings }: HomeContent): Block[] {
  const heading: Block[] = [
    { type: 'divider' },
    { type: 'header', text: plain('Settings of this workspace') },
  ];
  if (!mayChangeSettings) return [...heading, paragraph(words(FOR_OTHERS))];
  return [
    ...heading,
    paragraph(words(settings === undefined ? NOTHING_SET : settingsWords(settings))),
    small(settings?.settings.editors === 'everyone' ? EVERYONE_MAY : ADMINS_MAY),
    { type: 'actions', elements: [button(OPEN_SETTINGS, 'Change settings', 'open')] },
  ];
}

const FOR_OTHERS =
  'Every advice starts from them. Admins and owners of this workspace may change them; /ftcost settings shows what they are.';
const ADMINS_MAY = 'Admins and owners of this workspace may change them.';
const EVERYONE_MAY = 'Everybody in this workspace may change them.';

const NOTHING_SET =
  'Nothing is set: advices start from stated defaults. Set what an engineer costs, which providers may be used, and the prices you have negotiated.';

function settingsWords({ settings, changedAt, changedByName }: SettingsVersion): string {
  const { engineerMonthlyUsd, providers, existingFineTuningAccounts: accounts, horizonMonths } = settings;
  const { negotiated } = settings;
  const set = [
    ...(engineerMonthlyUsd === undefined ? [] : [`engineer ${formatUsd(engineerMonthlyUsd)} a month`]),
    ...(providers === undefined ? [] : [`providers ${providers.join(', ') || 'none'}`]),
    ...(accounts === undefined ? [] : [`tuning accounts at ${accounts.join(', ') || 'nobody'}`]),
    ...(horizonMonths === undefined ? [] : [`${horizonMonths} months ahead`]),
    ...(negotiated.length === 0
      ? []
      : [`${negotiated.length} negotiated ${negotiated.length === 1 ? 'price' : 'prices'}`]),
  ];
  const what = cut(asOneLine(set.join('; ')), 1_000) || 'the defaults';
  const who = cut(asOneLine(changedByName), 80);
  return `Every advice starts from: ${what}. Changed by ${who} on ${formatDay(changedAt.toISOString().slice(0, 10))}.`;
}
