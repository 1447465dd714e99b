import { expect, test } from 'vitest';
import { pairedItems } from '../../src/numbers/pilot/pilot-plan.js';

test.each([
  // (1.96 sqrt(0.15) + 0.8416 sqrt(0.1475))^2 / 0.05^2 = 468.7
  [0.05, 0.15, 469],
  // (1.96 sqrt(0.2) + 0.8416 sqrt(0.19))^2 / 0.1^2 = 154.6
  [0.1, 0.2, 155],
])('to see a drop of %f where models differ on %f of the items takes %i', (drop, differing, items) => {
  expect(pairedItems(drop, differing)).toBe(items);
});
