import type { Request } from '../../entry/request.js';
import type { Services } from '../../entry/services.js';
import { settingsOffer } from '../../kit/offer-message.js';
import { openSettings } from './open-settings.js';

/** `/ftcost settings`: the settings of the workspace, to change or to read. */
export async function answerWithSettings(services: Services, request: Request): Promise<void> {
  const { triggerId } = request;
  if (triggerId === undefined) return request.tell(settingsOffer());
  await request.received();
  await openSettings(services, { ...request, triggerId });
}
