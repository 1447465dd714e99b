import { formatCount } from '../../engine/index.js';
import type { Request } from '../entry/request.js';
import { type Services, vocabulary } from '../entry/services.js';
import { answerWithComparison } from '../features/compare/compare.js';
import { answerWithDigest } from '../features/digest/digest.js';
import { answerWithSaved } from '../features/estimates/saved.js';
import { openWorkloadModal } from '../features/form/open-workload-modal.js';
import { answerWithHelp } from '../features/help/help.js';
import { answerWithPrices } from '../features/prices/prices.js';
import { answerText } from '../features/result/answer-text.js';
import { answerWithPreset } from '../features/result/preset.js';
import { answerWithPresets } from '../features/result/presets.js';
import { answerWithSettings } from '../features/settings/settings.js';
import { tidy } from '../grammar/split-words.js';
import { noticeMessage } from '../kit/notice-message.js';
import { startMessage } from '../kit/offer-message.js';

/** Most characters that are read; Slack sends up to 40,000, and no question about a workload is that long. */
const MAX_TEXT = 8_000;

/** Answers a request: the first word decides what was asked for. The same words work wherever they are said. */
export async function answerRequest(services: Services, request: Request, said: string): Promise<void> {
  if (said.length > MAX_TEXT) return request.tell(noticeMessage([tooLong(said.length)]));
  const text = tidy(said).replace(/^\/ftcost\b\s*/i, '');
  const [first = '', ...rest] = text.split(' ');
  const after = rest.join(' ');
  switch (first.toLowerCase()) {
    case '':
      return openEmptyForm(services, request, false);
    case 'private':
      return after === '' ? openEmptyForm(services, request, true) : answerText(services, request, text);
    case 'help':
    case '?':
      return answerWithHelp(services, request);
    case 'digest':
      return answerWithDigest(services, request, after);
    case 'presets':
      return answerWithPresets(request);
    case 'preset':
      return after === '' ? answerWithPresets(request) : answerWithPreset(services, request, after);
    case 'prices':
    case 'price':
      return answerWithPrices(services, request, after);
    case 'compare':
      return answerWithComparison(services, request, after);
    case 'saved':
      return answerWithSaved(services, request, after);
    case 'settings':
      return answerWithSettings(services, request);
    default:
      return answerText(services, request, text);
  }
}

function tooLong(length: number): string {
  return `That is too long: I read at most ${formatCount(MAX_TEXT)} characters, and these are ${formatCount(length)}. Nothing was posted. Shorten it, or type /ftcost for the form.`;
}

async function openEmptyForm(services: Services, request: Request, isPrivate: boolean): Promise<void> {
  const { client, person, triggerId } = request;
  if (triggerId === undefined) {
    return request.tell(startMessage(vocabulary(services).exampleModel, isPrivate));
  }
  await request.received();
  await openWorkloadModal(services, client, { triggerId, flat: {}, isPrivate, person });
}
