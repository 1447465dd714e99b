import { settingsOffer } from '../messages/offer-message.js';
import type { Services } from '../services.js';
import { openSettings } from '../settings/open-settings.js';
import type { Request } from './request.js';

/** `/ftcost settings`: the settings of the workspace, to change or to read. */
export async function answerWithSettings(services: Services, request: Request): Promise<void> {
  const { triggerId } = request;
  if (triggerId === undefined) return request.tell(settingsOffer());
  await request.received();
  await openSettings(services, { ...request, triggerId });
}
