import type { Advice } from '../../../engine/index.js';

/** What would change the verdict, real flips before statements that nothing does. */
export function flipSentences(advice: Advice): readonly string[] {
  const flips = advice.flipPoints.filter(({ winsPlanId }) => winsPlanId !== undefined);
  const firm = advice.flipPoints.filter(({ winsPlanId }) => winsPlanId === undefined);
  return [...flips, ...firm].map(({ statement }) => statement);
}
