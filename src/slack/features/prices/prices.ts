import type { Request } from '../../entry/request.js';
import type { Services } from '../../entry/services.js';
import { problemMessage } from '../../grammar/problem-message.js';
import { findAsked, priceAnswer } from './price-answer.js';

/** `/ftcost prices [model, maker or platform]`: a private answer, which the person may share. */
export async function answerWithPrices(services: Services, request: Request, text: string): Promise<void> {
  const asked = findAsked(services, text);
  if (!asked.ok) {
    const report = { problems: [asked.problem], example: '/ftcost prices gpt-4o', typed: '' };
    return request.tell(problemMessage(report));
  }
  await request.received();
  const answer = await priceAnswer(services, request.workspaceId, asked.what, text);
  await request.tell(answer.privately());
}
