import { helpMessage } from '../messages/help-message.js';
import { type Services, vocabulary } from '../services.js';
import type { Request } from './request.js';

/** `/ftcost help`: one private screen. */
export async function answerWithHelp(services: Services, request: Request): Promise<void> {
  await request.tell(helpMessage(vocabulary(services).exampleModel));
}
