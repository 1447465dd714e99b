import type { Context, SlackCommandMiddlewareArgs, webApi } from '@slack/bolt';
import { openWorkloadModal } from '../modals/open-workload-modal.js';
import type { Services } from '../services.js';
import { answerWithComparison } from './compare.js';
import { answerWithDigest } from './digest.js';
import { answerWithHelp } from './help.js';
import { personOfCommand } from './person-of-command.js';
import { answerWithPreset } from './preset.js';
import { answerWithPresets } from './presets.js';
import { answerWithPrices } from './prices.js';
import { answerWithSaved } from './saved.js';
import { answerWithSettings } from './settings.js';
import { tidy } from './split-words.js';
import { answerText } from './text.js';

/** A slash command as it arrives, with the client of its workspace. */
export type CommandArgs = Pick<SlackCommandMiddlewareArgs, 'command' | 'ack'> & {
  readonly client: webApi.WebClient;
  readonly context: Context;
};

/** `/ftcost`: decides by the first word what was asked for. */
export async function handleFtcost(services: Services, args: CommandArgs): Promise<void> {
  const text = tidy(args.command.text ?? '').replace(/^\/ftcost\b\s*/i, '');
  const [first = '', ...rest] = text.split(' ');
  const after = rest.join(' ');
  switch (first.toLowerCase()) {
    case '':
      return openEmptyForm(services, args, false);
    case 'private':
      return after === '' ? openEmptyForm(services, args, true) : answerText(services, args, text);
    case 'help':
    case '?':
      return answerWithHelp(services, args);
    case 'digest':
      return answerWithDigest(services, args, after);
    case 'presets':
      return answerWithPresets(args);
    case 'preset':
      return after === '' ? answerWithPresets(args) : answerWithPreset(services, args, after);
    case 'prices':
    case 'price':
      return answerWithPrices(services, args, after);
    case 'compare':
      return answerWithComparison(services, args, after);
    case 'saved':
      return answerWithSaved(services, args, after);
    case 'settings':
      return answerWithSettings(services, args);
    default:
      return answerText(services, args, text);
  }
}

async function openEmptyForm(
  services: Services,
  { ack, client, command }: CommandArgs,
  isPrivate: boolean,
): Promise<void> {
  await ack();
  await openWorkloadModal(services, client, {
    triggerId: command.trigger_id,
    flat: {},
    isPrivate,
    person: personOfCommand(command),
  });
}
