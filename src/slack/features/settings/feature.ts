import { NO_SETTINGS } from '../../../workspace/settings.js';
import type { Feature } from '../../entry/feature.js';
import type { Request, Words } from '../../entry/request.js';
import { vocabulary } from '../../entry/services.js';
import {
  OPEN_SETTINGS,
  OPEN_TOKENS,
  SETTINGS_FORM,
  TOKENS_FORM,
  WITHDRAW_TOKEN,
} from '../../kit/action-ids.js';
import { offerMessage } from '../../kit/offer-message.js';
import { openWindow } from '../../posting/windows.js';
import { mayChangeSettings } from './permission.js';
import { SETTINGS_TITLE, settingsModal } from './settings-modal.js';
import { settingsFailed, settingsMemory, submitSettings } from './submit-settings.js';
import { answerWithTokens, makeToken, makingFailed, openTokens, withdrawToken } from './tokens.js';

/** What every advice of a workspace starts from. */
export const settings: Feature = {
  words: [
    {
      name: 'settings',
      typed: ['settings'],
      isPrivate: true,
      help: () => [
        [
          '/ftcost settings',
          'sets what every advice here starts from: engineer cost, providers, accounts, horizon, negotiated prices.',
        ],
        ['/ftcost settings tokens', 'makes and withdraws the tokens with which assistants and programs ask.'],
      ],
      answer: answerWithSettings,
    },
  ],
  presses: { [OPEN_SETTINGS]: openSettings, [OPEN_TOKENS]: openTokens, [WITHDRAW_TOKEN]: withdrawToken },
  forms: {
    [SETTINGS_FORM]: { submit: submitSettings, failed: (_, reference) => settingsFailed(reference) },
    [TOKENS_FORM]: { submit: makeToken, failed: (_, reference) => makingFailed(reference) },
  },
};

/** `/ftcost settings`: the settings of the workspace, or a button to them where Slack lets no form be opened. */
async function answerWithSettings(request: Words, after: string): Promise<void> {
  if (after.toLowerCase() === 'tokens') return answerWithTokens(request);
  const { triggerId } = request;
  if (triggerId === undefined) {
    const sentence = 'The settings of this workspace open with this button.';
    return request.tell(offerMessage(sentence, OPEN_SETTINGS, 'Open settings', 'open'));
  }
  await request.received();
  await openSettings({ ...request, triggerId });
}

/** Opens the settings of the workspace, to change or to read; from the Home tab, or from a conversation. */
async function openSettings(request: Request & { readonly triggerId: string }): Promise<void> {
  const { services, workspaceId, person, isAtHome } = request;
  await openWindow(request, { title: SETTINGS_TITLE }, async () => {
    const version = await services.workspaces.settings.current(workspaceId);
    const permission = await mayChangeSettings(services, version?.settings ?? NO_SETTINGS, person.userId);
    const { providers } = vocabulary(services);
    return settingsModal({ version, permission, providers, metadata: settingsMemory(person, isAtHome) });
  });
}
