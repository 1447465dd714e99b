import { problemMessage } from '../messages/problem-message.js';
import { findAsked, priceAnswer } from '../prices/price-answer.js';
import type { Services } from '../services.js';
import type { Request } from './request.js';

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
