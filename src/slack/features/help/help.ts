import type { Request } from '../../entry/request.js';
import { type Services, vocabulary } from '../../entry/services.js';
import { helpMessage } from './help-message.js';

/** `/ftcost help`: one private screen. */
export async function answerWithHelp(services: Services, request: Request): Promise<void> {
  await request.tell(helpMessage(vocabulary(services).exampleModel));
}
